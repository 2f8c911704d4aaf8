import { describe, expect, test } from "vitest";
import { frontMatterValues } from "../../../src/core/segment/front-matter.ts";

const forms: readonly (readonly [name: string, yaml: string, value: string, written: string])[] = [
  ["plain", "title: Two words", "Two words", "Two words"],
  ["in double quotes", 'title: "Two \\"words\\""', 'Two "words"', '"Two \\"words\\""'],
  ["in single quotes", "title: 'It''s'", "It's", "'It''s'"],
  ["with a comment behind", "title: Words # comment", "Words", "Words"],
  ["folded", "title: >-\n  Two\n  words\nid: x", "Two words", ">-\n  Two\n  words"],
  ["literal, with a final line break", "title: |\n  a\n  b\nid: x", "a\nb\n", "|\n  a\n  b"],
  ["over two lines", "title: Two\n  words\nid: x", "Two words", "Two\n  words"],
  ["empty", 'title: ""', "", '""'],
];

describe("a front matter value", () => {
  test.each(forms)("is found %s", (_, yaml, value, written) => {
    const [found] = frontMatterValues(yaml, 10, { title: value });
    expect(found).toMatchObject({ key: "title", value });
    expect(yaml.slice((found?.range.start ?? 0) - 10, (found?.range.end ?? 0) - 10)).toBe(written);
  });

  test("is found in lists, strings only", () => {
    const yaml = "keywords: [one, 2, 'three']\ntags:\n  - four\n  - {a: b}";
    const values = { keywords: ["one", 2, "three"], tags: ["four", { a: "b" }] };
    const found = frontMatterValues(yaml, 0, values);
    expect(found.map(({ key, value }) => [key, value])).toEqual([
      ["keywords", "one"],
      ["keywords", "three"],
      ["tags", "four"],
    ]);
  });

  test.each([
    ["the site's parser reads something else", "title: Words", { title: "Other" }],
    ["the site's parser does not know it", "title: Words", {}],
    ["it is no string", "title: 42", { title: 42 }],
    ["it has an anchor", "title: &a Words", { title: "Words" }],
    ["it is an alias", "id: &a Words\ntitle: *a", { title: "Words" }],
    ["it has a tag", "title: !!str Words", { title: "Words" }],
    ["it is nested", "a:\n  title: Words", { a: { title: "Words" } }],
    ["it is called like a property of every object", "constructor: Words", {}],
    ["YAML does not parse", "title: a: b", { title: "a: b" }],
    ["there is no mapping", "- Words", {}],
  ])("is left alone where %s", (_, yaml, values) => {
    expect(frontMatterValues(yaml, 0, values).filter(({ key }) => key === "title")).toEqual([]);
  });
});

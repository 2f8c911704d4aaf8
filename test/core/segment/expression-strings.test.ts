import { describe, expect, test } from "vitest";
import { readDocument } from "../../../src/core/document/document.ts";
import type { TextRules } from "../../../src/core/segment/rules.ts";
import { markdownFor } from "../../support/markdown.ts";
import { documentOf } from "../document-of.ts";

const found: readonly (readonly [path: string, expression: string, values: readonly string[]])[] = [
  ["prop", "'One word'", ["One word"]],
  ["prop", '"One word"', ["One word"]],
  ["prop", "`One word`", ["One word"]],
  ["prop", "`One $".concat("{x} word`"), []],
  ["prop", "'One' + 'word'", []],
  ["prop", "ok ? 'One' : 'Two'", []],
  ["prop[]", "['One word', other, , 'Two words']", ["One word", "Two words"]],
  ["prop.a", "{a: 'One word', b: 'Not this'}", ["One word"]],
  ["prop.a", "{'a': 'One word', ['a']: 'Not this', ...rest, a() {}}", ["One word"]],
  ["prop[].a.b", "[{a: {b: 'One word'}}, {a: 1}, ...rest]", ["One word"]],
  ["prop[].a", "{a: 'Not a list'}", []],
  ["prop.a", "['Not an object']", []],
];

describe("a string at a path of an attribute", () => {
  test.each(found)("%s in %s", async (path, expression, values) => {
    const rules = { frontMatter: [], jsxAttributes: { Card: [path] } };
    expect(await textsOf(`<Card prop={${expression}} />`, rules)).toEqual(values);
  });

  test("is found by default in the labels of tabs", async () => {
    const { segments } = await documentOf("<Tabs values={[{value: 'x', label: 'One word'}]} />");
    expect(segments).toMatchObject([{ kind: "string", class: "label", text: "One word" }]);
  });

  test("may be in an attribute that is a string", async () => {
    const rules = { frontMatter: [], jsxAttributes: { Card: ["prop"] } };
    expect(await textsOf('<Card prop="One word" other="Not this" />', rules)).toEqual(["One word"]);
  });
});

async function textsOf(text: string, rules: TextRules): Promise<string[]> {
  const document = await readDocument({ filePath: "/site/a.mdx", text }, markdownFor(), rules);
  return "reason" in document
    ? [document.reason]
    : document.segments.map((segment) => segment.text);
}

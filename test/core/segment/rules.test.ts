import { describe, expect, test } from "vitest";
import { defaultTextRules, isTranslatable, textPaths } from "../../../src/core/segment/rules.ts";
import type { Style } from "../../../src/core/segment/segment.ts";
import { plainWords } from "../../../src/core/words/plain-words.ts";
import { documentOf } from "../document-of.ts";

const label: Style = { type: "attribute", quote: '"' };
const prose: Style = { type: "markdown", place: "block" };

describe("a label is translated", () => {
  test.each([
    "Linux",
    "Node 20",
    "My title",
    "Überblick",
    "設定",
    "Hello!",
    "e.g. this",
    "A/B test",
  ])("if it is words: %s", (value) => {
    expect(isTranslatable({ words: plainWords(value), style: label })).toBe(true);
  });

  test.each([
    "package.json",
    "useState",
    "--only",
    "@site/x",
    "a/b",
    "h1",
    "foo()",
    "`npm ci`",
    "42",
    "",
  ])("but not if it is a name: %s", (value) => {
    expect(isTranslatable({ words: plainWords(value), style: label })).toBe(false);
  });

  test("and running text always, names included", () => {
    expect(isTranslatable({ words: plainWords("useState"), style: prose })).toBe(true);
  });
});

describe("text in attributes", () => {
  test("is where the common row says", () => {
    expect(textPaths(defaultTextRules, "Anything")).toContain("title");
    expect(textPaths(defaultTextRules, null)).toContain("label");
  });

  test("is only where a component's own row says", () => {
    expect(textPaths(defaultTextRules, "Tabs")).toEqual(["values[].label"]);
  });

  test("is not where a component is called like a property of every object", () => {
    expect(textPaths(defaultTextRules, "constructor")).toBe(textPaths(defaultTextRules, "*"));
  });

  test("is never an id, a path or a value", async () => {
    const names = ["id", "href", "src", "className", "value", "groupId", "name", "icon", "type"];
    const attributes = names.map((name) => `${name}="Two words"`).join(" ");
    expect((await documentOf(`<Card ${attributes} />`)).segments).toEqual([]);
  });
});

import { expect, test } from "vitest";
import { parsePage } from "../../src/core/document/parse-page.ts";
import { createLoader } from "./create-loader.ts";
import { equalTrees } from "./equal-trees.ts";

test.each([
  ["the same page", "# A\n\nB *c*\n", "# A\n\nB *c*\n"],
  ["other marks for the same thing", "# A\n\n* b\n", "A\n=\n\n- b\n"],
  ["escapes and character references", "a * b & c", "a \\* b &amp; c"],
  ["a text in several nodes", "a:b and c", "a\\:b and c"],
  ["a re-wrapped paragraph", "one\ntwo  three", "one two three"],
  ["a line break between Chinese characters", "网络\n请求，\n好", "网络请求，好"],
  ["a short reference written out", "[a]\n\n[a]: /b", "[a][a]\n\n[a]: /b"],
  ["a short image reference written out", "![a][]\n\n[a]: /b", "![a][a]\n\n[a]: /b"],
  ["a bare URL in brackets", "https://a.example", "[https://a.example](https://a.example)"],
  ["white space around an alternative text", "![ a ](/b)", "![a](/b)"],
  ["attributes with other white space", '<A b="c  d" />', '<A b="c d" />'],
])("ignores %s", async (_, first, second) => {
  expect(await compared(first, second)).toEqual({ equal: true });
});

test.each([
  ["a lost link", "[a](/b)", "a", "became text"],
  ["a lost paragraph", "a\n\nb", "a", "root[1] > lost paragraph"],
  ["a new element", "a ", "a <b>c</b>", "text value: "],
  ["a new image", "*a*", "*a*![b](/c)", "new image"],
  ["another URL", "[a](/b)", "[a](/c)", "link url"],
  ["another title", '[a](/b "c")', '[a](/b "d")', "link title"],
  ["another target", "[a][b]\n\n[b]: /b\n[c]: /c", "[a][c]\n\n[b]: /b\n[c]: /c", "linkReference"],
  ["a link that becomes a reference", "[a](/b)", "[a][b]\n\n[b]: /b", "became linkReference"],
  ["other words", "some text", "some test", "text value: "],
  ["words run together", "one two", "onetwo", "text value: "],
  ["white space in code", "`a  b`", "`a b`", "inlineCode value: "],
  ["changed code", "```js\na\n```", "```js\nb\n```", "code value: "],
  ["another language of code", "```js\na\n```", "```ts\na\n```", "code lang: "],
  ["other meta of code", "```js {1}\na\n```", "```js {2}\na\n```", "code meta: "],
  ["another list start", "3. a", "4. a", "list start: 3 became 4"],
  ["a list that loses its numbers", "1. a", "- a", "list ordered: true became false"],
  ["a ticked box", "- [ ] a", "- [x] a", "listItem checked: "],
  ["a loose list", "- a\n- b", "- a\n\n- b", "list spread: "],
  ["another depth of heading", "## a", "### a", "heading depth: 2 became 3"],
  ["another table alignment", "| a |\n|---|", "| a |\n|--:|", "table align: "],
  ["an attribute", '<A b="c" />', '<A b="d" />', "attributes: "],
  ["a string that becomes an expression", '<A b="c" />', "<A b={c} />", "attributes: "],
  ["an expression", "a {b}", "a {c}", "mdxTextExpression value: "],
  ["a program", "export const a = 1", "export const a = 2", "mdxjsEsm value: "],
  ["a comment", "<!-- a -->", "<!-- b -->", "comment"],
  ["the name of a directive", ":::note\n\na\n\n:::", ":::tip\n\na\n\n:::", "name: "],
  ["the id of a directive", ":::note{#a}\nb\n:::", ":::note{#c}\nb\n:::", "attributes: "],
  [
    "a directive's label that becomes a text",
    ":::note[a]\nb\n:::",
    ":::note\na\n\nb\n:::",
    "directiveLabel",
  ],
  ["a directive with a label instead of a text", ":b", ":b[c]", "became textDirective"],
  ["emphasis", "a *b* c", "a **b** c", "emphasis {} became strong"],
  ["a hard line break", "a\\\nb", "a\nb", "text value: a became a b"],
  ["math", "$a$", "$b$", "inlineMath"],
  ["a footnote", "a[^1]\n\n[^1]: b", "a\n\n[^1]: b", "lost footnoteReference"],
])("notices %s", async (_, first, second, difference) => {
  expect(await compared(first, second)).toMatchObject({
    equal: false,
    difference: expect.stringContaining(difference),
  });
});

test("says where the first tree differs", async () => {
  expect(await compared("a\n\n[b](/c)\n", "a\n\n[b](/d)\n")).toMatchObject({ offset: 3 });
});

const loader = createLoader("/site", { kind: "docs", path: "docs", format: "mdx" });

async function compared(first: string, second: string) {
  const [before, after] = [await parse(first), await parse(second)];
  return equalTrees(before, after);
}

async function parse(text: string) {
  const page = await parsePage("/site/docs/page.mdx", text, loader.markdown);
  if ("reason" in page) throw new Error(page.reason);
  return page.parser.finish(page.tree);
}

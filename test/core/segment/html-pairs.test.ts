import { expect, test } from "vitest";
import { isOpaqueTag } from "../../../src/core/segment/is-opaque.ts";
import { documentOf } from "../document-of.ts";

test.each([
  ["<b>bold</b> words", "<1>bold</1> words"],
  ["<b>bold <i>italic</i></b> words", "<1>bold <2>italic</2></1> words"],
  ["<b>a <b>b</b></b> words", "<1>a <2>b</2></1> words"],
  ["<B>bold</b> words", "<1>bold</1> words"],
  ['<a href="x>y">link</a> words', "<1/>link<2/> words"],
  ["a<br>b<br/>c", "a<1/>b<2/>c"],
  ["<b>not closed, words", "<1/>not closed, words"],
  ["not opened</b>, words", "not opened<1/>, words"],
  ["<b><i>crossed</b></i> words", "<1><2/>crossed</1><3/> words"],
  ["<b></b> and <a name='x'></a> words", "<1/> and <2/> words"],
  ["a <!-- comment --> words", "a <1/> words"],
  ["press <kbd>Ctrl</kbd> words", "press <1/> words"],
  ["<i translate='no'>Brand</i> words", "<1/> words"],
])("the HTML of %s is %s", async (source, text) => {
  const { segments } = await documentOf(`Text: ${source}\n`, { format: "md" });
  expect(segments.map((segment) => segment.text)).toEqual([`Text: ${text}`]);
});

test.each([
  ["<code>", true],
  ['<CODE class="x">', true],
  ["<b translate=no>", true],
  ['<b translate="no" class="x">', true],
  ['<b translate="yes">', false],
  ['<b data-translate="no">', false],
  ["<codes>", false],
])("the tag %s hides its content: %s", (tag, expected) => {
  expect(isOpaqueTag(tag)).toBe(expected);
});

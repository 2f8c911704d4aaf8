import fc from "fast-check";
import { expect, test } from "vitest";
import { htmlNodes } from "../../../src/io/site/html-nodes.ts";

test.each([
  ["words & <3 a < b </ >", []],
  ["<code>a</code> <EM class='x'>", ["the element <code>", "the element <em>"]],
  ["<!-- a -->", ["a comment"]],
  ["<img/src=//a/onerror=b>", ["the element <img>", "the address //a/onerror=b"]],
  [
    `<svg/onload="a>b" HREF='c/d?e'>`,
    ["the element <svg>", 'the attribute onload="a>b"', "the address d"],
  ],
  [
    "<img\nsrc\n=\n'a'onerror=b",
    ["the element <img>", "the address a", 'the attribute onerror="b"'],
  ],
  ["<a =href=b href=java\tscript:c>", ["the element <a>", "the address java"]],
  [
    "<a href='java\tscript:c//d' ping='&#106;s:e/d'>",
    ["the element <a>", "the address javascript:c//d", "the address &#106;s:e/d"],
  ],
  [
    "<iframe srcdoc='<b>'>",
    ["the element <iframe>", 'the attribute srcdoc="<b>"', "the element <b>"],
  ],
  [
    "<img srcset='a/b.png 1x, //c 2x'>",
    ["the element <img>", "the address b.png", "the address //c"],
  ],
])("finds what a browser would in %j", (html, nodes) => {
  expect(new Set(htmlNodes(html, "HTML"))).toEqual(new Set(nodes.map((node) => `${node} in HTML`)));
});

test("finds nothing in words that are escaped", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."<>!?/a=\"' ") }), (words) => {
      expect(htmlNodes(words.replaceAll("<", "&lt;"), "HTML")).toEqual([]);
    }),
  );
});

test("finds a tag after any words", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."<>!?/a=\"' ") }), (words) => {
      expect(htmlNodes(`${words} <x-y>`, "HTML")).toContain("the element <x-y> in HTML");
    }),
  );
});

import { expect, test } from "vitest";
import { addressesInSet, addressKey, moduleKey } from "../../../src/io/site/address-key.ts";

test.each([
  ["https://a.example/b?c#d", "https://a.example/b?c#d"],
  ["//a.example", "//a.example"],
  ["/\\a.example", "//a.example"],
  [" java\nscript:a/b", "javascript:a/b"],
  ["\u0001mailto:a", "mailto:a"],
  ["./a/b.md?c#d", "b.md"],
  ["/fr/docs/b/", "b"],
  ["@site/docs/a%20b.png", "a b.png"],
  ["100%", "100%"],
  ["#a/b", undefined],
  ["/", undefined],
])("of the address %j counts %j", (address, key) => {
  expect(addressKey(address)).toBe(key);
});

test.each([
  ["!/x/url-loader?name=[path]!./img/a.png", "a.png"],
  ["./a.raw!=!/x/file-loader!../a.json", "a.json"],
  ["@site/src/a", "a"],
  ["@theme/Tabs", "@theme/Tabs"],
  ["a/b", "a/b"],
  ["..", ".."],
])("of the module %j counts %j", (id, key) => {
  expect(moduleKey(id)).toBe(key);
});

test("a set of addresses is taken apart", () => {
  expect(addressesInSet("a.png 1x,\n b,c.png 2.5x, d 300w, e")).toEqual([
    "a.png",
    "b,c.png",
    "d",
    "e",
  ]);
});

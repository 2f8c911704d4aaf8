import { expect, test } from "vitest";
import { yamlExcess } from "../../../src/core/foreign/yaml-excess.ts";

const bounds = { length: 10_000, depth: 3, nodes: 10 };

test.each([
  ["too long", "x".repeat(10_001), "it is longer than 10000 characters"],
  ["of deep brackets", "[[{[", "it nests more than 3 levels"],
  ["of deep lists on one line", "- - - - x", "it nests more than 3 levels"],
  ["of deep keys on one line", "- ? - ? x", "it nests more than 3 levels"],
  ["of many plain scalars", "- x\n".repeat(21), "it holds more than 10 values"],
  ["of many quoted scalars", `["a", ${"'b', ".repeat(20)}]`, "it holds more than 10 values"],
  ["of many block scalars", "- |\n  x\n".repeat(21), "it holds more than 10 values"],
])("YAML %s is seen from its tokens", (_, yaml, reason) => {
  expect(yamlExcess(yaml, bounds)).toEqual({ reason });
});

test.each([
  ["brackets that are closed again", "[[]]\n".repeat(100)],
  ["lists below each other", "- - x\n- - x\n- - x\n"],
  ["brackets in strings and comments", `"[[[[[[" # [[[[[[`],
  ["brackets in a block scalar", "|\n  [[[[[[\n  - - - - - -\n"],
  ["as many pairs as allowed", "a: b\n".repeat(10)],
])("%s are within bounds", (_, yaml) => {
  expect(yamlExcess(yaml, bounds)).toBeUndefined();
});

import { DEFAULT_PARSE_FRONT_MATTER } from "@docusaurus/utils";
import { expect, test } from "vitest";
import type { ContentInstance } from "../../../src/io/site/content-instance.ts";
import { fingerprint, type Shape } from "../../../src/io/site/fingerprint.ts";

const instance: ContentInstance = {
  kind: "docs",
  pluginName: "docusaurus-plugin-content-docs",
  id: "default",
  path: "docs",
  include: ["**/*.md"],
  exclude: [],
  admonitions: true,
  remarkPlugins: [],
  beforeDefaultRemarkPlugins: [],
  versions: { current: true, older: true, only: undefined },
  dataFiles: [{ holds: "tags", file: "tags.yml" }],
};

const shape: Shape = {
  version: "3.10.2",
  hasInlineTags: true,
  siteDir: "/home/me/site",
  instance,
  markdown: {
    format: "mdx",
    mermaid: false,
    emoji: true,
    mdx1Compat: { comments: true, admonitions: true, headingIds: true },
    anchors: { maintainCase: false },
    parseFrontMatter: DEFAULT_PARSE_FRONT_MATTER,
    remarkRehypeOptions: null,
    hooks: { onBrokenMarkdownLinks: "throw", onBrokenMarkdownImages: "throw" },
  },
};

function remarkAdd(): void {}

const withPlugin = (...plugin: unknown[]): Shape => ({
  ...shape,
  instance: { ...instance, remarkPlugins: [plugin] },
});

test("is short, and the same for the same configuration", () => {
  expect(fingerprint(shape)).toMatch(/^[0-9a-f]{16}$/);
  expect(fingerprint({ ...shape, markdown: { ...shape.markdown } })).toBe(fingerprint(shape));
});

test.each<[string, Shape]>([
  ["a minor version of Docusaurus", { ...shape, version: "3.11.0" }],
  ["the kind of content", { ...shape, instance: { ...instance, kind: "blog" } }],
  ["the format", { ...shape, markdown: { ...shape.markdown, format: "detect" } }],
  [
    "an mdx1Compat flag",
    {
      ...shape,
      markdown: {
        ...shape.markdown,
        mdx1Compat: { comments: false, admonitions: true, headingIds: true },
      },
    },
  ],
  [
    "the case of anchors",
    { ...shape, markdown: { ...shape.markdown, anchors: { maintainCase: true } } },
  ],
  [
    "admonition keywords",
    { ...shape, instance: { ...instance, admonitions: { keywords: ["aside"] } } },
  ],
  ["a remark plugin", withPlugin(remarkAdd)],
  [
    "a preprocessor",
    { ...shape, markdown: { ...shape.markdown, preprocessor: ({ fileContent }) => fileContent } },
  ],
])("changes with %s", (_what, other) => {
  expect(fingerprint(other)).not.toBe(fingerprint(shape));
});

test("changes with an option of a remark plugin, whatever it holds", () => {
  const options = [
    { a: 1 },
    { a: 2 },
    { a: /x/ },
    { a: 1n },
    { a: remarkAdd },
    { a: new Map() },
    { a: [null] },
    { a: Object.create(null) },
  ];
  const all = options.map((option) => fingerprint(withPlugin(remarkAdd, option)));
  expect(new Set(all).size).toBe(options.length);
});

test("an option that contains itself is no obstacle", () => {
  const option = {};
  Object.assign(option, { self: option });
  expect(fingerprint(withPlugin(remarkAdd, option))).toMatch(/^[0-9a-f]{16}$/);
});

test("stays the same for what does not shape pages", () => {
  const moved = {
    ...shape,
    version: "3.10.9",
    instance: { ...instance, id: "sdk", path: "sdk", exclude: ["x"] },
  };
  expect(fingerprint(moved)).toBe(fingerprint(shape));
});

test("does not depend on the order of option keys", () => {
  const one = withPlugin(remarkAdd, { a: 1, b: 2 });
  expect(fingerprint(withPlugin(remarkAdd, { b: 2, a: 1 }))).toBe(fingerprint(one));
});

test("is the same on another machine", () => {
  const at = (siteDir: string, dir: string) =>
    fingerprint({ ...withPlugin(remarkAdd, { dir }), siteDir });
  expect(at("C:\\site", "C:\\site\\src\\x")).toBe(at("/home/me/site", "/home/me/site/src/x"));
});

import { describe, expect, test } from "vitest";
import { editsOf, type PagePlace, revert } from "../../../src/core/render/edits.ts";
import { isLocalPath } from "../../../src/core/render/local-path.ts";
import { render } from "../../../src/core/render/render.ts";
import { documentOf } from "../document-of.ts";

const files: ReadonlySet<string> = new Set([
  "docs/guides/manual.pdf",
  "docs/guides/a (1).pdf",
  "docs/guides/other.md",
  "docs/start.md",
  "i18n/fr/docs/current/guides/own.png",
  "i18n/fr/docs/current/guides/own.js",
]);

const place: PagePlace = {
  kind: "docs",
  page: "docs/guides/page.mdx",
  root: "docs",
  localized: "i18n/fr/docs/current/guides/page.mdx",
  exists: (file) => files.has(file),
  partial: () => undefined,
};

const rewritten: readonly (readonly [name: string, source: string, localized: string])[] = [
  ["a relative image", "![](./a.png)", "![](@site/docs/guides/a.png)"],
  ["an image without a dot", "![](img/a.png)", "![](@site/docs/guides/img/a.png)"],
  ["an image above", "![](../a.png)", "![](@site/docs/a.png)"],
  ["an image with a query", "![](./a.png?w=1#x)", "![](@site/docs/guides/a.png?w=1#x)"],
  ["an asset that exists", "[a](./manual.pdf)", "[a](@site/docs/guides/manual.pdf)"],
  ["an encoded asset", "[a](<./a (1).pdf>)", "[a](<@site/docs/guides/a (1).pdf>)"],
  ["a page beside", "[a](./other.md#x)", "[a](/guides/other.md#x)"],
  ["a page above", "[a](../start.md?a=b)", "[a](/start.md?a=b)"],
  ["a page without a dot", "[a](other.md)", "[a](/guides/other.md)"],
  ["a page from the content root", "[a](start.md)", "[a](/start.md)"],
  ["a page from the site", "[a](docs/start.md)", "[a](/start.md)"],
  ["a page by alias", "[a](@site/docs/start.md)", "[a](/start.md)"],
  ["a definition", "[a]: ./other.md", "[a]: /guides/other.md"],
  ["an import", "import a from './a.js'", "import a from '@site/docs/guides/a.js'"],
  ["an import above", 'import a from "../a.js"', 'import a from "@site/docs/a.js"'],
  ["a side effect", "import './a.css'", "import '@site/docs/guides/a.css'"],
  ["an export from", "export * from './a.js'", "export * from '@site/docs/guides/a.js'"],
  ["a loader", "import a from '!!raw!./a'", "import a from '!!raw!@site/docs/guides/a'"],
  ["a require", "{require('./a.png')}", "{require('@site/docs/guides/a.png')}"],
  ["a dynamic import", "{import('./a.js')}", "{import('@site/docs/guides/a.js')}"],
  [
    "a require in an attribute",
    "<A b={require('./a')} />",
    "<A b={require('@site/docs/guides/a')} />",
  ],
  [
    "a spread with a require",
    "<A {...require('./a')} />",
    "<A {...require('@site/docs/guides/a')} />",
  ],
  ["a heading", "## Title", "## Title {#title}"],
  [
    "a front matter image",
    "---\nimage: ./a.png\n---\n",
    "---\nimage: ./../../../../../docs/guides/a.png\n---\n",
  ],
];

const kept: readonly (readonly [name: string, source: string])[] = [
  ["static files", "![](/a.png) [a](/a.pdf)"],
  ["aliases", "![](@site/a.png) [a](@site/static/a.pdf)"],
  ["other hosts", "![](https://a.bc/a.png) [a](//a.bc/b.md) [c](mailto:a@b.cd)"],
  ["pathname:", "[a](pathname:///a.pdf)"],
  ["anchors and queries", "[a](#x) [b](?x)"],
  ["links to URLs", "[a](./other) [b](../start/)"],
  ["content-root links", "[a](/guides/other.md)"],
  ["assets that do not exist", "[a](./none.pdf)"],
  ["pages outside of the content root", "[a](../../README.md)"],
  ["assets that the locale has", "![](./own.png)"],
  ["modules that the locale has", "import a from './own.js'"],
  ["packages", "import a from 'a'\nimport b from '@theme/b'"],
  ["HTML", '<img src="./a.png" />'],
  ["reference-style images", "![a][b]"],
  ["escaped paths", "[a](./oth\\er.md)"],
  ["empty paths", "[a]()"],
  ["static front matter images", "---\nimage: /a.png\n---\n"],
  ["paths in code", "`./a.png`\n\n```\n![](./a.png)\n```"],
  ["top headings", "# Title"],
  ["headings with an id", "## Title {#own}\n\n## Title {/* #own */}"],
];

describe("the localized page", () => {
  test.each(rewritten)("has %s rewritten", async (_, source, localized) => {
    const document = await documentOf(source);
    const edits = editsOf(document, place);
    const text = render(document, edits, new Map());
    expect(text).toBe(localized);
    expect(revert(text, source, edits)).toBe(source);
  });

  test.each(kept)("keeps %s", async (_, source) => {
    const document = await documentOf(source);
    expect(editsOf(document, place)).toEqual([]);
  });
});

test("a page that is not what the edits made of it is left as it is", async () => {
  const source = "![](./a.png)";
  const edits = editsOf(await documentOf(source), place);
  expect(revert("Another page", source, edits)).toBe("Another page");
});

test.each([
  ["./a", true],
  ["a.md", true],
  ["/a", true],
  ["@site/a", true],
  ["", false],
  ["#a", false],
  ["?a", false],
  ["//a.bc", false],
  ["https://a.bc", false],
  ["MAILTO:a@b.cd", false],
])("%s is a path of the site: %s", (path, expected) => {
  expect(isLocalPath(path)).toBe(expected);
});

test("in a folder that Docusaurus takes for another one, links between pages stay as they are", async () => {
  const document = await documentOf("[a](./other.md)\n");
  expect(editsOf(document, { ...place, isShadowed: true })).toEqual([]);
});

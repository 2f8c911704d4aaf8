import { expect, test } from "vitest";
import { createCompiler } from "../../../src/io/site/compile-pages.ts";
import { loadContext } from "../../support/temp-site/load-context.ts";
import { code, type SiteConfig } from "../../support/temp-site/site-config-source.ts";
import { translationCompilerOf } from "./compiling.ts";
import { pageOf, siteWith, small } from "./loading.ts";

/** A plugin that makes a node of each text that matches; `word` is its first group. */
function making(node: string, pattern = "/\\[\\[(.+?)\\]\\]/"): unknown {
  return code(`() => function walk(parent) {
    parent.children?.forEach((child, index) => {
      const [all, word] = (child.type === "text" && ${pattern}.exec(child.value)) || [];
      if (all) parent.children[index] = ${node};
      else walk(child);
    });
  }`);
}

const wikiLink = `{
  type: "link",
  url: "https://evil.example/" + word,
  children: [{ type: "text", value: word }],
}`;

/** What an expression is to MDX. */
function program(expression: string): string {
  return `{ type: "Program", sourceType: "module", body: [${expression}] }`;
}

function jsx(name: string, attribute: string, value: string): string {
  return `{
    type: "mdxJsxTextElement",
    name: "${name}",
    attributes: [{ type: "mdxJsxAttribute", name: "${attribute}", value: ${value} }],
    children: [],
  }`;
}

function element(tagName: string, properties = "{}"): string {
  return `{ type: "element", tagName: "${tagName}", properties: ${properties}, children: [] }`;
}

async function compilerWith(
  docs: NonNullable<SiteConfig["preset"]>["docs"],
  files: Readonly<Record<string, string>> = {},
) {
  const site = await siteWith({ config: { preset: { docs } }, files: { ...small, ...files } });
  return translationCompilerOf(site);
}

const words = "Words.\n";
const trick = "Mots [[evil]] dici.\n";

test.each([
  ["a link", wikiLink, "the link https://evil.example/evil"],
  ["a link within the site", wikiLink.replace("https://evil.example", "/en"), "the link evil"],
  [
    "an image",
    `{ type: "image", url: "//e.example/" + word, alt: "" }`,
    "the link //e.example/evil",
  ],
  ["an unknown component", jsx("Evil", "title", "word"), "the element <Evil>"],
  ["a component's link", jsx("p", "more", '"https://" + word'), "the link https://evil"],
  ["a handler", jsx("p", "onClick", "word"), "the attribute onClick evil"],
  ["a form", jsx("p", "formAction", "word"), "the link evil"],
  [
    "raw HTML",
    jsx("p", "dangerouslySetInnerHTML", "word"),
    "the attribute dangerouslySetInnerHTML",
  ],
  [
    "an expression",
    `{ type: "mdxTextExpression", value: word, data: { estree: ${program(
      `{ type: "ExpressionStatement", expression: { type: "Identifier", name: word } }`,
    )} } }`,
    "the name evil",
  ],
  [
    "an import",
    `{ type: "mdxjsEsm", value: "", data: { estree: ${program(
      `{ type: "ImportDeclaration", specifiers: [], source: { type: "Literal", value: word } }`,
    )} } }`,
    "the module evil",
  ],
])("a remark plugin that makes %s of words does not for a model's", async (_, node, added) => {
  const compile = await compilerWith({ remarkPlugins: [making(node)] });
  expect(await compile("docs/a.md", words, words)).toBeUndefined();
  expect(await compile("docs/a.md", words, trick)).toEqual({
    line: 1,
    reason: expect.stringContaining(`it would add ${added}`),
  });
  expect(await compile("docs/a.md", trick, trick)).toBeUndefined();
});

test("a rehype plugin that makes elements of words does not for a model's", async () => {
  const frame = making(element("iframe"), "/(movie)/");
  const compile = await compilerWith({ rehypePlugins: [frame] });
  expect(await compile("docs/a.md", words, "A movie.\n")).toEqual({
    line: 1,
    reason: "it would add the element <iframe>",
  });
  expect(await compile("docs/a.md", "The movie.\n", "Movie: a movie.\n")).toBeUndefined();
});

test("nor may it make them load what the author's words do not", async () => {
  const background = element("p", '{ style: "list-style: url(/" + word + ")" }');
  const compile = await compilerWith({ rehypePlugins: [making(background)] });
  expect(await compile("docs/a.md", words, trick)).toEqual({
    line: 1,
    reason: "it would add the style url(/evil)",
  });
});

test("a link that a plugin makes of the author's words may come again, but lead nowhere else", async () => {
  const link = wikiLink.replace('"https://evil.example/"', '"https://people.example/"');
  const compile = await compilerWith({ remarkPlugins: [making(link, "/@(\\w+)/")] });
  const original = "Ask @guide.\n\nAnd **all others**.\n";
  expect(await compile("docs/a.md", original, "**@guide**, @guide!\n")).toBeUndefined();
  expect(await compile("docs/a.md", original, "@guides\n")).toMatchObject({
    reason: "it would add the link https://people.example/guides",
  });
});

test("what a plugin does to every page of a locale is not the translation's fault", async () => {
  const banner = code(`() => (tree) => {
    const locale = process.env.DOCUSAURUS_CURRENT_LOCALE;
    const url = "https://help.example/" + locale;
    tree.children.push({ type: "link", url, children: [{ type: "text", value: "Help" }] });
  }`);
  const compile = await compilerWith({ remarkPlugins: [banner, making(wikiLink)] });
  expect(await compile("docs/a.md", words, "Mots.\n")).toBeUndefined();
  expect(await compile("docs/a.md", words, trick)).toMatchObject({
    reason: "it would add the link https://evil.example/evil",
  });
});

test("where the source does not compile, there is nothing to compare with", async () => {
  const compile = await compilerWith({ remarkPlugins: [making(wikiLink)] });
  expect(await compile("docs/a.md", "{", trick)).toBeUndefined();
});

test("an author's text is compiled once for all locales, until it is another", async () => {
  const count = code(`() => (tree, file) => {
    const place = file.path.includes("i18n") ? "localized" : "source";
    globalThis.compiled = [...(globalThis.compiled ?? []), String(file).trim() + ", " + place];
  }`);
  const config: SiteConfig = {
    locales: ["en", "fr", "ja"],
    preset: { docs: { remarkPlugins: [count] } },
  };
  const site = await siteWith({ config, files: small });
  const source = await pageOf(site);
  const { compile } = createCompiler(await loadContext(site.dir));
  const translate = (locale: string, original: string) => {
    const path = `${site.dir}/i18n/${locale}/docusaurus-plugin-content-docs/current/a.md`;
    return compile({ source, locale, path, text: locale, original });
  };
  Reflect.set(globalThis, "compiled", []);
  await compile({ source, locale: "en", path: source.path, text: "One" });
  await translate("fr", "One");
  await translate("ja", "One");
  await translate("fr", "Two");
  expect(Reflect.get(globalThis, "compiled")).toEqual([
    "One, source",
    "fr, localized",
    "ja, localized",
    "fr, localized",
    "Two, source",
  ]);
});

const injected = '<img src=x onerror="alert(1)">';

test.each([
  [
    "a link's label",
    (label: string) => `## See [${label}][ref] here\n\n[ref]: https://a.example\n`,
  ],
  ["an image's alt text", (label: string) => `## See ![${label}](https://a.example/b.png)\n`],
  ["a directive's label", (label: string) => `## See :abbr[${label}] here\n`],
])("words in %s put no HTML into the table of contents", async (_, page) => {
  const compile = await compilerWith({});
  const original = page("the guide words");
  expect(await compile("docs/a.md", original, page("les mots"))).toBeUndefined();
  expect(await compile("docs/a.md", original, page("a < b"))).toBeUndefined();
  expect(await compile("docs/a.md", original, page(injected.replace("<", "\\<")))).toEqual({
    line: 1,
    reason: "it would add the element <img> in the table of contents",
  });
});

test("HTML of the author's in a heading is no way to more of it", async () => {
  const compile = await compilerWith({});
  const page = (label: string) => `## See ![${label}](https://a.example/b.png)\n`;
  const original = page("a \\<img src=x> b");
  expect(await compile("docs/a.md", original, page("\\<img src=x alt='y'>"))).toBeUndefined();
  expect(await compile("docs/a.md", original, page("\\<img src=x onerror=y>"))).toMatchObject({
    reason: 'it would add the attribute onerror="y" in the table of contents',
  });
  expect(await compile("docs/a.md", original, page("\\<img src=//y>"))).toMatchObject({
    reason: "it would add the address //y in the table of contents",
  });
});

test("words that look like code are words", async () => {
  const compile = await compilerWith({});
  const code =
    'Mots `_jsx("iframe", {src: "https://evil.example"})` "}), \\_jsx("iframe", \\{href: "x"}) ' +
    "`$" +
    "{import('x')}` `<iframe src=x onload=y>`\n\n" +
    "## `toc = [{value: '<img>'}]` \\<img src=x>\n";
  expect(await compile("docs/a.md", "Words `code`\n\n## `toc` words\n", code)).toBeUndefined();
});

import { rm, symlink } from "node:fs/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { createCompiler } from "../../../src/io/site/compile-pages.ts";
import { loadContext } from "../../support/temp-site/load-context.ts";
import { code } from "../../support/temp-site/site-config-source.ts";
import { compilerOf } from "./compiling.ts";
import { pageOf, siteWith, small } from "./loading.ts";

const docs = "i18n/fr/docusaurus-plugin-content-docs/current";

test("takes good pages and tells what is wrong with others, in every kind of content", async () => {
  const site = await siteWith({
    config: {
      site: {
        plugins: [
          ["@docusaurus/plugin-content-docs", { id: "sdk", path: "sdk", routeBasePath: "sdk" }],
        ],
      },
    },
    files: {
      ...small,
      "docs/deep/b.mdx": "# B\n",
      "sdk/c.md": "# C\n",
      "blog/2024-01-01-p.md": "# P\n",
      "src/pages/q.md": "# Q\n",
      [`${docs}/a.md`]: "# Un\n",
    },
  });
  const compile = await compilerOf(site);
  const pages = [
    "docs/a.md",
    "docs/deep/b.mdx",
    "sdk/c.md",
    "blog/2024-01-01-p.md",
    "src/pages/q.md",
  ];
  for (const page of pages)
    for (const locale of ["fr", "en"]) {
      const good = "---\ntitle: Un\n---\n\n:::note\n\nDeux <b>mots</b> {1 + 1}.\n\n:::\n";
      expect(await compile(page, good, locale)).toBeUndefined();
      expect(await compile(page, "# Un\n\nDeux <b>mots.\n", locale)).toEqual({
        line: 3,
        reason: expect.stringContaining("Expected a closing tag for `<b>`"),
      });
    }
});

test("finds the line in the text as written, whatever Docusaurus makes of it before it parses", async () => {
  const compile = await compilerOf(await siteWith({ files: small }));
  const moved =
    "# Un\n\n```mdx-code-block\n<b>\n```\n\nDeux\n\n```mdx-code-block\n</b>\n```\n\n{1 +}\n";
  expect(await compile("docs/a.md", moved)).toEqual({
    line: 13,
    reason: "Could not parse expression with acorn",
  });
  expect(await compile("docs/a.md", "---\ntitle: Un\nid: a: b\n---\n\nDeux\n")).toEqual({
    line: 3,
    reason: expect.stringMatching(/^bad indentation of a mapping entry/),
  });
  expect(await compile("docs/a.md", "---\nmdx:\n  format: html\n---\n\nDeux\n")).toEqual({
    line: 1,
    reason: expect.stringContaining('"format" must be'),
  });
});

test("reads a page in its own format", async () => {
  const compile = await compilerOf(
    await siteWith({
      config: { site: { markdown: { format: "detect" } } },
      files: { ...small, "docs/b.mdx": "# B\n" },
    }),
  );
  const text = "Deux <b>mots {.\n";
  expect(await compile("docs/a.md", text)).toBeUndefined();
  expect(await compile("docs/b.mdx", text)).toMatchObject({ line: 1 });
  expect(await compile("docs/b.mdx", `---\nmdx:\n  format: md\n---\n\n${text}`)).toBeUndefined();
});

test("the site's own remark plugins have a say, in one line and without paths", async () => {
  const strict = `() => (tree, file) => {
    const text = String(file);
    if (text.includes("own")) throw new Error("Refused\\n  in " + file.path);
    if (text.includes("other")) throw new Error("See " + file.path.replace("a.md", "b.md"));
    if (text.includes("placed")) file.fail("Placed", tree.children[1]);
  }`;
  const site = await siteWith({
    config: { preset: { docs: { remarkPlugins: [code(strict)] } } },
    files: small,
  });
  const compile = await compilerOf(site);
  expect(await compile("docs/a.md", "# Un\n")).toBeUndefined();
  expect(await compile("docs/a.md", "# Un\n\nown\n")).toEqual({
    line: 1,
    reason: "Refused in a.md",
  });
  expect((await compile("docs/a.md", "other\n"))?.reason).toBe(`See ${docs}/b.md`);
  expect(await compile("docs/a.md", "# Un\n\nplaced\n")).toEqual({ line: 3, reason: "Placed" });
});

test("a locale without a folder compiles, and links resolve as they will", async () => {
  const links = `() => (tree) => {
    globalThis.seenLinks = JSON.stringify(tree).match(/"url":"[^"]*"/g);
  }`;
  const site = await siteWith({
    config: { preset: { docs: { remarkPlugins: [code(links)] } } },
    files: { ...small, "docs/b.md": "# B\n" },
  });
  const compile = await compilerOf(site);
  const text = "[b](./b.md) [gone](./gone.md) ![gone](./gone.png) [gone](@site/docs/gone.md)\n";
  expect(await compile("docs/a.md", text)).toBeUndefined();
  expect(Reflect.get(globalThis, "seenLinks")).toEqual([
    '"url":"/fr/docs/b"',
    '"url":"./gone.md"',
    '"url":"./gone.png"',
    '"url":"@site/docs/gone.md"',
  ]);
});

test("a broken page in the locale's folder hides no other, and can be replaced", async () => {
  const broken = "---\nid: a: b\n---\n";
  const site = await siteWith({
    files: { ...small, "docs/b.md": "# B\n", [`${docs}/a.md`]: broken },
  });
  const compile = await compilerOf(site);
  expect(await compile("docs/a.md", broken)).toMatchObject({ line: 2 });
  expect(await compile("docs/a.md", "# Un\n")).toBeUndefined();
  expect(await compile("docs/b.md", "# Deux\n")).toBeUndefined();
});

test("builds as production does, prints nothing and leaves no trace", async () => {
  const noisy = `() => {
    process.stdout.write("noise");
    globalThis.seenEnv = [process.env.NODE_ENV, process.env.DOCUSAURUS_CURRENT_LOCALE];
    return { name: "noisy" };
  }`;
  const loud = `() => () => { process.stdout.write("noise"); }`;
  const site = await siteWith({
    config: {
      preset: { docs: { remarkPlugins: [code(loud)] } },
      site: { plugins: [code(noisy)] },
    },
    files: { ...small, "blog/2024-01-01-p.md": "# P\n", ".docusaurus/registry.js": "mine" },
  });
  const spy = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const compile = await compilerOf(site);
  spy.mockClear();
  const [before, env] = [await site.list(), { ...process.env }];
  const faults = ["fr", "en"].map((locale) => compile("docs/a.md", "# Un\n", locale));
  expect(await Promise.all(faults)).toEqual([undefined, undefined]);
  const calls = spy.mock.calls.length;
  spy.mockRestore();
  expect(calls).toBe(0);
  expect(Reflect.get(globalThis, "seenEnv")).toEqual(["production", "en"]);
  expect(await site.list()).toEqual(before);
  expect(await site.read(".docusaurus/registry.js")).toBe("mine");
  expect(process.env).toEqual(env);
});

test("loads a locale once", async () => {
  const count = `() => {
    globalThis.loads = (globalThis.loads ?? 0) + 1;
    return { name: "count" };
  }`;
  const site = await siteWith({ config: { site: { plugins: [code(count)] } }, files: small });
  const compile = await compilerOf(site);
  Reflect.set(globalThis, "loads", 0);
  const texts = ["# Un\n", "# {\n", "# Deux\n"];
  const faults = await Promise.all(texts.map((text) => compile("docs/a.md", text)));
  expect(faults.map((fault) => fault?.line)).toEqual([undefined, 1, undefined]);
  expect(Reflect.get(globalThis, "loads")).toBe(1);
});

test("a site may be entered through a link", async () => {
  const site = await siteWith({ files: small });
  const link = `${site.dir}-link`;
  await symlink(site.dir, link, "junction");
  onTestFinished(() => rm(link));
  const compile = await compilerOf({ ...site, dir: link });
  expect(await compile("docs/a.md", "# Un\n")).toBeUndefined();
});

test("a page that the build does not look at is no page", async () => {
  const i18n = { localeConfigs: { fr: { translate: false } } };
  const site = await siteWith({ config: { site: { i18n } }, files: small });
  const source = await pageOf(site);
  const { compile } = createCompiler(await loadContext(site.dir));
  const page = { source, locale: "fr", path: `${site.dir}/${docs}/a.md`, text: "# Un\n" };
  await expect(compile(page)).rejects.toThrow("missing the Markdown loader for docs/a.md in fr");
});

import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDocusaurus } from "../../../src/io/site/docusaurus.ts";
import { loadSite } from "../../../src/io/site/load-site.ts";
import { loadContext } from "../../support/temp-site/load-context.ts";
import { code } from "../../support/temp-site/site-config-source.ts";
import { everything, load, pagesOf, siteWith, small } from "./loading.ts";

test("writes nothing into the site, leaves no folder behind and restores the environment", async () => {
  const spy =
    '(context) => { globalThis.generated = context.generatedFilesDir; return {name: "spy"}; }';
  const site = await siteWith({ config: { site: { plugins: [code(spy)] } }, files: small });
  const before = await site.list();
  await load(site);
  expect(await site.list()).toEqual(before);
  expect(existsSync(String(Reflect.get(globalThis, "generated")))).toBe(false);
  expect(process.env).not.toHaveProperty("DOCUSAURUS_CURRENT_LOCALE");
});

test("the configuration sees the locale that it is loaded for", async () => {
  const site = await siteWith({
    config: {
      preset: {
        docs: { path: code("process.env.DOCUSAURUS_CURRENT_LOCALE === 'en' ? 'docs' : 'other'") },
      },
    },
    files: { ...small, "other/b.md": "# B\n" },
  });
  expect(await pagesOf(site)).toEqual(["docs/a.md"]);
});

test("says which form of Docusaurus is missing", async () => {
  const site = await siteWith({ files: small });
  const context = await loadContext(site.dir);
  const other = await siteWith({ files: {} });
  await other.remove("node_modules");
  await other.write({ "node_modules/@docusaurus/core/package.json": '{"version": "5.0.0"}' });
  const moved = {
    ...context,
    siteDir: other.dir,
    siteConfigPath: join(other.dir, "docusaurus.config.mjs"),
  };
  await expect(loadSite(moved, everything)).rejects.toThrow(
    /@docusaurus\/core 5\.0\.0: missing loadContext of .*, initPlugins of .*, default of .*preprocessor/,
  );
});

test("finds Docusaurus from the site folder when the configuration lies elsewhere", async () => {
  const site = await siteWith({ files: small });
  const dir = await mkdtemp(join(tmpdir(), "translate-llm-config-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  await writeFile(join(dir, "docusaurus.config.mjs"), await site.read("docusaurus.config.mjs"));
  const context = await loadContext(site.dir);
  const { version } = openDocusaurus({
    ...context,
    siteConfigPath: join(dir, "docusaurus.config.mjs"),
  });
  expect(version).toMatch(/^3\./);
});

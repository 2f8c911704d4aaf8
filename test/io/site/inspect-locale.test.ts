import { createRequire } from "node:module";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Finding } from "../../../src/core/doctor/findings.ts";
import { judgeLocale } from "../../../src/core/doctor/judge-locale.ts";
import { forgetFrontMatter } from "../../../src/io/site/docusaurus.ts";
import { quietly } from "../../../src/io/site/quietly.ts";
import { createTempSite, type TempSite } from "../../support/temp-site/create-temp-site.ts";
import { broken, content } from "./broken-locale.ts";
import { inspected } from "./inspecting.ts";
import { siteWith } from "./loading.ts";

let site: TempSite;
let findings: readonly Finding[];

beforeAll(async () => {
  site = await createTempSite(content);
  findings = judgeLocale(await inspected(site));
});

afterAll(() => site.remove());

/** What Docusaurus itself says as far as a build goes before it bundles; nothing where it goes on to bundle. */
async function refused({ dir }: TempSite): Promise<string | undefined> {
  const require = createRequire(join(dir, "package.json"));
  const core: {
    loadSite(params: object): Promise<unknown>;
  } = require("@docusaurus/core/lib/server/site");
  try {
    forgetFrontMatter();
    await quietly(() => core.loadSite({ siteDir: dir, locale: "fr" }));
    return undefined;
  } catch (error) {
    return inspect(error, { depth: 10 });
  }
}

test("without a folder of translations, Docusaurus has nothing against the site", async () => {
  const own = Object.entries(content.files).filter(([file]) => !file.startsWith("i18n/"));
  const untranslated = await siteWith({ ...content, files: Object.fromEntries(own) });
  expect(await refused(untranslated)).toBeUndefined();
});

test("all that breaks is found at once", () => {
  expect(findings.map(({ kind }) => kind).sort()).toEqual(broken.map(({ kind }) => kind).sort());
});

test.each(broken)(
  "$kind: Docusaurus refuses it, and the finding names place and cure",
  async (own) => {
    expect(findings).toContainEqual({ kind: own.kind, locales: ["fr"], ...own.finding });
    const others = broken.filter(({ kind }) => kind !== own.kind);
    await Promise.all(Object.keys(own.mended).map((file) => site.remove(file)));
    await site.write(Object.assign({}, ...others.map(({ mended }) => mended), own.files));
    expect(await refused(site)).toContain(own.said);
  },
);

test("once every cure is applied, nothing is found and the locale loads", async () => {
  await site.write(Object.assign({}, ...broken.map(({ mended }) => mended)));
  expect(await inspected(site)).toEqual({
    locale: "fr",
    isTranslated: true,
    faults: [],
    collisions: [],
  });
  expect(await refused(site)).toBeUndefined();
});

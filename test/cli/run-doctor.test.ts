import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import type { DoctorFlags } from "../../src/cli/commands.ts";
import { runDoctor } from "../../src/cli/run-doctor.ts";
import { defaultOptions, type PluginOptions } from "../../src/options.ts";
import {
  createTempSite,
  type TempSite,
  type TempSiteContent,
} from "../support/temp-site/create-temp-site.ts";
import { loadContext } from "../support/temp-site/load-context.ts";
import { runDocusaurus } from "../support/temp-site/run-docusaurus.ts";

const key = "sk-doctor-very-secret-0123456789";
const french = "i18n/fr/docusaurus-plugin-content-docs/current";
const small = { "docs/a.md": "# A\n\nWords.\n" };

beforeEach(() => {
  vi.stubEnv("OPENAI_API_KEY", key);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

async function siteWith(content: TempSiteContent): Promise<TempSite> {
  const site = await createTempSite(content);
  onTestFinished(() => site.remove());
  return site;
}

interface Call {
  readonly flags?: DoctorFlags;
  readonly surplus?: readonly string[];
  readonly options?: Partial<PluginOptions>;
}

interface Examined {
  readonly code: typeof process.exitCode;
  readonly out: string;
  readonly err: string;
}

/** The command in this process, with its output and exit code. */
async function examine(site: TempSite, call: Call = {}): Promise<Examined> {
  const { flags = {}, surplus = [], options = { model: "a-model" } } = call;
  const context = await loadContext(site.dir);
  const said = { out: "", err: "" };
  const listen = (name: keyof typeof said) => (text: string | Uint8Array) => {
    said[name] += String(text);
    return true;
  };
  const out = vi.spyOn(process.stdout, "write").mockImplementation(listen("out"));
  const err = vi.spyOn(process.stderr, "write").mockImplementation(listen("err"));
  await runDoctor({ context, options: { ...defaultOptions, ...options }, flags, surplus });
  for (const spy of [out, err]) spy.mockRestore();
  const code = process.exitCode;
  process.exitCode = undefined;
  expect(said.out + said.err).not.toContain(key);
  return { ...said, code };
}

/** Each finding as its severity, kind, file and locales. */
async function found(site: TempSite, call: Call = {}): Promise<readonly string[][]> {
  const { out } = await examine(site, { ...call, flags: { json: true, ...call.flags } });
  const { findings }: { findings: Reported[] } = JSON.parse(out);
  return findings.map(({ severity, kind, file, locales }) => [
    severity,
    kind,
    file,
    locales.join(),
  ]);
}

interface Reported {
  readonly severity: string;
  readonly kind: string;
  readonly file: string;
  readonly locales: readonly string[];
}

const own = "---\ntitle: À nous\n---\n\nDes mots.\n";

test("a site with much to know: everything is found, and nothing is written", async () => {
  const localeConfigs = { ja: { translate: false } };
  const site = await siteWith({
    config: {
      locales: ["en", "fr", "ja"],
      site: { i18n: { defaultLocale: "en", locales: ["en", "fr", "ja"], localeConfigs } },
    },
    files: {
      "docs/a.md": "# A\n\nWords.\n",
      "docs/b.md": "# B\n\n> ## Part {#part}\n",
      "docs/c.md": "# C\n\nWords.\n",
      [`${french}/a.md`]: own,
      [`${french}/c.md`]: "# C\n\nDes mots {sans fin\n",
      [`${french}/lost.md`]: own,
      [`${french}/a.mdx`]: own,
    },
  });
  await writeFile(join(site.dir, "docs/latin.md"), Buffer.from("# Caf\xe9\n", "latin1"));
  await writeFile(join(site.dir, "secret.md"), "# Secret\n");
  await symlink(join(site.dir, "secret.md"), join(site.dir, "docs/out.md"));
  const before = await site.list();
  expect(await found(site)).toEqual([
    ["breaks", "localized-page-refused", `${french}/c.md`, "fr"],
    ["notes", "heading-id-refused", "docs/b.md", ""],
    ["notes", "page-not-utf8", "docs/latin.md", ""],
    ["notes", "page-leads-out", "docs/out.md", ""],
    ["notes", "locale-off", "docusaurus.config.mjs", "ja"],
    ["notes", "hand-written", `${french}/a.md`, "fr"],
    ["notes", "orphan", `${french}/a.mdx`, "fr"],
    ["notes", "hand-written", `${french}/c.md`, "fr"],
    ["notes", "orphan", `${french}/lost.md`, "fr"],
  ]);
  expect(await site.list()).toEqual(before);
});

test("a localized page that does not compile breaks the build of its locale", async () => {
  const site = await siteWith({
    files: { ...small, [`${french}/a.md`]: "# A\n\nDes mots {sans fin\n" },
  });
  expect(await found(site)).toContainEqual([
    "breaks",
    "localized-page-refused",
    `${french}/a.md`,
    "fr",
  ]);
  const { code, stdout, stderr } = await runDocusaurus(site.dir, ["build", "--locale", "fr"]);
  expect(stdout + stderr).toContain(`${french}/a.md`);
  expect(code).toBe(1);
});

test("a glossary that cannot be read is found before a run is refused for it", async () => {
  const site = await siteWith({ files: { ...small, "terms.yml": "- term: 1\n  fr: [" } });
  const broken = { model: "a-model", glossary: "terms.yml" };
  expect(await found(site, { options: broken })).toEqual([
    ["stops", "configuration", "terms.yml", ""],
  ]);
  const missing = { model: "a-model", glossary: "none.yml" };
  expect(await found(site, { options: missing })).toEqual([
    ["stops", "configuration", "none.yml", ""],
  ]);
});

test("a sound site: nothing is found", async () => {
  const site = await siteWith({
    files: { ...small, "docs/g/index.md": "# G\n", "docs/g/page.md": "# Page\n" },
  });
  expect(await examine(site)).toEqual({
    code: 0,
    out: "Nothing found: the site is ready to be translated.\n",
    err: expect.stringMatching(/^Looking at 3 pages …\n$/),
  });
});

test("docs folders that no version is built from any more, and folders that are links", async () => {
  const site = await siteWith({
    config: { preset: { docs: { path: "linked" } } },
    files: {
      "docs/a.md": "# A\n",
      [`i18n/fr/docusaurus-plugin-content-docs/version-0.9/a.md`]: own,
    },
  });
  await symlink(join(site.dir, "docs"), join(site.dir, "linked"), "junction");
  expect(await found(site)).toEqual([
    ["notes", "orphan", "i18n/fr/docusaurus-plugin-content-docs/version-0.9", "fr"],
    ["notes", "folder-is-link", "linked", ""],
  ]);
});

test("no key and no model: both are named, and the preview needs neither", async () => {
  const site = await siteWith({ files: small });
  vi.stubEnv("OPENAI_API_KEY", "");
  const { out, code } = await examine(site, { options: {} });
  expect(out).toContain("Nothing can be translated (2):");
  expect(out).toContain("The environment variable OPENAI_API_KEY is not set");
  expect(out).toContain("No model is configured for fr.");
  expect(code).toBe(3);
  expect(await found(site, { options: {}, flags: { engine: "pseudo" } })).toEqual([]);
});

test("a key with a space in it is told, and not shown", async () => {
  const site = await siteWith({ files: small });
  vi.stubEnv("OPENAI_API_KEY", `${key} `);
  const { out, code } = await examine(site);
  expect(out).toContain("The API key in OPENAI_API_KEY has a space");
  expect(code).toBe(3);
});

test("a server on this machine needs no key, unless for batches", async () => {
  const site = await siteWith({ files: small });
  vi.stubEnv("OPENAI_API_KEY", "");
  const options = { model: "a-model", baseURL: "http://localhost:11434/v1" };
  expect(await found(site, { options, flags: { engine: "chat" } })).toEqual([]);
  expect(await found(site, { options, flags: { engine: "batch" } })).toHaveLength(1);
});

test("localized pages that would go outside of the site", async () => {
  const i18n = { defaultLocale: "en", locales: ["en", "fr"], path: "../elsewhere" };
  const site = await siteWith({ files: small, config: { site: { i18n } } });
  expect(await found(site)).toEqual([["stops", "configuration", "docusaurus.config.mjs", ""]]);
});

test.each<[string, Call]>([
  ["an unknown locale", { flags: { locale: ["xx"] } }],
  ["a stray word", { surplus: ["fr"] }],
  ["an unknown engine", { flags: { engine: "magic" } }],
])("%s is no finding", async (_, call) => {
  const site = await siteWith({ files: small });
  const { code, out, err } = await examine(site, call);
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toMatch(/^Error: There is no /m);
});

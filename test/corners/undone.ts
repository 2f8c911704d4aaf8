import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CornersSite, openCornersSite } from "./corners-site.ts";
import { startModel } from "./model.ts";
import { buildAndLook, type Result, translate, unless } from "./run-turn.ts";
import type { Turn } from "./turns.ts";
import { type Undone, undoneTraps } from "./undone-traps.ts";

/**
 * The other half of the proof: where what the tool does about a trap is taken back, the site breaks, and the fixture
 * and the crawl notice it.
 */
export async function tryUndone(): Promise<Result> {
  const model = await startModel("nothing");
  const site = await openCornersSite(turn.variant);
  try {
    const translated = await translate(site, model);
    const before = await buildAndLook(site, turn);
    const unnoticed: string[] = [];
    for (const group of groups()) unnoticed.push(...(await tryGroup(site, group)));
    unnoticed.push(...(await tryWithoutPlugin(site)));
    const complaints = [...unless(translated, 0), ...before.complaints, ...unnoticed];
    return { ...before, asked: model.asked(), complaints };
  } finally {
    await model.server.close();
    await site.remove();
  }
}

const turn: Turn = {
  name: "undone",
  engine: "batch",
  state: "complete",
  variant: { v4: false, bundler: "rspack", i18n: "plain", locales: ["fr"] },
};

/** Loading ends at the first fault. */
function groups(): readonly (readonly Undone[])[] {
  const of = (phase: Undone["noticed"]) => undoneTraps.filter(({ noticed }) => noticed === phase);
  return [
    ...of("loading").map((trap) => [trap]),
    of("compiling"),
    of("rendering"),
    of("linking"),
    of("anchoring"),
    of("looking"),
  ];
}

async function tryGroup(site: CornersSite, group: readonly Undone[]): Promise<readonly string[]> {
  const faults: string[] = [];
  const originals = new Map<string, string>();
  for (const { file, edit, trap } of group) {
    const path = join(site.localeDir("fr"), file);
    const text = await readFile(path, "utf8").catch(() => "");
    if (!originals.has(path)) originals.set(path, text);
    const edited = edit?.(text);
    if (edited === text) faults.push(`(${trap}) ${file}: there is nothing to take back`);
    await (edited === undefined ? rm(path, { force: true }) : writeFile(path, edited));
  }
  const said = await whatIsSaid(site, group[0]?.noticed);
  for (const { trap, file, as } of group)
    if (!as.test(said)) faults.push(`(${trap}) ${file}: nobody notices ${as}, but: ${said}`);
  for (const [path, text] of originals) await writeFile(path, text);
  return faults;
}

/** Of trap (d), the direction that nothing in the written pages can mend: a source page that links to localized ones. */
async function tryWithoutPlugin(site: CornersSite): Promise<readonly string[]> {
  const build = (plugin: string) =>
    site.docusaurus(["build", "--locale", "fr"], { CORNERS_PLUGIN: plugin });
  const page = join(site.localeDir("fr"), "docusaurus-plugin-content-docs/current/links/all.mdx");
  await rm(page);
  const [mixed, alone] = [unless(await build("on"), 0), await build("off")];
  const noticed = /couldn't be resolved.*links\/all\.mdx|links\/all\.mdx.*couldn't be resolved/s;
  const isNoticed = alone.code !== 0 && noticed.test(alone.stdout + alone.stderr);
  return [
    ...mixed.map((fault) => `with one page less: ${fault}`),
    ...(isNoticed ? [] : [`(d) nobody notices: ${alone.stdout}${alone.stderr}`]),
  ];
}

async function whatIsSaid(site: CornersSite, noticed?: Undone["noticed"]): Promise<string> {
  if (noticed === "looking") return (await buildAndLook(site, turn)).complaints.join("\n");
  const env = noticed === "loading" ? { DOCUSAURUS_EXIT_AFTER_LOADING: "true" } : {};
  const { code, stdout, stderr } = await site.docusaurus(["build", "--locale", "fr"], env);
  return code === 0 ? "" : stdout + stderr;
}

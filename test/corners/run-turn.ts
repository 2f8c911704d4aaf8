import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { crawlSite } from "../support/crawl-site.ts";
import type { Outcome } from "../support/temp-site/run-docusaurus.ts";
import { bytesFaults } from "./bytes.ts";
import { baseUrl, type CornersSite, openCornersSite, origin } from "./corners-site.ts";
import { landmarkFaults } from "./landmarks.ts";
import { type Model, startModel } from "./model.ts";
import { pluralFaults } from "./plurals.ts";
import type { Turn } from "./turns.ts";

/** What was done, counted, and what is wrong. */
export interface Result {
  readonly asked: number;
  readonly pages: number;
  readonly links: number;
  readonly complaints: readonly string[];
}

/** Translates a copy of the fixture, runs once more, builds it, and looks at all of it. */
export async function runTurn(turn: Turn): Promise<Result> {
  const model = await startModel(turn.state === "third" ? "third" : "nothing");
  const site = await openCornersSite(turn.variant);
  try {
    const flags = [
      ...(turn.engine === "pseudo" ? ["--engine", "pseudo"] : []),
      ...(turn.state === "half" ? ["--only", await everySecond(site)] : []),
    ];
    const translated = await translate(site, model, flags);
    const asked = model.asked();
    const complaints = [
      ...unless(translated, turn.state === "third" ? 3 : 0),
      ...(turn.engine === "batch" ? await repeat(site, { model, flags, first: translated }) : []),
    ];
    const built = await buildAndLook(site, turn);
    return { ...built, asked, complaints: [...complaints, ...built.complaints] };
  } finally {
    await model.server.close();
    await site.remove();
  }
}

export function translate(
  site: CornersSite,
  model: Model,
  flags: readonly string[] = [],
): Promise<Outcome> {
  return site.docusaurus(["translate-llm", ...flags], model.env);
}

/** Everything that a builder or a reader could see. */
export async function buildAndLook(site: CornersSite, turn: Turn): Promise<Omit<Result, "asked">> {
  const { locales } = site.variant;
  const dir = join(site.dir, "build");
  const built = await site.docusaurus(["build"]);
  if (built.code !== 0) return { pages: 0, links: 0, complaints: unless(built, 0) };
  const crawl = await crawlSite({ dir, baseUrl, origin, locales: builtLocales(site) });
  const faults = locales.flatMap((locale) => [
    ...(turn.state === "complete" ? [pluralFaults(site, { locale, engine: turn.engine })] : []),
    landmarkFaults(site, { locale, turn }),
    bytesFaults(site, locale),
  ]);
  const noise = turn.state === "complete" ? warningsIn(built) : [];
  const seen = await Promise.all(faults);
  return {
    pages: crawl.pages,
    links: crawl.links,
    complaints: [...crawl.findings.filter(isOurs), ...seen.flat(), ...noise],
  };
}

/** The same command again: it has nothing to ask, to write, or to say that is new. */
async function repeat(
  site: CornersSite,
  { model, flags, first }: { model: Model; flags: readonly string[]; first: Outcome },
): Promise<readonly string[]> {
  model.forget();
  const before = await site.written();
  const second = await translate(site, model, flags);
  const after = await site.written();
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
  return [
    ...unless(second, first.code ?? 0),
    ...(model.asked() === 0 ? [] : [`a second run asks for ${model.asked()} texts`]),
    ...changed.map((path) => `a second run changes ${path}`),
  ];
}

/** A glob of every second file, found by a preview that is taken away again. */
async function everySecond(site: CornersSite): Promise<string> {
  const preview = await site.docusaurus(["translate-llm", "--engine", "pseudo"]);
  const [locale = ""] = site.variant.locales;
  const store = join(site.dir, ".translate-llm");
  const lines = await readFile(join(store, "pages", `${locale}.jsonl`), "utf8").catch(() => "");
  // Braces that begin with two dots match nothing; without them, a page outside of the site is found as well.
  const pages = [...lines.matchAll(/"page":"(?:\.\.\/)*([^"]*)"/g)].map(([, page = ""]) => page);
  if (pages.length === 0) throw new Error(`no preview: ${preview.stdout}${preview.stderr}`);
  await rm(store, { recursive: true });
  const dirs = site.variant.locales.map((other) => site.localeDir(other));
  await Promise.all(dirs.map((dir) => rm(dir, { recursive: true })));
  return `{${pages.filter((_, index) => index % 2 === 0).join(",")}}`;
}

/** Those that are not to be translated are built, too. */
function builtLocales({ variant }: CornersSite): readonly string[] {
  return variant.i18n === "moved" ? [...variant.locales, "de"] : variant.locales;
}

export function unless({ code, stdout, stderr }: Outcome, wanted: number): readonly string[] {
  return code === wanted ? [] : [`ended with ${code} instead of ${wanted}:\n${stdout}${stderr}`];
}

function warningsIn({ stdout, stderr }: Outcome): readonly string[] {
  const lines = `${stdout}\n${stderr}`.split("\n");
  return lines.filter((line) => /\[WARNING\]|plural forms are expected/.test(line));
}

/** Docusaurus shows an author's relative image on its list of authors too, where it is found in no locale. */
function isOurs(finding: string): boolean {
  return !/\/news\/authors: leads nowhere: \.\/faces\/desk\.png$/.test(finding);
}

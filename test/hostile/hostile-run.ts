import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Locale, PageSource } from "../../src/core/model.ts";
import type { TextRules } from "../../src/core/segment/rules.ts";
import type { Site } from "../../src/io/ports.ts";
import { loadSite } from "../../src/io/site/load-site.ts";
import type { Reply } from "../support/batch-server/options.ts";
import { startBatchServer } from "../support/batch-server/server.ts";
import type { ChatBody } from "../support/batch-server/wire.ts";
import {
  createTempSite,
  type TempSite,
  type TempSiteContent,
} from "../support/temp-site/create-temp-site.ts";
import { loadContext } from "../support/temp-site/load-context.ts";
import { type Outcome, runDocusaurus } from "../support/temp-site/run-docusaurus.ts";
import { type Coverage, openCoverage } from "./coverage.ts";
import { fittingTricks, type HostileSettings, hostileModel } from "./hostile-model.ts";
import { oddEntries } from "./localized-files.ts";
import { nodesReader, type PageNodes, type ReadNodes } from "./page-nodes.ts";
import { type PlacedText, textsOf } from "./site-texts.ts";

/** A site, and a model that means it harm. */
export interface HostileBench {
  readonly site: TempSite;
  /** Translates everything anew, or only the pages that hold these kinds of Segments. */
  translate(settings: HostileTurn): Promise<Outcome>;
  /** Every locale; `translated` leaves out the source's, which no translation changes. */
  build(which: "all" | "translated"): Promise<Outcome>;
  /**
   * Localized pages, of all or of those that hold these kinds of Segments, that differ from their source in more than
   * words: each with the first difference. So do files of messages and data.
   */
  oddPages(only?: Iterable<string>): Promise<readonly string[]>;
  readonly coverage: Coverage;
  /** Tricks that no run has played so far, by kind of Segment. */
  gaps(): ReadonlyMap<string, ReadonlySet<string>>;
  readonly pages: number;
  readonly locales: readonly Locale[];
  /** How many texts there are of each kind of Segment. */
  readonly kinds: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export interface HostileTurn extends Pick<HostileSettings, "mode" | "seed"> {
  readonly only?: Iterable<string>;
}

export interface HostileSite extends TempSiteContent {
  /** The site's own, where its configuration says more than the default. */
  readonly rules: TextRules;
  /** How often its configuration asks for a text that fails. */
  readonly attempts: number;
  /** Whether its messages count as Segments to be tried, too. */
  readonly hasMessages?: boolean;
}

/** The site's configuration is told by the environment where the provider is. */
export async function openHostileBench({
  rules,
  attempts,
  hasMessages = false,
  ...content
}: HostileSite): Promise<HostileBench> {
  let answer: (body: ChatBody) => Reply = () => "";
  const server = await startBatchServer({
    apiKey: key,
    pace: { stepMs: 1 },
    reply: (body) => answer(body),
  });
  const site = await createTempSite(content);
  const env = { TRANSLATE_LLM_BASE_URL: server.url, OPENAI_API_KEY: key };
  const loaded = await load(site, hasMessages);
  const texts = await textsOf(loaded, rules);
  const coverage = openCoverage(kindsOf(texts));
  const nodes = await nodesReader(site.dir);
  return {
    site,
    translate: ({ only, ...settings }) => {
      answer = hostileModel({ ...settings, coverage, attempts });
      const part = only === undefined ? [] : ["--only", globOf(pagesWith(texts, only))];
      return runDocusaurus(site.dir, ["translate-llm", "--retranslate", "all", ...part], env);
    },
    pages: loaded.sources.length,
    locales: loaded.locales,
    kinds: countKinds(texts),
    coverage,
    gaps: () => coverage.gaps((text) => fittingTricks(text, loaded.locales)),
    build: (which) => {
      const locales = which === "all" ? [] : loaded.locales.flatMap((name) => ["--locale", name]);
      return runDocusaurus(site.dir, ["build", ...locales], env);
    },
    oddPages: async (only) => {
      const pages = only && pagesWith(texts, only);
      const sources = loaded.sources.filter(({ page }) => pages?.has(page) ?? true);
      const part = { ...loaded, sources };
      return [...(await oddPages(part, nodes)), ...(await oddFiles(part))];
    },
    close: async () => {
      await server.close();
      await site.remove();
    },
  };
}

const key = "hostile-key";

async function load({ dir }: TempSite, hasMessages: boolean): Promise<Site> {
  const pages = ["docs", "blog", "pages"] as const;
  const content = hasMessages ? [...pages, "messages" as const] : pages;
  return loadSite(await loadContext(dir), { content, include: [], exclude: [] });
}

function kindsOf(texts: readonly PlacedText[]): ReadonlyMap<string, readonly string[]> {
  const kinds = new Map<string, Set<string>>();
  for (const { text, kind } of texts) kinds.set(text, (kinds.get(text) ?? new Set()).add(kind));
  return new Map([...kinds].map(([text, set]) => [text, [...set]]));
}

function countKinds(texts: readonly PlacedText[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kind } of texts) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

function pagesWith(texts: readonly PlacedText[], kinds: Iterable<string>): ReadonlySet<string> {
  const wanted = new Set(kinds);
  return new Set(texts.flatMap(({ kind, page }) => (wanted.has(kind) ? [page] : [])));
}

/** One page needs no braces, and they would need two. */
function globOf(pages: ReadonlySet<string>): string {
  return pages.size === 1 ? [...pages].join("") : `{${[...pages].join(",")}}`;
}

async function oddPages(site: Site, nodes: ReadNodes): Promise<readonly string[]> {
  const odd: string[] = [];
  for (const source of pagesOf(site)) {
    const text = await readFile(source.path, "utf8");
    const before = await nodes({ locale: site.sourceLocale, path: source.path, text });
    for (const locale of site.locales) {
      const path = localizedPath(source, locale);
      const after = await nodes({ locale, path, text: await readFile(path, "utf8") });
      const difference = differenceOf(before, after);
      if (difference !== undefined) odd.push(`${locale} ${source.page}: ${difference}`);
    }
  }
  return odd;
}

async function oddFiles({ sources, locales }: Site): Promise<readonly string[]> {
  const odd: string[] = [];
  for (const source of sources) {
    if (source.format !== "messages" && source.format !== "data") continue;
    for (const locale of locales) {
      const found = await oddEntries(source, locale);
      odd.push(...found.map((fault) => `${locale} ${source.page}: ${fault}`));
    }
  }
  return odd;
}

function pagesOf({ sources }: Site): readonly PageSource[] {
  return sources.filter((source) => source.format === "page");
}

function localizedPath({ path, root }: PageSource, locale: Locale): string {
  return join(root.localizedDirs.get(locale) ?? "", relative(root.dir, path));
}

function differenceOf(before: PageNodes, after: PageNodes): string | undefined {
  for (const name of ["code", "addresses", "ids"] as const) {
    const [old, now] = [before[name], after[name]];
    const at = now.findIndex((entry, index) => entry !== old[index]);
    if (at >= 0 || now.length !== old.length) {
      const place = at >= 0 ? at : now.length;
      return `${name} ${JSON.stringify(now[place])} for ${JSON.stringify(old[place])}`;
    }
  }
  return undefined;
}

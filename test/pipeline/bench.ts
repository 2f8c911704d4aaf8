import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Markdown } from "../../src/core/document/markdown.ts";
import type { RunEvent } from "../../src/core/events.ts";
import type {
  AssetSource,
  ContentRoot,
  Locale,
  Message,
  MessagesSource,
  PageSource,
  Source,
} from "../../src/core/model.ts";
import { defaultTextRules } from "../../src/core/segment/rules.ts";
import { loadDetector } from "../../src/io/language/load-detector.ts";
import { createMemoryStore } from "../../src/io/memory/memory-store.ts";
import { createPageStore } from "../../src/io/memory/page-store.ts";
import { createFiles } from "../../src/io/output/files.ts";
import type { Ports, Retranslate, Summary, Task } from "../../src/pipeline/run.ts";
import { plan, translate } from "../../src/translate.ts";
import { markdownFor } from "../support/markdown.ts";
import { createTestEngine, type EngineOptions, type TestEngine } from "./engine.ts";

/** A folder of docs, the real stores, and an engine that answers from a function. */
export interface Bench {
  readonly dir: string;
  readonly engine: TestEngine;
  readonly events: RunEvent[];
  /** How often a page went through the parser since the last look. */
  parses(): number;
  run(change?: RunChange): Promise<Summary>;
  plan(change?: RunChange): Promise<Summary>;
  write(page: string, text: string | Uint8Array): Promise<void>;
  remove(path: string): Promise<void>;
  /** What the site's own code and themes say in one file of messages. */
  say(file: string, messages: readonly Message[]): void;
  silence(file: string): void;
  /** A localized page. */
  read(page: string, locale?: Locale): Promise<string>;
  /** A file of the tool's own folder. */
  path(...names: readonly string[]): string;
}

export interface BenchContent extends EngineOptions {
  readonly pages: Readonly<Record<string, string>>;
  readonly locales?: readonly Locale[];
  readonly markdown?: Markdown;
  /** Which of the files have no words. */
  readonly assets?: readonly string[];
  /** By locale, then id: of every file of messages. */
  readonly shipped?: Readonly<Record<Locale, Readonly<Record<string, string>>>>;
}

/** What one run is given that others are not. */
export interface RunChange {
  readonly retranslate?: Retranslate;
  readonly money?: Task["money"];
  readonly wait?: boolean;
  readonly fallbackModels?: readonly string[];
  readonly modelFor?: (locale: Locale) => string;
  readonly locales?: readonly Locale[];
  readonly only?: readonly string[];
  readonly unread?: readonly string[];
  /** What the history says of pages. */
  readonly dates?: Readonly<Record<string, string>>;
  readonly ports?: Partial<Ports>;
}

export async function startBench({ pages, markdown, ...options }: BenchContent): Promise<Bench> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), "pipeline-")));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const counted = countParses(markdown ?? markdownFor());
  const shelf: Shelf = {
    dir,
    markdown: counted.markdown,
    locales: options.locales ?? ["fr"],
    assets: options.assets ?? [],
    messages: new Map(),
    shipped: options.shipped ?? {},
  };
  const names = new Set(Object.keys(pages));
  const engine = createTestEngine(options);
  const events: RunEvent[] = [];
  const ports = portsOf(shelf, { engine, events });
  const write = async (page: string, text: string | Uint8Array) => {
    names.add(page);
    await mkdir(dirname(join(dir, "docs", page)), { recursive: true });
    await writeFile(join(dir, "docs", page), text);
  };
  for (const [page, text] of Object.entries(pages)) await write(page, text);
  return {
    dir,
    engine,
    events,
    parses: counted.taken,
    run: (change) => translate(taskOf(shelf, names, change), { ...ports, ...change?.ports }),
    plan: (change) => plan(taskOf(shelf, names, change), { ...ports, ...change?.ports }),
    write,
    remove: async (path) => {
      if (path.startsWith("docs/")) names.delete(path.slice("docs/".length));
      await rm(join(dir, path), { recursive: true });
    },
    silence: (file) => void shelf.messages.delete(file),
    say: (file, messages) => void shelf.messages.set(file, messages),
    read: (page, locale = "fr") => readFile(join(dir, "i18n", locale, page), "utf8"),
    path: (...found) => join(dir, ".translate-llm", ...found),
  };
}

interface Shelf {
  readonly dir: string;
  readonly markdown: Markdown;
  readonly locales: readonly Locale[];
  readonly assets: readonly string[];
  readonly messages: Map<string, readonly Message[]>;
  readonly shipped: NonNullable<BenchContent["shipped"]>;
}

function countParses(markdown: Markdown): { markdown: Markdown; taken: () => number } {
  let parses = 0;
  const preprocess: Markdown["preprocess"] = (page) => {
    parses++;
    return markdown.preprocess(page);
  };
  const taken = () => {
    const count = parses;
    parses = 0;
    return count;
  };
  return { markdown: { ...markdown, preprocess }, taken };
}

function portsOf(
  { dir, locales }: Shelf,
  { engine, events }: { engine: TestEngine; events: RunEvent[] },
): Ports {
  const emit = (event: RunEvent) => void events.push(event);
  const store = join(dir, ".translate-llm");
  return {
    engine,
    memory: createMemoryStore(store, emit),
    pages: createPageStore(store, emit),
    files: createFiles({ within: locales.map((locale) => join(dir, "i18n", locale)) }),
    // What Docusaurus itself says of pages is tried with Docusaurus, in test/e2e.
    compiler: { compile: async () => undefined },
    detector: loadDetector,
    emit,
  };
}

function taskOf(shelf: Shelf, names: ReadonlySet<string>, change: RunChange = {}): Task {
  const { dir, locales } = shelf;
  const root = rootOf(shelf);
  const dateOf = (name: string) => {
    const date = change.dates?.[name];
    return date === undefined ? {} : { date };
  };
  const all = [...names].sort().map((name): PageSource | AssetSource => {
    const place = { page: `docs/${name}`, path: join(root.dir, name), root };
    return shelf.assets.includes(name)
      ? { format: "asset", posts: [], ...place }
      : { format: "page", isPartial: /(?:^|\/)_/.test(name), ...place, ...dateOf(name) };
  });
  const isChosen = ({ page }: Source) => change.only?.includes(page.replace("docs/", "")) ?? true;
  const sources = [...all, ...messagesOf(shelf)];
  return {
    site: {
      dir,
      sourceLocale: "en",
      locales,
      untranslatedLocales: [],
      localeDirs: new Map(locales.map((locale) => [locale, join(dir, "i18n", locale)])),
      sources,
      unread: change.unread ?? [],
    },
    locales: change.locales ?? locales,
    sources: sources.filter(isChosen),
    rules: defaultTextRules,
    retranslate: change.retranslate ?? "nothing",
    money: change.money ?? { prices: {} },
    wait: change.wait ?? true,
    prompt: {
      sourceLocale: "en",
      modelFor: change.modelFor ?? (() => "test-model"),
      fallbackModels: change.fallbackModels ?? [],
      temperature: null,
      tokenLimitField: null,
      requestBody: {},
      requestTokens: 1500,
    },
  };
}

function messagesOf({ dir, locales, messages, shipped }: Shelf): readonly MessagesSource[] {
  return [...messages].map(([page, own]) => ({
    format: "messages",
    page,
    messages: own,
    targets: new Map(locales.map((locale) => [locale, join(dir, "i18n", locale, page)])),
    shipped: new Map(
      Object.entries(shipped).map(([locale, texts]) => [locale, new Map(Object.entries(texts))]),
    ),
  }));
}

function rootOf({ dir, markdown, locales }: Shelf): ContentRoot {
  return {
    kind: "docs",
    dir: join(dir, "docs"),
    localizedDirs: new Map(locales.map((locale) => [locale, join(dir, "i18n", locale)])),
    markdown,
    isShadowed: false,
    fingerprint: "test",
  };
}

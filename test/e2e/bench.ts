import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { type Asked, readRequest } from "../../src/core/prompt/read-request.ts";
import type { BatchServer, BatchServerOptions } from "../support/batch-server/options.ts";
import { startBatchServer } from "../support/batch-server/server.ts";
import type { ChatBody } from "../support/batch-server/wire.ts";
import {
  createTempSite,
  type TempSite,
  type TempSiteContent,
} from "../support/temp-site/create-temp-site.ts";
import {
  type Outcome,
  type Running,
  startDocusaurus,
} from "../support/temp-site/run-docusaurus.ts";

/** A site, a provider, and the command between them. */
export interface Bench {
  readonly site: TempSite;
  readonly server: BatchServer;
  /** `docusaurus translate-llm` with these flags. */
  run(...flags: readonly string[]): Promise<Outcome>;
  start(...flags: readonly string[]): Running;
  /** The command in another environment; a variable that is `""` counts as not set. */
  runIn(env: Readonly<Record<string, string>>, ...flags: readonly string[]): Promise<Outcome>;
  /** Every text that was billed since `forget`, sorted; twice where it was billed twice. */
  sent(): readonly string[];
  /** Requests of any kind that reached the server since `forget`. */
  exchanges(): number;
  forget(): void;
  close(): Promise<void>;
}

export interface BenchContent extends TempSiteContent {
  /** Options, right or wrong. */
  readonly plugin?: Readonly<Record<string, unknown>>;
  readonly server?: Partial<BatchServerOptions>;
}

export const key = "sk-e2e-very-secret-0123456789";

/** Where the pages of a French site go. */
export const frenchDocs = "i18n/fr/docusaurus-plugin-content-docs/current";

/** What the model of these tests makes of a text. */
export function translated(text: string, locale = "fr"): string {
  // A Japanese text without one Japanese letter would be refused.
  const name = locale === "ja" ? "日本語" : locale.toUpperCase();
  return `${name} ${text}`;
}

/** A bench that is gone when the test ends. */
export async function startBench(content: BenchContent): Promise<Bench> {
  const bench = await openBench(content);
  onTestFinished(() => bench.close());
  return bench;
}

/** A bench for several tests; closing it makes sure that the key was never written down. */
export async function openBench({ plugin, server: own, ...content }: BenchContent) {
  const server = await startBatchServer({ ...serverDefaults, ...own });
  const options = { baseURL: server.url, content: pages, ...plugin };
  const site = await createTempSite(withPlugin(content, options));
  return benchOf(site, server);
}

/** Even the smallest site has a few messages, which would be in the way of tests that count. */
const pages = ["docs", "blog", "pages"];

const serverDefaults: BatchServerOptions = {
  apiKey: key,
  reply: translateLines,
  segmentsOf: (body) => [...readLines(body).lines.values()],
  pace: { stepMs: 1 },
};

/** A complete answer; `translate` gives other words, or none, for a line. */
export function translateLines(
  body: ChatBody,
  _call?: unknown,
  translate: (text: string, locale: string) => string | undefined = translated,
): string {
  const { locale, lines } = readLines(body);
  return [...lines]
    .flatMap(([number, text]) => {
      const words = translate(text, locale);
      return words === undefined ? [] : [`${number} ${words}`];
    })
    .join("\n");
}

function readLines({ model, messages }: ChatBody): Asked {
  const ours = messages.map(({ role, content }) => ({
    role: role === "system" ? ("system" as const) : ("user" as const),
    content: String(content),
  }));
  const asked = readRequest({ model, messages: ours });
  if (asked === undefined) throw new Error("This is no Request of the tool.");
  return asked;
}

function withPlugin(content: TempSiteContent, options: object): TempSiteContent {
  const plugin = ["docusaurus-plugin-translate-llm", { model: "test-model", ...options }];
  const { config } = content;
  return { ...content, config: { ...config, site: { ...config?.site, plugins: [plugin] } } };
}

function benchOf(site: TempSite, server: BatchServer): Bench {
  const startIn = (env: Readonly<Record<string, string>>, flags: readonly string[]) =>
    startDocusaurus(site.dir, ["translate-llm", ...flags], env);
  const runIn = async (env: Readonly<Record<string, string>>, ...flags: readonly string[]) =>
    withoutKey(await startIn(env, flags).outcome);
  return {
    site,
    server,
    runIn,
    run: (...flags) => runIn({ OPENAI_API_KEY: key }, ...flags),
    start: (...flags) => startIn({ OPENAI_API_KEY: key }, flags),
    sent: () => [...server.audit.billedSegments()].flatMap(repeated).sort(),
    exchanges: () => server.audit.exchanges.length,
    forget: () => server.audit.reset(),
    close: async () => {
      const stored = await filesIn(site, ".translate-llm");
      await server.close();
      await site.remove();
      for (const { text, path } of stored) expect(text, path).not.toContain(key);
    },
  };
}

function withoutKey(outcome: Outcome): Outcome {
  expect(outcome.stdout + outcome.stderr).not.toContain(key);
  return outcome;
}

function repeated([text, times]: readonly [string, number]): readonly string[] {
  return Array.from({ length: times }, () => text);
}

/** All files that the tool may write, with their bytes and times. */
export async function written(site: TempSite): Promise<readonly WrittenFile[]> {
  return [...(await filesIn(site, "i18n")), ...(await filesIn(site, ".translate-llm"))];
}

export interface WrittenFile {
  readonly path: string;
  readonly text: string;
  readonly mtimeMs: number;
}

async function filesIn(site: TempSite, folder: string): Promise<readonly WrittenFile[]> {
  return Promise.all(
    (await site.list(folder)).map(async (path) => {
      const { mtimeMs } = await stat(join(site.dir, path));
      return { path, text: await readFile(join(site.dir, path), "latin1"), mtimeMs };
    }),
  );
}

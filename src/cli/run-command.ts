import { appendFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { LoadContext } from "@docusaurus/types";
import { UserError } from "../core/errors.ts";
import type { Glossary } from "../core/glossary/glossary.ts";
import type { Locale } from "../core/model.ts";
import type { LanguageDetector } from "../core/reply/language.ts";
import { systemClock } from "../io/clock.ts";
import { createBatchEngine } from "../io/engine/batch/batch-engine.ts";
import { createChatEngine } from "../io/engine/chat/chat-engine.ts";
import { loadGlossary } from "../io/glossary/load-glossary.ts";
import { loadDetector } from "../io/language/load-detector.ts";
import { ensureGitAttributes } from "../io/memory/ensure-git-attributes.ts";
import { createMemoryStore } from "../io/memory/memory-store.ts";
import { createPageStore } from "../io/memory/page-store.ts";
import { readSiteId } from "../io/memory/site-id.ts";
import { storePath } from "../io/memory/store-path.ts";
import { createFiles } from "../io/output/files.ts";
import type { Emit, Engine, Site } from "../io/ports.ts";
import { chooseSources } from "../io/site/choose-sources.ts";
import { createCompiler } from "../io/site/compile-pages.ts";
import { createInspector } from "../io/site/inspect-locale.ts";
import { loadSite } from "../io/site/load-site.ts";
import { type EngineName, engineNames, type PluginOptions } from "../options.ts";
import type { Ports, Summary, Task } from "../pipeline/run.ts";
import { plan, translate } from "../translate.ts";
import type { Flags } from "./commands.ts";
import { exitCode } from "./exit-code.ts";
import { amountOf, retranslates } from "./flag-values.ts";
import { engineFolders, openEngine } from "./open-engine.ts";
import { refuseBroken } from "./refuse-broken.ts";
import { createGithubReporter } from "./reporters/github.ts";
import { createHumanReporter } from "./reporters/human.ts";
import { createJsonReporter } from "./reporters/json.ts";
import type { Reporter } from "./reporters/reporter.ts";
import { textRules } from "./text-rules.ts";

interface Call {
  readonly context: LoadContext;
  readonly options: PluginOptions;
  readonly flags: Flags;
  /** Words behind the command that no flag took. */
  readonly surplus: readonly string[];
}

/** The command's door, which reads the environment, catches everything and sets the exit code. */
export async function runCommand(call: Call): Promise<void> {
  const reporter = reporterFor(call.flags, call.context.siteDir);
  try {
    const summary = await execute(call, reporter);
    reporter.summary(summary);
    process.exitCode = exitCode(summary);
  } catch (error) {
    reporter.failure(error);
    process.exitCode = error instanceof UserError ? 1 : 2;
  }
}

function reporterFor({ json, verbose }: Flags, siteDir: string): Reporter {
  const out = (text: string) => process.stdout.write(`${text}\n`);
  const err = (text: string) => process.stderr.write(`${text}\n`);
  if (json) return createJsonReporter({ out, err });
  const human = createHumanReporter({ out, err, verbose: verbose ?? false });
  const { GITHUB_ACTIONS, GITHUB_WORKSPACE: root, GITHUB_STEP_SUMMARY: file } = process.env;
  if (GITHUB_ACTIONS !== "true") return human;
  const appendSummary = file ? (markdown: string) => appendFileSync(file, markdown) : undefined;
  return createGithubReporter(human, { out, err, siteDir, root, appendSummary });
}

async function execute(call: Call, { event }: Reporter): Promise<Summary> {
  const { flags, surplus, options, context } = call;
  const [stray] = surplus;
  if (stray !== undefined) throw new UserError("stray-word", { word: stray });
  const engine = engineName(flags.engine ?? options.engine);
  const site = await loadSite(context, options);
  for (const locale of site.untranslatedLocales)
    event({ kind: "warning", warning: { kind: "locale-not-translated", locale } });
  for (const unread of site.messages.unread)
    event({ kind: "warning", warning: { kind: "messages-unread", ...unread } });
  for (const [locale, from] of site.messages.shippedFrom)
    event({ kind: "warning", warning: { kind: "messages-borrowed", locale, from } });
  const glossary = await loadGlossary(site.dir, options.glossary);
  const task = taskOf(call, site, { engine, glossary });
  await refuseBroken(
    { site, locales: task.locales, writes: !(flags.dryRun || flags.check) },
    {
      inspect: createInspector(context, task.sources),
      pages: createPageStore(join(site.dir, ".translate-llm"), () => undefined),
      files: createFiles({ within: localizedDirs(site) }),
      emit: event,
    },
  );
  const ports = await portsOf(call, site, { engine, emit: event });
  if (flags.check) return { ...(await plan(task, ports)), mode: "check" };
  return flags.dryRun ? plan(task, ports) : translate(task, ports);
}

export function engineName(name: string): EngineName {
  const found = engineNames.find((known) => known === name);
  if (found === undefined)
    throw new UserError("engine-unknown", { engine: name, known: engineNames.join(", ") });
  return found;
}

function taskOf(
  { flags, options }: Call,
  site: Site,
  { engine, glossary }: { engine: EngineName; glossary: Glossary | undefined },
): Task {
  const maxCost = flags.maxCost === undefined ? options.maxCost : amountOf(flags.maxCost);
  const wait = flags.wait !== false;
  return {
    site,
    locales: localesOf(flags.locale, site),
    sources: chooseSources(site.sources, flags.only),
    retranslate: retranslates(flags.retranslate, wait),
    wait,
    money: { prices: options.prices, ...(maxCost === undefined ? {} : { maxCost }) },
    rules: textRules(options),
    prompt: {
      sourceLocale: site.sourceLocale,
      modelFor: (locale) => (engine === "pseudo" ? engine : modelFor(options, locale)),
      fallbackModels: engine === "pseudo" ? [] : options.fallbackModels,
      temperature: options.temperature,
      tokenLimitField: options.tokenLimitField,
      requestBody: options.requestBody,
      requestTokens: options.requestTokens,
      glossary,
    },
  };
}

export function modelFor({ model }: PluginOptions, locale: Locale): string {
  const found =
    typeof model === "object"
      ? Object.entries(model).find(([name]) => name === locale)?.[1]
      : model;
  if (found === undefined) throw new UserError("no-model", { locale });
  return found;
}

function localesOf(wanted: readonly Locale[] | undefined, site: Site): readonly Locale[] {
  const known = site.locales.join(", ");
  if (site.locales.length === 0) throw new UserError("no-locales", { source: site.sourceLocale });
  for (const locale of wanted ?? []) {
    if (locale === site.sourceLocale) throw new UserError("locale-is-source", { locale, known });
    if (!site.locales.includes(locale)) throw new UserError("locale-unknown", { locale, known });
  }
  return wanted === undefined
    ? site.locales
    : site.locales.filter((locale) => wanted.includes(locale));
}

async function portsOf(
  { context, options, flags }: Call,
  site: Site,
  { engine, emit }: { engine: EngineName; emit: Emit },
): Promise<Ports> {
  const dir = join(site.dir, ".translate-llm");
  const readOnly = flags.dryRun === true || flags.check === true;
  if (!readOnly) await ensureGitAttributes(dir);
  return {
    engine: await openEngine(engine, dir, {
      batch: () => batchEngine(options, { dir, emit, readOnly, resubmit: flags.resubmit === true }),
      chat: () => chatEngine(options, { dir, emit, readOnly }),
    }),
    memory: createMemoryStore(dir, emit),
    pages: createPageStore(dir, emit),
    files: createFiles({ within: localizedDirs(site) }),
    compiler: createCompiler(context),
    detector: once(() => detectorOrWarning(emit)),
    emit,
  };
}

/** The folders of the locales, and in them those of content, each of which keeps its files to itself. */
export function localizedDirs({ sources, localeDirs }: Site): readonly string[] {
  const roots = sources.flatMap((source) => (source.format === "messages" ? [] : [source.root]));
  const contents = roots.flatMap(({ localizedDirs: dirs }) => [...dirs.values()]);
  return [...new Set([...localeDirs.values(), ...contents])];
}

function detectorOrWarning(emit: Emit): LanguageDetector | undefined {
  const detector = loadDetector();
  if (detector === undefined) emit({ kind: "warning", warning: { kind: "languages-unchecked" } });
  return detector;
}

function once<Result>(work: () => Result): () => Result {
  let done: { readonly result: Result } | undefined;
  return () => {
    done ??= { result: work() };
    return done.result;
  };
}

interface BatchPlace {
  readonly dir: string;
  readonly emit: Emit;
  /** Nothing will be sent, and nothing may be written. */
  readonly readOnly: boolean;
  /** What cannot be known is given up and asked for again. */
  readonly resubmit: boolean;
}

async function batchEngine(
  options: PluginOptions,
  { dir, emit, readOnly, resubmit }: BatchPlace,
): Promise<Engine> {
  const settings = {
    baseURL: options.baseURL,
    apiKey: process.env[options.apiKeyEnv] || undefined,
    keyVariable: options.apiKeyEnv,
    isNewSite: !existsSync(join(dir, "site.json")),
    siteId: readOnly ? "" : await readSiteId(dir),
    directory: await storePath(dir, engineFolders.batch),
    readOnly,
    resubmit,
    limits: options.limits,
    poll: { firstMs: 1_000, maxMs: 60_000 },
  };
  return createBatchEngine(settings, { clock: systemClock, emit });
}

async function chatEngine(
  options: PluginOptions,
  { dir, emit, readOnly }: Omit<BatchPlace, "resubmit">,
): Promise<Engine> {
  const settings = {
    baseURL: options.baseURL,
    apiKey: process.env[options.apiKeyEnv] || undefined,
    keyVariable: options.apiKeyEnv,
    directory: await storePath(dir, engineFolders.chat),
    readOnly,
    concurrency: options.concurrency,
  };
  return createChatEngine(settings, { clock: systemClock, emit });
}

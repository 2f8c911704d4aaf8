import { join } from "node:path";
import type { LoadContext } from "@docusaurus/types";
import { UserError } from "../core/errors.ts";
import type { Locale } from "../core/model.ts";
import { defaultTextRules } from "../core/segment/rules.ts";
import { systemClock } from "../io/clock.ts";
import { createBatchEngine } from "../io/engine/batch/batch-engine.ts";
import { createPseudoEngine } from "../io/engine/pseudo/pseudo-engine.ts";
import { ensureGitAttributes } from "../io/memory/ensure-git-attributes.ts";
import { createMemoryStore } from "../io/memory/memory-store.ts";
import { createPageStore } from "../io/memory/page-store.ts";
import { readSiteId } from "../io/memory/site-id.ts";
import { createFiles } from "../io/output/files.ts";
import type { Emit, Engine, Site } from "../io/ports.ts";
import { createCompiler } from "../io/site/compile-pages.ts";
import { loadSite } from "../io/site/load-site.ts";
import { matchesPage } from "../io/site/matches-page.ts";
import { type EngineName, engineNames, type PluginOptions } from "../options.ts";
import type { Ports, Summary, Task } from "../pipeline/run.ts";
import { plan, translate } from "../translate.ts";
import type { Flags } from "./commands.ts";
import { exitCode } from "./exit-code.ts";
import { createHumanReporter } from "./reporters/human.ts";
import { createJsonReporter } from "./reporters/json.ts";
import type { Reporter } from "./reporters/reporter.ts";

interface Call {
  readonly context: LoadContext;
  readonly options: PluginOptions;
  readonly flags: Flags;
  /** Words behind the command that no flag took. */
  readonly surplus: readonly string[];
}

/** The command's door: the only place that reads the environment, catches everything and sets the exit code. */
export async function runCommand(call: Call): Promise<void> {
  const reporter = reporterFor(call.flags);
  try {
    const summary = await execute(call, reporter);
    reporter.summary(summary);
    process.exitCode = exitCode(summary);
  } catch (error) {
    reporter.failure(error);
    process.exitCode = error instanceof UserError ? 1 : 2;
  }
}

function reporterFor({ json, verbose }: Flags): Reporter {
  const out = (text: string) => process.stdout.write(`${text}\n`);
  const err = (text: string) => process.stderr.write(`${text}\n`);
  return json
    ? createJsonReporter({ out, err })
    : createHumanReporter({ out, err, verbose: verbose ?? false });
}

async function execute(call: Call, { event }: Reporter): Promise<Summary> {
  const { flags, surplus, options, context } = call;
  const [stray] = surplus;
  if (stray !== undefined) throw new UserError("stray-word", { word: stray });
  const engine = engineName(flags.engine ?? options.engine);
  const site = await loadSite(context, options);
  for (const locale of site.untranslatedLocales)
    event({ kind: "warning", warning: { kind: "locale-not-translated", locale } });
  const task = taskOf(call, site, engine);
  const ports = await portsOf(call, site, { engine, emit: event });
  if (flags.check) return { ...(await plan(task, ports)), mode: "check" };
  return flags.dryRun ? plan(task, ports) : translate(task, ports);
}

function engineName(name: string): EngineName {
  const found = engineNames.find((known) => known === name);
  if (found === undefined)
    throw new UserError("engine-unknown", { engine: name, known: engineNames.join(", ") });
  return found;
}

function taskOf({ flags, options }: Call, site: Site, engine: EngineName): Task {
  const { jsxAttributes, frontMatter } = defaultTextRules;
  return {
    site,
    locales: localesOf(flags.locale, site),
    sources: sourcesOf(flags.only, site),
    retryFailed: retranslates(flags.retranslate),
    rules: {
      frontMatter: [...frontMatter, ...options.frontMatter],
      jsxAttributes: { ...jsxAttributes, ...options.jsxAttributes },
    },
    prompt: {
      sourceLocale: site.sourceLocale,
      modelFor: (locale) => (engine === "batch" ? modelFor(options, locale) : engine),
      temperature: options.temperature,
      tokenLimitField: options.tokenLimitField,
      requestBody: options.requestBody,
      requestTokens: options.requestTokens,
    },
  };
}

function retranslates(what: string | undefined): boolean {
  if (what !== undefined && what !== "failed") throw new UserError("retranslate-unknown", { what });
  return what === "failed";
}

function modelFor({ model }: PluginOptions, locale: Locale): string {
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

function sourcesOf(only: string | undefined, site: Site): Site["sources"] {
  if (only === undefined) return site.sources;
  const matches = matchesPage({ include: [only], exclude: [] });
  const sources = site.sources.filter(({ page }) => matches(page));
  if (sources.length === 0) throw new UserError("only-matches-nothing", { glob: only });
  return sources;
}

async function portsOf(
  { context, options, flags }: Call,
  site: Site,
  { engine, emit }: { engine: EngineName; emit: Emit },
): Promise<Ports> {
  const dir = join(site.dir, ".translate-llm");
  const readOnly = flags.dryRun === true || flags.check === true;
  if (!readOnly) await ensureGitAttributes(dir);
  const within = [...new Set(site.sources.flatMap(({ root }) => [...root.localizedDirs.values()]))];
  return {
    engine:
      engine === "pseudo"
        ? createPseudoEngine()
        : await batchEngine(options, { dir, emit, readOnly }),
    memory: createMemoryStore(dir, emit),
    pages: createPageStore(dir, emit),
    files: createFiles({ within }),
    compiler: createCompiler(context),
    emit,
  };
}

interface BatchPlace {
  readonly dir: string;
  readonly emit: Emit;
  /** Nothing will be sent, and nothing may be written. */
  readonly readOnly: boolean;
}

async function batchEngine(
  options: PluginOptions,
  { dir, emit, readOnly }: BatchPlace,
): Promise<Engine> {
  const settings = {
    baseURL: options.baseURL,
    apiKey: process.env[options.apiKeyEnv] || undefined,
    keyVariable: options.apiKeyEnv,
    siteId: readOnly ? "" : await readSiteId(dir),
    directory: join(dir, "batches"),
    readOnly,
    limits: options.limits,
    poll: { firstMs: 1_000, maxMs: 60_000 },
  };
  return createBatchEngine(settings, { clock: systemClock, emit });
}

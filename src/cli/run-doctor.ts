import { basename, join } from "node:path";
import type { LoadContext } from "@docusaurus/types";
import type { Finding } from "../core/doctor/findings.ts";
import { mergeFindings } from "../core/doctor/merge-findings.ts";
import { UserError } from "../core/errors.ts";
import { requireKey } from "../io/engine/connect.ts";
import { isLocalAddress } from "../io/engine/local-address.ts";
import { loadGlossary } from "../io/glossary/load-glossary.ts";
import { createPageStore } from "../io/memory/page-store.ts";
import { createFiles } from "../io/output/files.ts";
import type { Site } from "../io/ports.ts";
import { chooseLocales } from "../io/site/choose-locales.ts";
import { createCompiler } from "../io/site/compile-pages.ts";
import { createInspector } from "../io/site/inspect-locale.ts";
import { loadSite } from "../io/site/load-site.ts";
import { surveyFiles } from "../io/site/survey-files.ts";
import type { PluginOptions } from "../options.ts";
import { type ExaminePorts, examine } from "../pipeline/examine.ts";
import type { DoctorFlags } from "./commands.ts";
import {
  createHumanDoctorReporter,
  createJsonDoctorReporter,
  type DoctorReporter,
} from "./reporters/doctor.ts";
import { engineName, localizedDirs, modelFor } from "./run-command.ts";
import { textRules } from "./text-rules.ts";

/** A call of `translate-llm:doctor`. */
interface DoctorCall {
  readonly context: LoadContext;
  readonly options: PluginOptions;
  readonly flags: DoctorFlags;
  /** Words behind the command that no flag took. */
  readonly surplus: readonly string[];
}

/** The door of the doctor, which catches everything and sets the exit code. Nothing is sent or written. */
export async function runDoctor(call: DoctorCall): Promise<void> {
  const reporter = reporterFor(call.flags);
  try {
    const findings = mergeFindings(await findingsOf(call, reporter));
    reporter.findings(findings);
    process.exitCode = findings.length === 0 ? 0 : 3;
  } catch (error) {
    reporter.failure(error);
    process.exitCode = error instanceof UserError ? 1 : 2;
  }
}

function reporterFor({ json, verbose }: DoctorFlags): DoctorReporter {
  const out = (text: string) => void process.stdout.write(`${text}\n`);
  const err = (text: string) => void process.stderr.write(`${text}\n`);
  return json
    ? createJsonDoctorReporter({ out, err })
    : createHumanDoctorReporter({ out, err, verbose: verbose ?? false });
}

async function findingsOf(call: DoctorCall, reporter: DoctorReporter): Promise<readonly Finding[]> {
  const { context, options, flags, surplus } = call;
  const [stray] = surplus;
  if (stray !== undefined) throw new UserError("stray-word", { word: stray });
  // A mistake on the command line is no finding about the site.
  chooseLocales(context.siteConfig.i18n, flags.locale);
  const configFile = basename(context.siteConfigPath);
  const locales = flags.locale ?? options.locales;
  const site = await orFinding(() => loadSite(context, { ...options, locales }), configFile);
  if ("kind" in site) return [site];
  reporter.start(site.sources.filter(({ format }) => format === "page").length);
  return [
    ...configurationFindings(call, site, configFile),
    ...(await glossaryFindings(call, site)),
    ...(await examine(
      { site, locales: site.locales, rules: textRules(options) },
      portsOf(context, site),
    )),
  ];
}

/** What a run would be refused for is said like everything else. */
async function orFinding<Result>(
  work: () => Result | Promise<Result>,
  file: string,
): Promise<Result | Finding> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) return configurationFinding(error, file);
    throw error;
  }
}

function configurationFinding({ message, hint }: UserError, file: string): Finding {
  return { kind: "configuration", file, locales: [], details: { message, hint } };
}

function configurationFindings(
  { options, flags }: DoctorCall,
  site: Site,
  file: string,
): readonly Finding[] {
  const off = site.untranslatedLocales.map(
    (locale): Finding => ({ kind: "locale-off", file, locales: [locale], details: {} }),
  );
  return [
    ...off,
    ...mistakes(site, options, flags).map((error) => configurationFinding(error, file)),
  ];
}

async function glossaryFindings(
  { options: { glossary } }: DoctorCall,
  { dir }: Site,
): Promise<readonly Finding[]> {
  const found = await orFinding(() => loadGlossary(dir, glossary), glossary ?? "");
  return found !== undefined && "kind" in found ? [found] : [];
}

/** What a run would find out only when it is about to send. */
function mistakes(
  { locales, sourceLocale }: Site,
  options: PluginOptions,
  flags: DoctorFlags,
): readonly UserError[] {
  const nowhere =
    locales.length === 0 ? [new UserError("no-locales", { source: sourceLocale })] : [];
  const engine = engineName(flags.engine ?? options.engine);
  if (engine === "pseudo") return nowhere;
  const { apiKeyEnv: keyVariable, baseURL } = options;
  const apiKey = process.env[keyVariable] || undefined;
  // Servers on this machine mostly know no keys.
  const isKeyless = engine !== "batch" && apiKey === undefined && isLocalAddress(baseURL);
  const noKey = isKeyless ? [] : thrownBy(() => requireKey({ baseURL, apiKey, keyVariable }));
  const noModel = locales.flatMap((locale) => thrownBy(() => modelFor(options, locale)));
  return [...nowhere, ...noKey, ...noModel];
}

function thrownBy(work: () => unknown): readonly UserError[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof UserError) return [error];
    throw error;
  }
}

function portsOf(context: LoadContext, site: Site): ExaminePorts {
  return {
    inspect: createInspector(context, site.sources),
    survey: () => surveyFiles(site),
    files: createFiles({ within: localizedDirs(site) }),
    // A line of the manifest that cannot be read is none; a run says so.
    pages: createPageStore(join(site.dir, ".translate-llm"), () => undefined),
    compiler: createCompiler(context),
  };
}

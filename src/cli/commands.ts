import type { LoadContext, Plugin } from "@docusaurus/types";
import type { PluginOptions } from "../options.ts";

type Cli = Parameters<NonNullable<Plugin["extendCli"]>>[0];

/** What a user typed; commander 5 hands options over as plain values. */
export interface Flags {
  readonly locale?: readonly string[];
  readonly only?: string;
  readonly engine?: string;
  readonly dryRun?: boolean;
  readonly check?: boolean;
  readonly retranslate?: string;
  readonly maxCost?: string;
  /** `false` behind `--no-wait`. */
  readonly wait?: boolean;
  readonly resubmit?: boolean;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** What a user typed behind `translate-llm:doctor`. */
export type DoctorFlags = Pick<Flags, "locale" | "engine" | "json" | "verbose">;

/** Declares the commands. Their work is loaded only when they are called, so that builds do not pay for it. */
export function declareCommands(cli: Cli, context: LoadContext, options: PluginOptions): void {
  declareTranslate(cli, context, options);
  declareDoctor(cli, context, options);
}

function declareTranslate(cli: Cli, context: LoadContext, options: PluginOptions): void {
  cli
    .command("translate-llm")
    .description("Translate what changed into the locales of this site.")
    .option("-l, --locale <locales>", "only these locales: -l fr,ja or -l fr -l ja", collect)
    .option(
      "--only <glob>",
      'only these files: --only "docs/guides/**", or messages by their name: --only code.json',
    )
    .option("--engine <name>", "batch, chat, auto, or pseudo for a preview without key and network")
    .option("--dry-run", "show what would be done, and send and write nothing")
    .option(
      "--check",
      "like --dry-run, and exit with 3 if anything is missing, stale, kept in the source language or changed by a person",
    )
    .option(
      "--max-cost <usd>",
      "spend no more than so many US dollars in this run; needs the option prices",
    )
    .option(
      "--no-wait",
      "send, collect what is done, and leave the rest to a later run; exit with 4 if there is any",
    )
    .option(
      "--retranslate <what>",
      "failed: ask once more for texts that were given up; all: for every text that no person wrote",
    )
    .option(
      "--resubmit",
      "give up batches whose fate cannot be known, and ask for their texts again: these may be billed twice",
    )
    .option("--json", "print the summary as JSON")
    .option("--verbose", "print every page that is written")
    .action(async (command: { opts(): Flags }, surplus: readonly string[] | undefined) => {
      const { runCommand } = await import("./run-command.ts");
      await runCommand({ context, options, flags: command.opts(), surplus: surplus ?? [] });
    });
}

function declareDoctor(cli: Cli, context: LoadContext, options: PluginOptions): void {
  cli
    .command("translate-llm:doctor")
    .description("Find what would break once this site is translated. Writes and sends nothing.")
    .option("-l, --locale <locales>", "only these locales: -l fr,ja or -l fr -l ja", collect)
    .option("--engine <name>", "as for translate-llm: pseudo needs no key and no model")
    .option("--json", "print the findings as JSON")
    .option("--verbose", "show where it happened, should this command fail")
    .action(async (command: { opts(): DoctorFlags }, surplus: readonly string[] | undefined) => {
      const { runDoctor } = await import("./run-doctor.ts");
      await runDoctor({ context, options, flags: command.opts(), surplus: surplus ?? [] });
    });
}

/** Commander 5 has no variadic options; this makes the flag repeatable and takes commas. */
function collect(value: string, before: readonly string[] = []): readonly string[] {
  const locales = value.split(",").map((locale) => locale.trim());
  const given = locales.filter((locale) => locale !== "");
  // An empty variable of a script must not pass for success with no locale: it is looked up, and not found.
  return [...before, ...(given.length === 0 ? [""] : given)];
}

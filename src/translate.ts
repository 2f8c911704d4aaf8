import type { Locale } from "./core/model.ts";
import type { Problem } from "./core/problems.ts";
import { buildRequests } from "./core/prompt/build-requests.ts";
import { estimateTokens } from "./core/prompt/tokens.ts";
import {
  type InFlight,
  isWanted,
  markUnsupported,
  missingAsks,
  textsInFlight,
} from "./pipeline/ask.ts";
import { bankLot } from "./pipeline/bank.ts";
import { readPages } from "./pipeline/read-pages.ts";
import type { LocaleRun, Ports, Summary, Task } from "./pipeline/run.ts";
import {
  foreseePages,
  keptOf,
  recogniseOwnPages,
  tryRemembered,
  type WrittenPages,
  writePages,
} from "./pipeline/write-pages.ts";

/** How often a text is asked for in one run before it stays in the source language. */
const attempts = 2;

/**
 * Brings the localized pages up to date. Converges: the same run again picks up whatever is unfinished, and does
 * nothing where nothing is left. Throws `UserError` for what a person must mend; everything else is in the Summary.
 */
export async function translate(task: Task, ports: Ports): Promise<Summary> {
  const { locales, problems } = await readPages(task, ports);
  await recogniseOwnPages(locales, task, ports);
  await markUnsupported(locales, task);
  await tryRemembered(locales, task, ports);
  const asked = countMissing(locales);
  const spent = { input: 0, output: 0 };
  let requests = 0;
  let inFlight = await textsInFlight(ports);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const asks = missingAsks(locales, inFlight);
    if (asks.length === 0 && inFlight.size === 0) break;
    const round = buildRequests(asks, task.prompt, attempt);
    requests += round.length;
    ports.emit({ kind: "sending", requests: round.length, attempt });
    if (round.length > 0) await ports.engine.send(round);
    for await (const lot of ports.engine.collect()) {
      const usage = await bankLot(lot, { locales, task, ports });
      spent.input += usage.input;
      spent.output += usage.output;
    }
    inFlight = new Map();
  }
  const written = new Map<Locale, WrittenPages>();
  for (const run of locales) written.set(run.locale, await writePages(run, task, ports));
  return {
    ...summaryOf({ locales, problems, asked, written }),
    mode: "run",
    engine: ports.engine.name,
    requests,
    tokens: spent,
    estimatedTokens: 0,
  };
}

/** What `translate` would do, and for how many tokens. Reads only. */
export async function plan(task: Task, ports: Ports): Promise<Summary> {
  const { locales, problems } = await readPages(task, ports);
  await recogniseOwnPages(locales, task, ports);
  const inFlight: InFlight = await textsInFlight(ports);
  const requests = buildRequests(missingAsks(locales, inFlight), task.prompt, 1);
  const written = new Map<Locale, WrittenPages>();
  for (const run of locales) written.set(run.locale, await foreseePages(run, ports));
  const open = summaryOf({ locales, problems, asked: countMissing(locales), written });
  return {
    ...open,
    problems: [...problems, ...locales.flatMap(keptBefore)],
    mode: "dry-run",
    engine: ports.engine.name,
    requests: requests.length,
    tokens: { input: 0, output: 0 },
    estimatedTokens: requests.reduce((sum, { body }) => sum + tokensOf(body.messages), 0),
  };
}

function tokensOf(messages: readonly { readonly content: string }[]): number {
  return messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
}

function countMissing(locales: readonly LocaleRun[]): ReadonlyMap<Locale, number> {
  return new Map(
    locales.map(({ locale, pages }) => [
      locale,
      pages.reduce(
        (sum, page) => sum + page.document.segments.filter((_, at) => isWanted(page, at)).length,
        0,
      ),
    ]),
  );
}

interface Outcome {
  readonly locales: readonly LocaleRun[];
  readonly problems: readonly Problem[];
  readonly asked: ReadonlyMap<Locale, number>;
  readonly written: ReadonlyMap<Locale, WrittenPages>;
}

function summaryOf({
  locales,
  problems,
  asked,
  written,
}: Outcome): Pick<Summary, "locales" | "problems"> {
  return {
    locales: locales.map((run) => ({
      locale: run.locale,
      pages: run.pages.length + run.current.length,
      current: run.current.length,
      missing: asked.get(run.locale) ?? 0,
      ...(written.get(run.locale) ?? { written: 0, edited: 0 }),
    })),
    problems: [...problems, ...locales.flatMap((run) => [...keptNow(run), ...keptBefore(run)])],
  };
}

function keptNow({ locale, pages }: LocaleRun): Problem[] {
  const own = pages.filter(({ edited }) => !edited);
  return own.flatMap((page) =>
    keptOf(page).map((kept) => ({ ...kept, page: page.source.page, locale })),
  );
}

/** On pages that this run did not need to touch. */
function keptBefore({ locale, current }: LocaleRun): Problem[] {
  return current.flatMap(({ page, kept }) => kept.map((entry) => ({ ...entry, page, locale })));
}

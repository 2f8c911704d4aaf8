import type { Estimate, LocaleEstimate, Remembered, Work } from "../core/cost/estimate.ts";
import { addTokens, expectedTokens, noTokens, sparedTokens } from "../core/cost/expected-tokens.ts";
import { type Item, type Prices, priceOf, type Tariff } from "../core/cost/prices.ts";
import { groupBy } from "../core/group-by.ts";
import { lookupSection } from "../core/memory/memory.ts";
import type { ChatRequest } from "../core/model.ts";
import { readRequest } from "../core/prompt/read-request.ts";
import { isWanted } from "./ask.ts";
import { tariffOf } from "./purse.ts";
import type { LocaleRun, PageRun, Ports, Task } from "./run.ts";

/** What these Requests, which ask for everything that is missing, should take. Sends nothing. */
export function estimate(
  requests: readonly ChatRequest[],
  locales: readonly LocaleRun[],
  { task, ports }: { readonly task: Task; readonly ports: Ports },
): Estimate {
  const { prices, maxCost } = task.money;
  const tariff = tariffOf(ports.engine, requests);
  const byLocale = groupBy(requests, ({ body }) => readRequest(body)?.locale ?? "");
  const all = locales.map((run): LocaleEstimate => {
    const work = workOf(byLocale.get(run.locale) ?? [], run, { prices, tariff });
    return {
      locale: run.locale,
      ...work,
      ...perPage(work),
      remembered: rememberedOf(run, { prices, tariff }),
    };
  });
  const total = all.reduce<Work>(addWork, { ...noWork, ...costOf([], prices) });
  return {
    ...total,
    ...perPage(total),
    remembered: all.map(({ remembered }) => remembered).reduce(addRemembered),
    locales: all,
    tariff,
    ...(maxCost === undefined ? {} : { maxCost }),
  };
}

interface Rates {
  readonly prices: Prices;
  readonly tariff: Tariff;
}

const noWork = { pages: 0, sections: 0, segments: 0, requests: 0, tokens: noTokens };

function workOf(requests: readonly ChatRequest[], run: LocaleRun, { prices, tariff }: Rates): Work {
  const texts = new Set(
    requests.flatMap(({ body }) => [...(readRequest(body)?.lines.values() ?? [])]),
  );
  const places = run.pages
    .map((page) => placesOf(page, texts))
    .filter(({ segments }) => segments > 0);
  const items = requests.map(
    (request): Item => ({ model: request.body.model, tariff, tokens: expectedTokens(request) }),
  );
  return {
    pages: places.length,
    sections: sumOf(places.map(({ sections }) => sections)),
    segments: sumOf(places.map(({ segments }) => segments)),
    requests: requests.length,
    tokens: items.map(({ tokens }) => tokens).reduce(addTokens, noTokens),
    ...costOf(items, prices),
  };
}

function placesOf(page: PageRun, texts: ReadonlySet<string>) {
  const { segments, sections } = page.document;
  const isAsked = segments.map(({ text }, index) => texts.has(text) && isWanted(page, index));
  return {
    segments: isAsked.filter(Boolean).length,
    sections: sections.filter(({ from, to }) => isAsked.slice(from, to).includes(true)).length,
  };
}

/** Pages that are up to date are not taken apart, but Memory has their Sections; each text counts once. */
function rememberedOf(run: LocaleRun, { prices, tariff }: Rates): Remembered {
  const { locale, pages, current, memory, offer } = run;
  const own = pages.filter(({ edited }) => !edited);
  const texts = new Set([
    ...own.flatMap(({ known }) => known.flatMap((entry) => entry?.text ?? [])),
    ...current.flatMap(({ sections, page }) =>
      sections.flatMap((key) =>
        (lookupSection(memory, key, page) ?? []).flatMap((entry) => entry?.target ?? []),
      ),
    ),
  ]);
  const tokens = [...texts].map((text) => sparedTokens(text, locale)).reduce(addTokens, noTokens);
  const model = offer.ladder[0]?.model ?? "";
  return { segments: texts.size, tokens, ...costOf([{ model, tariff, tokens }], prices) };
}

function costOf(items: readonly Item[], prices: Prices): { cost?: number } {
  const cost = priceOf(items, prices);
  return cost === undefined ? {} : { cost };
}

function perPage({ cost, pages }: Work): { costPerPage?: number } {
  return cost === undefined || pages === 0 ? {} : { costPerPage: cost / pages };
}

function addWork(a: Work, b: Work): Work {
  return {
    pages: a.pages + b.pages,
    sections: a.sections + b.sections,
    requests: a.requests + b.requests,
    ...addRemembered(a, b),
  };
}

function addRemembered(a: Remembered, b: Remembered): Remembered {
  const isKnown = a.cost !== undefined && b.cost !== undefined;
  return {
    segments: a.segments + b.segments,
    tokens: addTokens(a.tokens, b.tokens),
    ...(isKnown ? { cost: a.cost + b.cost } : {}),
  };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

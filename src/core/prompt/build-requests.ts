import { createHash } from "node:crypto";
import { type Glossary, termsIn } from "../glossary/glossary.ts";
import { groupBy } from "../group-by.ts";
import type { ChatBody, ChatRequest, Locale } from "../model.ts";
import { glossaryLines } from "./glossary-lines.ts";
import { type LadderSettings, ladderFor, type Rung } from "./ladder.ts";
import { oneLine } from "./one-line.ts";
import { estimateTokens } from "./tokens.ts";

/** One text to be translated, with what surrounds it on its page. */
export interface Ask {
  readonly locale: Locale;
  readonly page: string;
  /** In the notation. */
  readonly text: string;
  /** The text before it on the page, where that is not asked for in the same Request. */
  readonly before?: string;
  /** What else the model is told about it (`line-note.ts`). */
  readonly note?: string;
  /** What was wrong with the last answer, in words for the model. */
  readonly mistake?: string;
  /** Index in the locale's ladder. */
  readonly rung: number;
}

export interface PromptSettings extends LadderSettings {
  readonly sourceLocale: Locale;
  /** Left out where it is `null`: some models refuse it. */
  readonly temperature: number | null;
  readonly tokenLimitField: "max_completion_tokens" | "max_tokens" | null;
  /** Further fields of the body, as the site's options give them. */
  readonly requestBody: Readonly<Record<string, unknown>>;
  readonly glossary?: Glossary | undefined;
}

/**
 * Packs texts into Requests: one locale and one rung of its ladder each, in the order given, so that a page's texts
 * stand together.
 */
export function buildRequests(asks: readonly Ask[], settings: PromptSettings): ChatRequest[] {
  return [...groupBy(asks, ({ locale }) => locale)].flatMap(([locale, own]) => {
    const ladder = ladderFor(locale, settings);
    return [...groupBy(own, ({ rung }) => rung)].flatMap(([at, list]) => {
      const rung = ladder[at];
      if (rung === undefined) throw new Error(`The ladder of ${locale} has no rung ${at}.`);
      const attempt = { locale, rung, number: at + 1 };
      return packs(list, rung.requestTokens).map((pack) => request(pack, attempt, settings));
    });
  });
}

/** How a Request's texts are asked for: the first attempt at a text has number 1. */
interface Attempt {
  readonly locale: Locale;
  readonly rung: Rung;
  readonly number: number;
}

/** A text larger than the target goes alone; nothing is cut. */
function packs(asks: readonly Ask[], target: number): Ask[][] {
  const all: Ask[][] = [];
  let room = 0;
  for (const ask of asks) {
    const tokens = estimateTokens(ask.text + (ask.note ?? "")) + 1;
    const last = all.at(-1);
    if (last === undefined || tokens > room) {
      all.push([ask]);
      room = target - tokens;
    } else {
      last.push(ask);
      room -= tokens;
    }
  }
  return all;
}

function request(
  asks: readonly Ask[],
  { locale, rung, number }: Attempt,
  settings: PromptSettings,
): ChatRequest {
  const user = userMessage(locale, asks, settings);
  const body: ChatBody = {
    model: rung.model,
    messages: [
      { role: "system", content: systemMessage(settings.sourceLocale, locale) },
      { role: "user", content: user },
    ],
    ...(settings.temperature === null ? {} : { temperature: settings.temperature }),
    ...(settings.tokenLimitField === null
      ? {}
      : { [settings.tokenLimitField]: tokenLimit(user, number) }),
    ...settings.requestBody,
  };
  return { customId: customId(body, number), body };
}

/**
 * Generous enough for any language, tight enough to stop a loop. Later attempts get twice that, because what was cut off
 * before may need it to think, but no more than what the smallest models allow.
 */
function tokenLimit(user: string, attempt: number): number {
  const limit = 256 + 4 * estimateTokens(user);
  return attempt === 1 ? limit : Math.max(limit, Math.min(16_000, Math.max(4096, 2 * limit)));
}

function customId(body: ChatBody, attempt: number): string {
  return `${createHash("sha256").update(JSON.stringify(body)).digest("hex").slice(0, 40)}-${attempt}`;
}

/** Which attempt at its texts a Request is, from 1. */
export function attemptOf({ customId: id }: Pick<ChatRequest, "customId">): number {
  return Number(/-(\d{1,2})$/.exec(id)?.[1] ?? 1);
}

/** The same for every Request of a locale, and first, so that providers can cache it. */
function systemMessage(source: Locale, target: Locale): string {
  return [
    `You translate software documentation from ${languageName(source)} into ${languageName(target)}.`,
    "Every line to translate begins with its number. Reply with the same lines: number, space, translation. One line for each, nothing else.",
    "Tags such as <1>…</1> and <2/> stand for links, formatting and other elements. Use each tag of a line exactly once in its translation, around the same words or at the same place in the sentence.",
    "Copy everything in `backticks` unchanged. Keep names of products, programs and options.",
    "Lines that begin with # tell where the text stands. Do not translate or repeat them.",
  ].join("\n");
}

function languageName(locale: Locale): string {
  const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });
  try {
    return `${names.of(locale) ?? locale} (${locale})`;
  } catch {
    // Not a language tag: a site may call its locales what it likes.
    return locale;
  }
}

/** `read-request.ts` reads it back: a Request names its locale and its texts by itself. */
function userMessage(
  locale: Locale,
  asks: readonly Ask[],
  { sourceLocale, glossary }: PromptSettings,
): string {
  const texts = asks.map(({ text }) => text);
  const terms = glossary === undefined ? [] : termsIn(glossary, texts, locale);
  const lines = [`# ${sourceLocale} > ${locale}`, ...glossaryLines(terms)];
  let page = "";
  let previous = "";
  asks.forEach((ask, index) => {
    if (ask.page !== page) lines.push(`# ${oneLine(ask.page)}`);
    if (ask.before !== undefined && ask.before !== previous)
      lines.push(`# … ${oneLine(ask.before).slice(-160)}`);
    if (ask.mistake !== undefined) {
      lines.push(
        `# The last translation of line ${index + 1} was refused: ${oneLine(ask.mistake)}`,
      );
    }
    if (ask.note !== undefined) lines.push(`# Line ${index + 1}: ${oneLine(ask.note)}`);
    lines.push(`${index + 1} ${ask.text}`);
    page = ask.page;
    previous = ask.text;
  });
  return lines.join("\n");
}

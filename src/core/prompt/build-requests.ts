import { createHash } from "node:crypto";
import type { ChatBody, ChatRequest, Locale } from "../model.ts";
import { estimateTokens } from "./tokens.ts";

/** One text to be translated, with what surrounds it on its page. */
export interface Ask {
  readonly locale: Locale;
  readonly page: string;
  /** In the notation. */
  readonly text: string;
  /** The text before it on the page, where that is not asked for in the same Request. */
  readonly before?: string;
  /** What was wrong with the last answer, in words for the model. */
  readonly mistake?: string;
}

export interface PromptSettings {
  readonly sourceLocale: Locale;
  modelFor(locale: Locale): string;
  /** Left out where it is `null`: some models refuse it. */
  readonly temperature: number | null;
  readonly tokenLimitField: "max_completion_tokens" | "max_tokens" | null;
  /** Further fields of the body, as the site's options give them. */
  readonly requestBody: Readonly<Record<string, unknown>>;
  /** Source tokens that a Request is filled up to. */
  readonly requestTokens: number;
}

/** Packs texts into Requests: one locale each, in the order given, so that a page's texts stand together. */
export function buildRequests(
  asks: readonly Ask[],
  settings: PromptSettings,
  attempt: number,
): ChatRequest[] {
  const byLocale = new Map<Locale, Ask[]>();
  for (const ask of asks) {
    const list = byLocale.get(ask.locale);
    if (list === undefined) byLocale.set(ask.locale, [ask]);
    else list.push(ask);
  }
  return [...byLocale].flatMap(([locale, list]) =>
    packs(list, packSize(settings.requestTokens, attempt)).map((pack) =>
      request(locale, pack, settings, attempt),
    ),
  );
}

/** What failed is asked for again in smaller Requests: long ones are where models lose count. */
function packSize(tokens: number, attempt: number): number {
  return Math.max(50, Math.floor(tokens / attempt ** 2));
}

/** A text larger than the target goes alone; nothing is cut. */
function packs(asks: readonly Ask[], target: number): Ask[][] {
  const all: Ask[][] = [];
  let room = 0;
  for (const ask of asks) {
    const tokens = estimateTokens(ask.text) + 1;
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
  locale: Locale,
  asks: readonly Ask[],
  settings: PromptSettings,
  attempt: number,
): ChatRequest {
  const user = userMessage(locale, asks, settings.sourceLocale);
  const body: ChatBody = {
    model: settings.modelFor(locale),
    messages: [
      { role: "system", content: systemMessage(settings.sourceLocale, locale) },
      { role: "user", content: user },
    ],
    ...(settings.temperature === null ? {} : { temperature: settings.temperature }),
    ...(settings.tokenLimitField === null
      ? {}
      : { [settings.tokenLimitField]: tokenLimit(user, attempt) }),
    ...settings.requestBody,
  };
  return { customId: customId(body, attempt), body };
}

/** Generous enough for any language, tight enough to stop a loop; a smaller second Request keeps the room of the first. */
function tokenLimit(user: string, attempt: number): number {
  return 256 + 4 * estimateTokens(user) * attempt ** 2;
}

function customId(body: ChatBody, attempt: number): string {
  return `${createHash("sha256").update(JSON.stringify(body)).digest("hex").slice(0, 40)}-${attempt}`;
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
function userMessage(locale: Locale, asks: readonly Ask[], source: Locale): string {
  const lines = [`# ${source} > ${locale}`];
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
    lines.push(`${index + 1} ${ask.text}`);
    page = ask.page;
    previous = ask.text;
  });
  return lines.join("\n");
}

function oneLine(text: string): string {
  return text.replace(/[\s\u2028\u2029]+/g, " ");
}

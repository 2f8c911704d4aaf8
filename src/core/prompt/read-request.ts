import type { ChatBody, Locale } from "../model.ts";

/** What a Request asks for, read from its own body: its Answer can be used by whoever finds it, whenever. */
export interface Asked {
  readonly locale: Locale;
  /** Texts in the notation, by line number. */
  readonly lines: ReadonlyMap<number, string>;
  /** What the model was told about some of them. */
  readonly notes: ReadonlyMap<number, string>;
}

/** `undefined` where the body is not one of ours. */
export function readRequest(body: ChatBody): Asked | undefined {
  const message = body.messages?.find?.(({ role }) => role === "user")?.content;
  if (typeof message !== "string") return undefined;
  const [first = "", ...rest] = message.split("\n");
  const locale = /^# \S+ > (\S+)$/.exec(first)?.[1];
  if (locale === undefined) return undefined;
  const lines = new Map<number, string>();
  const notes = new Map<number, string>();
  rest.forEach((line, index) => {
    const [, number, text] = /^(\d+) (.*)$/s.exec(line) ?? [];
    if (number === undefined || text === undefined) return;
    lines.set(Number(number), text);
    const before = rest[index - 1] ?? "";
    const mark = `# Line ${number}: `;
    if (before.startsWith(mark)) notes.set(Number(number), before.slice(mark.length));
  });
  return { locale, lines, notes };
}

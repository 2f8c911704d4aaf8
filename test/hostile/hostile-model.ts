import { formsWanted } from "../../src/core/prompt/line-note.ts";
import { readRequest } from "../../src/core/prompt/read-request.ts";
import { replyKinds } from "../../src/core/reply/reply-kinds.ts";
import type { Reply } from "../support/batch-server/options.ts";
import { randomNumbers, shuffled } from "../support/batch-server/random.ts";
import type { ChatBody } from "../support/batch-server/wire.ts";
import { speak } from "../support/speak.ts";
import type { Coverage } from "./coverage.ts";
import { type LineThrow, lineThrows } from "./line-throws.ts";
import { type NumberedLine, numbered, type ReplyThrow, replyThrows } from "./reply-throws.ts";

export interface HostileSettings {
  readonly coverage: Coverage;
  /** `singly`: one trick a line, or one with every other Reply; `replies`: one with each. `mixed`: any number of both. */
  readonly mode: "singly" | "replies" | "mixed";
  readonly seed: number;
  /** How often the tool asks for a text that fails. */
  readonly attempts: number;
}

/**
 * Answers with the tricks that the kinds of Segments at hand have seen least of: with those that spoil a line for good
 * as long as the text will be asked for again, then with one that leaves words.
 */
export function hostileModel(settings: HostileSettings): (body: ChatBody) => Reply {
  const chance = randomNumbers(settings.seed);
  const asks = new Map<string, number>();
  const scene: Scene = { ...settings, chance };
  let turn = 0;
  return (body) => {
    const { locale, lines, notes } = asked(body);
    turn += 1;
    const isReplyTurn =
      settings.mode === "mixed" ? chance() < 0.3 : settings.mode === "replies" || turn % 2 === 0;
    const trick = isReplyTurn ? replyTrick([...lines.values()], scene) : undefined;
    const isPlain = settings.mode !== "mixed" && trick !== undefined;
    const said = [...lines].map(([number, text]): NumberedLine => {
      const time = (asks.get(`${locale} ${text}`) ?? 0) + 1;
      asks.set(`${locale} ${text}`, time);
      const said = inForms(speak(text, locale), formsWanted(notes.get(number) ?? ""));
      const line = { text, said, locale, isLast: time >= settings.attempts };
      return { number, words: isPlain ? line.said : spoilt(line, scene) };
    });
    return trick?.(said) ?? numbered(said);
  };
}

/** The words for many, once for each form of the locale. */
function inForms(said: string, forms: number | undefined): string {
  if (forms === undefined) return said;
  return Array.from({ length: forms }, () => said.split("|").at(-1) ?? "").join("|");
}

/** The tricks that could be played on a text, in any of these locales. */
export function fittingTricks(text: string, locales: readonly string[]): readonly string[] {
  const lines = locales.flatMap((locale) =>
    fittingThrows({ text, said: speak(text, locale), locale, chance: 0.5 }),
  );
  return [...new Set([...lines, ...Object.keys(replyThrows)])];
}

interface Scene extends HostileSettings {
  readonly chance: () => number;
}

interface Line {
  readonly text: string;
  readonly said: string;
  readonly locale: string;
  readonly isLast: boolean;
}

function asked({ model, messages }: ChatBody) {
  const plain = messages.map(({ role, content }) => ({
    role: role === "system" ? ("system" as const) : ("user" as const),
    content: String(content),
  }));
  const read = readRequest({ model, messages: plain });
  if (read === undefined) throw new Error("This is no Request of the tool.");
  return read;
}

function replyTrick(texts: readonly string[], scene: Scene): ReplyThrow | undefined {
  const names = Object.keys(replyThrows).filter((name) => texts.length > 1 || !needsTwo.has(name));
  const name = scene.coverage.rarest(texts, inSomeOrder(names, scene));
  for (const text of texts) scene.coverage.note(text, name);
  return entryOf<ReplyThrow>(replyThrows, name);
}

const needsTwo: ReadonlySet<string> = new Set(["lines-reordered", "lines-merged"]);

function spoilt(line: Line, scene: Scene): string {
  const times = scene.mode !== "mixed" ? 1 : Math.floor(scene.chance() * 3);
  let { said } = line;
  for (let time = 0; time < times; time++) said = spoiltOnce({ ...line, said }, scene);
  return said;
}

function spoiltOnce(line: Line, scene: Scene): string {
  const drawn = { ...line, chance: scene.chance() };
  const fitting = inSomeOrder(fittingThrows(drawn), scene);
  const [bad, harmless] = [fitting.filter(isRefused), fitting.filter((name) => !isRefused(name))];
  const ordered = line.isLast ? [...harmless, ...bad] : [...bad, ...harmless];
  const name = scene.coverage.rarest([line.text], ordered);
  scene.coverage.note(line.text, name);
  const words = entryOf<LineThrow>(lineThrows, name)?.(drawn) ?? line.said;
  return words.replace(/[\r\n]+/g, " ");
}

function fittingThrows(line: Parameters<LineThrow>[0]): readonly string[] {
  return Object.entries<LineThrow>(lineThrows).flatMap(([name, spoil]) =>
    spoil(line) === undefined ? [] : [name],
  );
}

function isRefused(name: string): boolean {
  return Object.entries(replyKinds).some(([kind, end]) => kind === name && "refused" in end);
}

function inSomeOrder(names: readonly string[], { chance }: Scene): readonly string[] {
  return shuffled(names, Math.floor(chance() * 2 ** 31));
}

function entryOf<Entry>(table: Readonly<Record<string, Entry>>, name: string): Entry | undefined {
  return table[name];
}

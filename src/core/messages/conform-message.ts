import { type Conformity, readTagged } from "../words/conform.ts";
import { eachWord, hasProse, mergeTexts, type Word, type Words } from "../words/words.ts";
import { checkForms } from "./check-forms.ts";
import { codesIn, surplus } from "./codes-in.ts";
import { type KeptText, writeMessage } from "./message-words.ts";
import { bareIn, isBare, tokensOf } from "./pieces.ts";
import type { PluralForm } from "./plural.ts";

/** A message that is translated. */
export interface AskedMessage {
  readonly kept: KeptText;
  /** Of the locale that it is translated for, where it is a plural message. */
  readonly forms?: readonly PluralForm[];
}

/**
 * Reads foreign text as the translation of a message: besides its words, what is written must be what the source has.
 * Some messages reach the page as raw HTML, and others are searched for placeholders, so that text which reads as a
 * tag, a reference or a placeholder is refused. It is not escaped: what is right in the one kind shows in the other.
 */
export function conformMessage(line: string, source: Words, asked: AskedMessage): Conformity {
  const read = readTagged(line, source);
  if ("kind" in read) return read;
  const words = withCodes(read.words, new Set(codesIn(source)));
  if (!hasProse(words) && hasProse(source)) return { kind: "empty", detail: "" };
  const added = addition(words, source, asked.kept);
  if (added !== undefined) return { kind: "markup-added", detail: added };
  if (asked.forms !== undefined) return checkForms(words, source, asked.forms);
  const [given, wanted] = [codesIn(words), codesIn(source)];
  const odd = surplus(given, wanted)[0] ?? surplus(wanted, given)[0];
  return odd === undefined ? { words } : { kind: "code-changed", detail: odd };
}

/** Models forget the backticks of a placeholder, or put several into one pair of them. */
function withCodes(words: Words, own: ReadonlySet<string>): Words {
  const found = words.flatMap((word): readonly Word[] => {
    if (word.type === "pair") return [{ ...word, children: withCodes(word.children, own) }];
    if (word.type === "text") return split(word.value, own);
    const isRun = word.type === "code" && !isBare(word.value) && isBare(bareOnly(word.value));
    return isRun ? split(word.value.replaceAll("`", ""), own) : [word];
  });
  return mergeRuns(mergeTexts(found));
}

function bareOnly(code: string): string {
  return code.replace(/[`\s]+/g, "");
}

function split(text: string, own: ReadonlySet<string>): Word[] {
  const words: Word[] = [];
  let rest = text;
  for (const code of bareIn(text)) {
    if (!own.has(code)) continue;
    const at = rest.indexOf(code);
    words.push({ type: "text", value: rest.slice(0, at) }, { type: "code", value: code });
    rest = rest.slice(at + code.length);
  }
  return [...words, { type: "text" as const, value: rest }].filter(
    (word) => word.type !== "text" || word.value !== "",
  );
}

/** Code spans that touch would not be told apart in the notation. */
function mergeRuns(words: Words): Words {
  const merged: Word[] = [];
  for (const word of words) {
    const last = merged.at(-1);
    if (last?.type !== "code" || word.type !== "code") merged.push(word);
    else if (isBare(last.value + word.value))
      merged[merged.length - 1] = { type: "code", value: last.value + word.value };
    else merged.push({ type: "text", value: " " }, word);
  }
  return merged;
}

/** Markup, a reference or a placeholder that the source has not, wherever it comes together. */
function addition(words: Words, source: Words, kept: KeptText): string | undefined {
  for (const word of eachWord(words)) {
    const [strange] = word.type === "text" ? bareIn(word.value) : [];
    if (strange !== undefined) return strange;
  }
  return surplus(markupIn(writeMessage(words, kept)), markupIn(writeMessage(source, kept)))[0];
}

/** Also in what looks like a code span, which is nothing special in HTML. */
function markupIn(message: string): string[] {
  return tokensOf(message).flatMap(({ type, value }) => {
    if (type === "code") return value.match(/<[a-z!?/][^>]*>/gi) ?? [];
    return type === "text" || value.trim() === "" ? [] : [value];
  });
}

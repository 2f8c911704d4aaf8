import type { KeptSegment, Locale } from "./model.ts";

/** Something wrong with one page or one translation: data, never an exception. */
export interface Problem extends KeptSegment {
  readonly page: string;
  /** Absent where the trouble is with the source itself, the same for every locale. */
  readonly locale?: Locale;
  /** An earlier translation is in its place, not the source text. */
  readonly earlier?: boolean;
}

export type ProblemKind = PageProblemKind | ReplyProblemKind;

/** No model can do anything about it. */
type PageProblemKind = "source-refused" | "not-utf8" | "unsupported" | "outdated";

/** A model or a provider did it; `reply/reply-kinds.ts` says how each comes about. */
export type ReplyProblemKind =
  | "line-missing"
  | "line-doubled"
  | "line-merged"
  | "tag-missing"
  | "tag-doubled"
  | "tag-invented"
  | "tag-nesting"
  | "code-changed"
  | "markup-added"
  | "empty"
  | "copied"
  | "wrong-script"
  | "wrong-language"
  | "too-long"
  | "too-short"
  | "repeated"
  | "numbers-changed"
  | "structure"
  | "cut-off"
  | "refused"
  | "request-failed";

interface ProblemWords {
  /** Completes "kept in the source language: …". */
  readonly title: string;
  readonly hint: string;
  /**
   * Whether the next run asks again. `never`: it is no fault of a model. `once`: not before the text, the model or the
   * checks change. `always`: the trouble is likely to pass.
   */
  readonly again: "never" | "once" | "always";
}

/** One row a kind, one section a kind in the guide. */
export const problemWords: Readonly<Record<ProblemKind, ProblemWords>> = {
  "source-refused": {
    title: "the source page cannot be read",
    hint: "Correct the source page; the detail says what is wrong with it.",
    again: "never",
  },
  "not-utf8": {
    title: "the page is not UTF-8 text",
    hint: "Save the file as UTF-8.",
    again: "never",
  },
  unsupported: {
    title: "the text cannot be taken apart and put together again exactly",
    hint: "Simplify the Markdown of this text, or translate it by hand.",
    again: "never",
  },
  outdated: {
    title: "a person's words are older than the source text",
    hint: "Compare them with the source and change them where needed, or delete them to have the text translated.",
    again: "never",
  },
  "line-missing": {
    title: "the model left the line out",
    hint: "Try a smaller requestTokens or another model, or ask again with --retranslate failed.",
    again: "once",
  },
  "line-doubled": {
    title: "the model gave two different lines",
    hint: "Try another model, or ask again with --retranslate failed.",
    again: "once",
  },
  "line-merged": {
    title: "the model broke the line apart or merged it with its neighbour",
    hint: "Try another model, or ask again with --retranslate failed.",
    again: "once",
  },
  "tag-missing": {
    title: "a tag was lost",
    hint: "Try another model, or ask again with --retranslate failed.",
    again: "once",
  },
  "tag-doubled": {
    title: "a tag was used twice",
    hint: "Try another model, or ask again with --retranslate failed.",
    again: "once",
  },
  "tag-invented": {
    title: "a tag was invented",
    hint: "Try another model, or ask again with --retranslate failed.",
    again: "once",
  },
  "tag-nesting": {
    title: "tags are not nested properly",
    hint: "Try another model, or ask again with --retranslate failed.",
    again: "once",
  },
  "code-changed": {
    title: "inline code was changed, added or lost",
    hint: "Try another model, or ask again with --retranslate failed.",
    again: "once",
  },
  "markup-added": {
    title: "HTML or a comment was added",
    hint: "Try another model, or ask again with --retranslate failed.",
    again: "once",
  },
  empty: {
    title: "the translation has no words",
    hint: "Try another model, or ask again with --retranslate failed.",
    again: "once",
  },
  copied: {
    title: "the model gave the source text back",
    hint: "Try another model, or ask again with --retranslate failed.",
    again: "once",
  },
  "wrong-script": {
    title: "the translation is not in the script of the language",
    hint: "Try another model, or ask again with --retranslate failed.",
    again: "once",
  },
  "wrong-language": {
    title: "the translation is in another language",
    hint: "Try another model, or ask again with --retranslate failed.",
    again: "once",
  },
  "too-long": {
    title: "the translation is far too long",
    hint: "Try another model, or ask again with --retranslate failed.",
    again: "once",
  },
  "too-short": {
    title: "the translation is far too short",
    hint: "Try another model, or ask again with --retranslate failed.",
    again: "once",
  },
  repeated: {
    title: "the model repeats itself",
    hint: "Try another model, or ask again with --retranslate failed.",
    again: "once",
  },
  "numbers-changed": {
    title: "a number was changed or lost",
    hint: "Try another model, or ask again with --retranslate failed.",
    again: "once",
  },
  structure: {
    title: "the translation would change the structure of the page",
    hint: "Translate the text by hand, or ask again with --retranslate failed.",
    again: "once",
  },
  "cut-off": {
    title: "the reply was cut off",
    hint: "Use a smaller requestTokens, or tokenLimitField: null for models that think first.",
    again: "once",
  },
  refused: {
    title: "the model refused",
    hint: "Try another model, or translate the text by hand.",
    again: "once",
  },
  "request-failed": {
    title: "the provider reported an error",
    hint: "Run again later.",
    again: "always",
  },
};

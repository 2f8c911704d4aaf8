import type { KeptSegment, Locale } from "./model.ts";

/** Something wrong with one page or one translation: data, never an exception. */
export interface Problem extends KeptSegment {
  readonly page: string;
  /** Absent where the trouble is with the source itself, the same for every locale. */
  readonly locale?: Locale;
}

export type ProblemKind =
  | "source-refused"
  | "not-utf8"
  | "unsupported"
  | "line-missing"
  | "line-doubled"
  | "line-merged"
  | "tag-missing"
  | "tag-doubled"
  | "tag-invented"
  | "tag-nesting"
  | "code-changed"
  | "empty"
  | "copied"
  | "wrong-script"
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
  /** Whether asking the model again can help. */
  readonly retry: boolean;
}

/** One row a kind, one section a kind in the guide. */
export const problemWords: Readonly<Record<ProblemKind, ProblemWords>> = {
  "source-refused": {
    title: "Docusaurus cannot read this page",
    hint: "Correct the source page; the site does not build with it either.",
    retry: false,
  },
  "not-utf8": {
    title: "the page is not UTF-8 text",
    hint: "Save the file as UTF-8.",
    retry: false,
  },
  unsupported: {
    title: "the text cannot be taken apart and put together again exactly",
    hint: "Simplify the Markdown of this text, or translate it by hand.",
    retry: false,
  },
  "line-missing": {
    title: "the model left the line out",
    hint: "Run again; if it stays, try a smaller requestTokens or another model.",
    retry: true,
  },
  "line-doubled": {
    title: "the model gave two different lines",
    hint: "Run again; if it stays, try another model.",
    retry: true,
  },
  "line-merged": {
    title: "the model broke the line apart or merged it with its neighbour",
    hint: "Run again; if it stays, try another model.",
    retry: true,
  },
  "tag-missing": {
    title: "a tag was lost",
    hint: "Run again; if it stays, try another model.",
    retry: true,
  },
  "tag-doubled": {
    title: "a tag was used twice",
    hint: "Run again; if it stays, try another model.",
    retry: true,
  },
  "tag-invented": {
    title: "a tag was invented",
    hint: "Run again; if it stays, try another model.",
    retry: true,
  },
  "tag-nesting": {
    title: "tags are not nested properly",
    hint: "Run again; if it stays, try another model.",
    retry: true,
  },
  "code-changed": {
    title: "inline code was changed, added or lost",
    hint: "Run again; if it stays, try another model.",
    retry: true,
  },
  empty: {
    title: "the translation has no words",
    hint: "Run again; if it stays, try another model.",
    retry: true,
  },
  copied: {
    title: "the model gave the source text back",
    hint: "Run again; if it stays, try another model.",
    retry: true,
  },
  "wrong-script": {
    title: "the translation is not in the script of the language",
    hint: "Run again; if it stays, try another model.",
    retry: true,
  },
  "too-long": {
    title: "the translation is far too long",
    hint: "Run again; if it stays, try another model.",
    retry: true,
  },
  "too-short": {
    title: "the translation is far too short",
    hint: "Run again; if it stays, try another model.",
    retry: true,
  },
  repeated: {
    title: "the model repeats itself",
    hint: "Run again; if it stays, try another model.",
    retry: true,
  },
  "numbers-changed": {
    title: "a number was changed or lost",
    hint: "Run again; if it stays, try another model.",
    retry: true,
  },
  structure: {
    title: "the translation would change the structure of the page",
    hint: "Run again; if it stays, translate the text by hand.",
    retry: true,
  },
  "cut-off": {
    title: "the reply was cut off",
    hint: "Use a smaller requestTokens.",
    retry: true,
  },
  refused: {
    title: "the model refused",
    hint: "Try another model, or translate the text by hand.",
    retry: true,
  },
  "request-failed": {
    title: "the provider reported an error",
    hint: "Run again later.",
    retry: true,
  },
};

import type { Locale } from "../model.ts";

/** Something about the site that a person should know before it is translated. */
export interface Finding {
  readonly kind: FindingKind;
  /** Relative to the site folder, with `/`. */
  readonly file: string;
  /** From 1, where a line is meant. */
  readonly line?: number;
  /** None where it is the same whatever the locale. */
  readonly locales: readonly Locale[];
  /** What the sentences of its kind ask for; foreign text. */
  readonly details: Readonly<Record<string, string>>;
}

/**
 * `breaks`: Docusaurus would not build the locale. `stops`: the command could not do its work. `notes`: nothing fails,
 * but something is left out, left alone or costs more than expected.
 */
export type Severity = "breaks" | "stops" | "notes";

/** A finding in words. */
export interface FindingText {
  readonly severity: Severity;
  readonly sentence: string;
  readonly fix: string;
}

export function findingText({ kind, file, line, locales, details }: Finding): FindingText {
  const { severity, sentence, fix } = findingWords[kind];
  const all = { ...details, file, line: String(line ?? 1), locale: locales.join(", ") };
  return { severity, sentence: fill(sentence, all), fix: fill(fix, all) };
}

/** Does a build of the locale fail because of it? */
export function isBreaking({ kind }: Finding): boolean {
  return findingWords[kind].severity === "breaks";
}

function fill(template: string, details: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => details[name] ?? whole);
}

export type FindingKind =
  | "category-file"
  | "category-folder"
  | "category-page"
  | "sidebar-item"
  | "author-missing"
  | "tag-missing"
  | "messages-refused"
  | "content-refused"
  | "localized-page-refused"
  | "configuration"
  | "refused-anyway"
  | "page-refused"
  | "page-not-utf8"
  | "heading-id-refused"
  | "heading-id-doubled"
  | "page-huge"
  | "folder-is-link"
  | "page-leads-out"
  | "orphan"
  | "hand-written"
  | "locale-off";

const sameKey =
  'The sidebar item "{label}" shares the translation key "{key}" with {other}, which Docusaurus refuses once there are translations.';

/** One row a kind, one section a kind in the guide. */
export const findingWords: Readonly<Record<FindingKind, FindingText>> = {
  "category-file": {
    severity: "breaks",
    sentence: sameKey,
    fix: 'Add the key "key" with the value "{ownKey}" to {file}.',
  },
  "category-folder": {
    severity: "breaks",
    sentence: sameKey,
    fix: 'Make the file {file} with {"key": "{ownKey}"} in it.',
  },
  "category-page": {
    severity: "breaks",
    sentence: sameKey,
    fix: 'Add sidebar_key: "{ownKey}" to the front matter of {file}.',
  },
  "sidebar-item": {
    severity: "breaks",
    sentence: sameKey,
    fix: 'Add key: "{ownKey}" to this item in {file}.',
  },
  "author-missing": {
    severity: "breaks",
    sentence:
      'The author "{author}" of {page} is missing in this file, which Docusaurus reads instead of the source in {locale}.',
    fix: 'Add the author "{author}" to {file}, or delete the file and let it be translated.',
  },
  "tag-missing": {
    severity: "breaks",
    sentence:
      "The tags {tags} of {page} are missing in this file, which Docusaurus reads instead of the source in {locale}.",
    fix: "Add the tags {tags} to {file}, or delete the file and let it be translated.",
  },
  "messages-refused": {
    severity: "breaks",
    sentence: "Docusaurus cannot read these messages: {reason}.",
    fix: 'Make every entry of {file} {"message": "…"}, with "description" at most besides.',
  },
  "content-refused": {
    severity: "breaks",
    sentence: "Docusaurus refuses the content of {locale}: {reason}.",
    fix: "Correct {file} as the sentence says, then run npx docusaurus build.",
  },
  "localized-page-refused": {
    severity: "breaks",
    sentence: "Docusaurus cannot compile this page, which a person has written: {reason}.",
    fix: "Correct line {line} of {file}, or delete the file and let it be translated.",
  },
  configuration: {
    severity: "stops",
    sentence: "{message}",
    fix: "{hint}",
  },
  "refused-anyway": {
    severity: "notes",
    sentence: "Docusaurus refuses {locale} already, with or without translations: {reason}.",
    fix: "Correct {file} as the sentence says; npx docusaurus build shows more.",
  },
  "page-refused": {
    severity: "notes",
    sentence: "Docusaurus cannot compile this page, so it stays in the source language: {reason}.",
    fix: "Correct line {line} of {file}; npx docusaurus build shows more.",
  },
  "page-not-utf8": {
    severity: "notes",
    sentence: "This page is not UTF-8 text, so it stays in the source language.",
    fix: "Save {file} as UTF-8.",
  },
  "heading-id-refused": {
    severity: "notes",
    sentence: "The heading id {id} is written in a way that this site does not understand here.",
    fix: "Write {instead} in line {line} of {file}.",
  },
  "heading-id-doubled": {
    severity: "notes",
    sentence: 'Two headings have the id "{id}", so that links reach only the first of them.',
    fix: "Give the heading in line {line} of {file} an id of its own.",
  },
  "page-huge": {
    severity: "notes",
    sentence:
      "This page has {segments} texts of {characters} characters to translate, in each locale.",
    fix: 'If a program writes it, leave it out with the option exclude: ["{file}"].',
  },
  "folder-is-link": {
    severity: "notes",
    sentence:
      "This folder of pages is a symbolic link to {real}, and bundlers look for its pages there, where Docusaurus does not.",
    fix: "Give {real} to the plugin as its path, or set resolve.symlinks to false in the bundler's configuration.",
  },
  "page-leads-out": {
    severity: "notes",
    sentence:
      "This page is a symbolic link that leads out of its folder, so it is never read or sent.",
    fix: "Put a real file in the place of {file}, or translate it by hand.",
  },
  orphan: {
    severity: "notes",
    sentence: "No source page belongs to this localized file, so Docusaurus ignores it.",
    fix: "Rename {file} as its source is named, {source}, or delete it.",
  },
  "hand-written": {
    severity: "notes",
    sentence: "A person has written or changed this file, so it is left alone.",
    fix: "Nothing, if that is meant; delete {file} to have it translated.",
  },
  "locale-off": {
    severity: "notes",
    sentence:
      "The locale {locale} has translate: false, so Docusaurus would ignore its translations.",
    fix: "Take translate: false out of i18n.localeConfigs in {file} to have {locale} translated.",
  },
};

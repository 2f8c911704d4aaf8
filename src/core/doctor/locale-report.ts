import type { Locale } from "../model.ts";

/**
 * What Docusaurus says while it loads a locale with translations, as it will once `i18n/<locale>` exists. All files
 * are relative to the site folder, with `/`.
 */
export interface LocaleReport {
  readonly locale: Locale;
  /** Translations are on already: whatever breaks is broken now. */
  readonly isTranslated: boolean;
  readonly faults: readonly LoadFault[];
  readonly collisions: readonly KeyCollision[];
}

/** One reason why the locale does not load. */
export interface LoadFault {
  readonly stage: "configuration" | "content" | "messages";
  /** The page or the file of messages; the configuration where Docusaurus names none. */
  readonly file: string;
  /** One line in Docusaurus' own words: foreign text. */
  readonly reason: string;
  /** Translations have nothing to do with it: the locale does not load without them either. */
  readonly isOlder: boolean;
  /** The locale's own files of authors and tags, which Docusaurus reads instead of the sources. */
  readonly dataFiles: readonly { readonly holds: "authors" | "tags"; readonly file: string }[];
}

/** Items of one sidebar that share the key by which their words are translated. */
export interface KeyCollision {
  readonly key: string;
  /** Two or more, in the order of the sidebar. */
  readonly places: readonly SidebarPlace[];
}

/** Where an item of a sidebar comes from, and so where it can be given a key of its own. */
export interface SidebarPlace {
  readonly kind: "category-file" | "category-folder" | "category-page" | "sidebar-item";
  readonly label: string;
  /** The file to change, or to make. */
  readonly file: string;
  /** A key that no other place has. */
  readonly ownKey: string;
}

import type { Markdown } from "./document/markdown.ts";
import type { ProblemKind } from "./problems.ts";

/**
 * The nouns that cross rooms. `ARCHITECTURE.md` has the dictionary; a noun used in one room only lives there.
 */

/** A locale as `i18n.locales` spells it: `fr`, `pt-BR`. */
export type Locale = string;

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Lower-case hexadecimal SHA-256 of bytes on disk. */
export type ContentHash = Branded<"ContentHash">;
/** Identifies the words of one Section, wherever they stand. */
export type SectionKey = Branded<"SectionKey">;
/** Identifies the words of one Segment, wherever they stand. */
export type SegmentKey = Branded<"SegmentKey">;

/** Half-open range of UTF-16 offsets into a page's text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Which plugin's pages a Source belongs to. */
export type ContentKind = "docs" | "blog" | "pages";

/** One file that can be localized. */
export type Source = PageSource | DataSource | AssetSource | MessagesSource;

/** A file in a folder of content. */
interface FileSource {
  /** Relative to the site folder, with `/`: `docs/start.mdx`. Names the file in Memory, reports and flags. */
  readonly page: string;
  /** Absolute. */
  readonly path: string;
  readonly root: ContentRoot;
}

/** A Markdown page. */
export interface PageSource extends FileSource {
  readonly format: "page";
  /** It is imported by others and is no page of its own. */
  readonly isPartial: boolean;
  /**
   * Of a blog's post that does not say itself when it was published: what the history of its file says; UTC, as front
   * matter has it: `2026-01-02T03:04:05.678`.
   */
  readonly date?: string;
}

/** The authors of a blog, or the tags of a blog or of docs: Docusaurus takes the localized file instead of the source. */
export interface DataSource extends FileSource {
  readonly format: "data";
  readonly holds: "authors" | "tags";
}

/** An image that blog posts show for an author: Docusaurus looks for it beside each post, localized ones too. */
export interface AssetSource extends FileSource {
  readonly format: "asset";
  /** The pages that need it. */
  readonly posts: readonly string[];
}

/** What `docusaurus write-translations` would extract for one file; the source locale needs no such file. */
export interface MessagesSource {
  readonly format: "messages";
  /** Relative to a locale's folder, with `/`: `code.json`. Names the file in Memory, reports and flags. */
  readonly page: string;
  /** In Docusaurus' order. */
  readonly messages: readonly Message[];
  /** Absolute path of the file. */
  readonly targets: ReadonlyMap<Locale, string>;
  /** By id: what Docusaurus and the themes show in a locale without any file. */
  readonly shipped: ReadonlyMap<Locale, ReadonlyMap<string, string>>;
}

/** One text of the user interface, in the source locale. */
export interface Message {
  readonly id: string;
  readonly message: string;
  /** Says to translators where it stands. */
  readonly description?: string;
}

/** The folder of one content plugin instance, and what Docusaurus does to the pages in it. */
export interface ContentRoot {
  readonly kind: ContentKind;
  /** Absolute. */
  readonly dir: string;
  /** Absolute: where Docusaurus looks first for a locale's page. */
  readonly localizedDirs: ReadonlyMap<Locale, string>;
  /**
   * Docusaurus takes the pages in it for those of another folder, whose path is how its own begins (`version-1.0` and
   * `version-1.0-beta`), when it resolves links from the root.
   */
  readonly isShadowed: boolean;
  readonly markdown: Markdown;
  /**
   * Stable short hash of all data that decides how pages of this root are read. Part of a page's `shape`: without it,
   * a page written before the site changed its Markdown options would still count as up to date.
   */
  readonly fingerprint: string;
}

/**
 * How the words of a Segment are used. It is part of every key: a label is translated differently from the same words
 * in running text, but a paragraph and a list item are not.
 */
export type WordClass = "prose" | "label" | "message";

/** One chat completion: the body is sent as it is, and names its locale and Segments by itself. */
export interface ChatRequest {
  /** At most 64 characters of `[a-z0-9-]`: hash of the body, and the attempt. */
  readonly customId: string;
  readonly body: ChatBody;
}

export interface ChatBody {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly [field: string]: unknown;
}

export interface ChatMessage {
  readonly role: "system" | "user";
  readonly content: string;
}

/** What came back for one Request. */
export interface Answer {
  readonly request: ChatRequest;
  readonly result: AnswerText | AnswerFailure;
}

export interface AnswerText {
  readonly kind: "text";
  readonly content: string;
  /** As the provider says it: `stop`, `length`, `content_filter`, …. */
  readonly finishReason: string;
  readonly usage: Usage;
}

export interface AnswerFailure {
  readonly kind: "failed";
  /** `refused`: the model declined. `failed`: the provider reported an error. `lost`: no line came back for it. */
  readonly reason: "refused" | "failed" | "lost";
  /** The provider's own words, foreign text: escape it where it is shown. */
  readonly message: string;
  readonly usage: Usage;
}

/** Tokens as the provider counted them; zero where it did not say. */
export interface Usage {
  readonly input: number;
  readonly output: number;
}

/** One Section a line of Memory: translations paid for, or written by people. */
export interface MemoryRecord {
  readonly key: SectionKey;
  /** Only where people want other words on this page than elsewhere. */
  readonly page?: string;
  readonly classes: readonly WordClass[];
  /** The Segments' texts in the notation of `core/words/notation.ts`, in page order. */
  readonly source: readonly string[];
  /** Same length, where any of them has a note: it is part of the Segment's key. */
  readonly notes?: readonly (string | null)[];
  /** Same length; `null` where nothing acceptable is known yet. */
  readonly target: readonly (string | null)[];
  /** Indices of targets that a person wrote; ascending. */
  readonly human: readonly number[];
  /** The model of the run that last added to the record. Recorded for people; it decides nothing. */
  readonly model?: string;
}

/** One written file of one locale: what it was made of, so that an unchanged one is never parsed again. */
export interface PageRecord {
  readonly page: string;
  /** Where it was written: relative to the site folder, with `/`. */
  readonly file: string;
  readonly source: ContentHash;
  readonly output: ContentHash;
  /** Digest of the Memory records of `sections`. */
  readonly memory: string;
  /** Fingerprint of all else that shapes the page: render version, options, and whether `reads` exist. */
  readonly shape: string;
  /** Files whose existence decided how a link was written; relative to the site folder. */
  readonly reads: readonly string[];
  /** Of a blog's post: when it was published, where only the history of its source tells. */
  readonly date?: string;
  readonly sections: readonly SectionKey[];
  /** What is still in the source language, and why. */
  readonly kept: readonly KeptSegment[];
  /** Holds pseudo-localized text: a preview, not a translation. */
  readonly pseudo: boolean;
  /** Only of message files: tells our messages from a person's. */
  readonly messages?: readonly MessageStamp[];
}

/**
 * One message in a file: its id, the source Segment that its words are for, and whose they are with a digest of them
 * (`core/messages/merge-messages.ts`).
 */
export type MessageStamp = readonly [id: string, source: SegmentKey, written: string];

export interface KeptSegment {
  readonly kind: ProblemKind;
  /** In the source page, from 1. */
  readonly line: number;
  readonly detail: string;
  /** The Segment's text, shortened. */
  readonly text: string;
  /** The Segment, where the trouble is with one. */
  readonly key?: SegmentKey;
  /** What was tried in vain. The text is not asked for again until there is something else to try. */
  readonly tried?: Tried;
}

/** Which checks found every answer wanting, and which models gave them. */
export interface Tried {
  readonly checks: number;
  readonly models: readonly string[];
}

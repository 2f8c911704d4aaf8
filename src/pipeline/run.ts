import type { Document } from "../core/document/document.ts";
import type { MemoryDraft } from "../core/memory/memory.ts";
import type {
  ContentHash,
  KeptSegment,
  Locale,
  PageRecord,
  SegmentKey,
  Source,
} from "../core/model.ts";
import type { Problem } from "../core/problems.ts";
import type { PromptSettings } from "../core/prompt/build-requests.ts";
import type { Edit } from "../core/render/edits.ts";
import type { TextRules } from "../core/segment/rules.ts";
import type { Words } from "../core/words/words.ts";
import type { Compiler, Emit, Engine, Files, MemoryStore, PageStore, Site } from "../io/ports.ts";

/** The world, as the pipeline sees it. */
export interface Ports {
  readonly engine: Engine;
  readonly memory: MemoryStore;
  readonly pages: PageStore;
  readonly files: Files;
  readonly compiler: Compiler;
  readonly emit: Emit;
}

/** What a run is asked to do. */
export interface Task {
  readonly site: Site;
  /** A part of `site.locales`. */
  readonly locales: readonly Locale[];
  /** A part of `site.sources`. */
  readonly sources: readonly Source[];
  readonly rules: TextRules;
  readonly prompt: PromptSettings;
  /** Ask once more for what earlier runs have given up. */
  readonly retryFailed: boolean;
}

/** One locale while a run lasts. */
export interface LocaleRun {
  readonly locale: Locale;
  readonly memory: MemoryDraft;
  /** As of the last run, by page. */
  readonly records: ReadonlyMap<string, PageRecord>;
  /** Pages that are not up to date. */
  readonly pages: PageRun[];
  /** Pages whose record still holds. */
  readonly current: PageRecord[];
}

/** One page of one locale that is not up to date. */
export interface PageRun {
  readonly source: Source;
  readonly sourceHash: ContentHash;
  /** A byte order mark, or nothing. */
  readonly mark: string;
  readonly document: Document;
  /** Absolute. */
  readonly target: string;
  /** The localized file as it was when the run began. */
  readonly seen: ContentHash | undefined;
  readonly edits: readonly Edit[];
  readonly shape: string;
  readonly reads: readonly string[];
  /** By index of the Segment. */
  readonly known: (Known | undefined)[];
  /** Why a Segment has no translation, by index. */
  readonly problems: Map<number, KeptSegment>;
  /** Texts that were asked for in vain and are not asked for again as things are. */
  readonly givenUp: ReadonlyMap<SegmentKey, KeptSegment>;
  /** A person wrote what is in the localized file; it is theirs. Taken back where it is what we would write. */
  edited: boolean;
  /** The page as last put together and checked, until more becomes known. */
  rendered: string | undefined;
  /** Why the page cannot be written at all, whatever its words. */
  fault: KeptSegment | undefined;
}

export interface Known {
  readonly words: Words;
  /** `words` in the notation. */
  readonly text: string;
  readonly human: boolean;
}

/** What came of a run; reporters put it into words. */
export interface Summary {
  readonly mode: "run" | "dry-run" | "check";
  readonly engine: string;
  readonly locales: readonly LocaleSummary[];
  /** Pages and Segments that stayed in the source language, with reasons. */
  readonly problems: readonly Problem[];
  /** Requests sent to the engine, or that would be sent. */
  readonly requests: number;
  /** As the provider counted; zero in a dry run. */
  readonly tokens: { readonly input: number; readonly output: number };
  /** Input tokens by rule of thumb, of the Requests that would be sent. */
  readonly estimatedTokens: number;
}

export interface LocaleSummary {
  readonly locale: Locale;
  readonly pages: number;
  /** Not touched, because nothing changed. */
  readonly current: number;
  /** Written in this run, or to be written. */
  readonly written: number;
  /** Segments asked for, or to be asked for. */
  readonly missing: number;
  /** Pages that a person changed, left alone. */
  readonly editedPages: readonly string[];
}

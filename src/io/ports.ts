/**
 * What `translate.ts` needs of the world. Each room of `io/` implements one of these; nothing else crosses.
 */
import type { RunEvent } from "../core/events.ts";
import type {
  Answer,
  ChatRequest,
  Locale,
  MemoryRecord,
  PageRecord,
  Source,
} from "../core/model.ts";

/** The loaded site: everything that is read from Docusaurus, as data. */
export interface Site {
  /** Absolute, real path. */
  readonly dir: string;
  readonly sourceLocale: Locale;
  /** All others that Docusaurus builds with translations, in the order of `i18n.locales`. */
  readonly locales: readonly Locale[];
  /** Locales with `translate: false`: Docusaurus ignores localized pages there. */
  readonly untranslatedLocales: readonly Locale[];
  /** Every page that Docusaurus would build from the source locale's folders, sorted by `page`. */
  readonly sources: readonly Source[];
}

/** Docusaurus' own compiler with the site's options, on text in memory. */
export interface Compiler {
  /** What the build of the locale would say of this page; `undefined` where it would take it. */
  compile(page: CompiledPage): Promise<CompileFault | undefined>;
}

export interface CompiledPage {
  readonly source: Source;
  /** The source locale too, to try the source itself. */
  readonly locale: Locale;
  /** Absolute path that the text has or will have. */
  readonly path: string;
  readonly text: string;
  /** What the author wrote, mark included: but for words, the page must add nothing to it. Absent where that is `text`. */
  readonly original?: string;
}

export interface CompileFault {
  /** 1-based, in the text; 1 where the compiler names no place. */
  readonly line: number;
  /** One line: the compiler's own words, foreign text, without absolute paths and stack. */
  readonly reason: string;
}

/** Turns Requests into Answers, now or much later: what was sent survives the process. */
export interface Engine {
  readonly name: string;
  /** `false` where Answers are a preview that must never be remembered. */
  readonly remembered: boolean;
  /** Requests of earlier runs whose Answers are still owed or not yet settled. Sends nothing. */
  inFlight(): Promise<readonly ChatRequest[]>;
  /** Hands Requests over for good. Resolves when all of them are accepted on the other side. */
  send(requests: readonly ChatRequest[]): Promise<void>;
  /**
   * Waits for everything in flight, earlier runs' included, and delivers it lot by lot. A lot stays in flight until
   * it is settled, so settle it only after its Answers are safe on disk.
   */
  collect(): AsyncIterable<Lot>;
}

export interface Lot {
  readonly answers: AsyncIterable<Answer>;
  settle(): Promise<void>;
}

export interface MemoryStore {
  /** Unreadable lines are skipped and reported as events. */
  read(locale: Locale): Promise<readonly MemoryRecord[]>;
  /** Replaces the locale's Memory; files whose bytes stay the same are not touched. */
  write(locale: Locale, records: readonly MemoryRecord[]): Promise<void>;
}

export interface PageStore {
  read(locale: Locale): Promise<readonly PageRecord[]>;
  write(locale: Locale, records: readonly PageRecord[]): Promise<void>;
}

/** Pages on disk. Paths are absolute. */
export interface Files {
  /** `undefined` where there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Whole or not at all, creating folders as needed. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  exists(path: string): boolean;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  wait(ms: number): Promise<void>;
}

export type Emit = (event: RunEvent) => void;

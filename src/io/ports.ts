/**
 * What `translate.ts` needs of the world. Each room of `io/` implements one of these; nothing else crosses.
 */
import type { Tariff } from "../core/cost/prices.ts";
import type { LocaleReport } from "../core/doctor/locale-report.ts";
import type { RunEvent } from "../core/events.ts";
import type {
  Answer,
  ChatRequest,
  Locale,
  MemoryRecord,
  PageRecord,
  PageSource,
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
  /** Absolute: where Docusaurus looks for what is localized, existing or not; by locale of `locales`. */
  readonly localeDirs: ReadonlyMap<Locale, string>;
  /** Everything that can be localized, sorted by `page`. */
  readonly sources: readonly Source[];
  /** `page`, or a folder of it, of what could not be read this time: it is neither there nor gone. */
  readonly unread: readonly string[];
}

/** Docusaurus' own compiler with the site's options, on text in memory. */
export interface Compiler {
  /** What the build of the locale would say of this page; `undefined` where it would take it. */
  compile(page: CompiledPage): Promise<CompileFault | undefined>;
}

export interface CompiledPage {
  readonly source: PageSource;
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

/** What a locale of the site breaks at once it is translated. Calls must not overlap. */
export type InspectLocale = (locale: Locale) => Promise<LocaleReport>;

/** Turns Requests into Answers, now or much later: what was sent survives the process. */
export interface Engine {
  readonly name: string;
  /** `false` where Answers are a preview that must never be remembered. */
  readonly remembered: boolean;
  /** Requests whose Answers are still owed or not yet settled, those of earlier runs too. Sends nothing. */
  inFlight(): Promise<readonly Owed[]>;
  /**
   * Looks on the other side for Requests of this site that are not known here: another machine sent them, or what was
   * known here is lost. They are in flight from then on. Called only when something would be sent otherwise.
   */
  recover?(): Promise<void>;
  /**
   * Hands Requests over. Resolves when as many of them are accepted on the other side as may be for now; the others
   * are sent by `collect`, or, should it not come to that, not at all.
   */
  send(requests: readonly ChatRequest[]): Promise<void>;
  /**
   * Waits for everything in flight, earlier runs' included, and delivers it lot by lot. A lot stays in flight until
   * it is settled, so settle it only after its Answers are safe on disk.
   */
  collect(how?: Collection): AsyncIterable<Lot>;
  /**
   * Sends nothing more of what `send` was given; returns what it never will. What is under way is still collected.
   * An Engine without it holds nothing back.
   */
  halt?(): Promise<readonly Owed[]>;
  /** How Requests would be billed; at full price where there is no such function. */
  tariff?(requests: readonly ChatRequest[]): Tariff;
}

export interface Owed extends ChatRequest {
  /** As in the Lot that it will come in. */
  readonly tariff?: Tariff;
}

export interface Collection {
  /** `false`: only what has ended is delivered, and what is under way is left there. */
  readonly wait: boolean;
}

export interface Lot {
  /**
   * How its Answers are billed; at full price where nothing is said. `free`: another run has paid for them, and has
   * mostly dealt with what failed.
   */
  readonly tariff?: Tariff;
  readonly answers: AsyncIterable<Answer>;
  /** What the checks said decides whether more is sent in the same way. */
  settle(checked?: Checked): Promise<void>;
}

/** How many texts of a lot were asked for by pages of this run, and how many of those have a translation now. */
export interface Checked {
  readonly texts: number;
  readonly usable: number;
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
  /** Only a regular file; folders that become empty by it go as well. Nothing where there is no such file. */
  remove(path: string): Promise<void>;
  exists(path: string): boolean;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  wait(ms: number): Promise<void>;
}

export type Emit = (event: RunEvent) => void;

import type { Estimate } from "../core/cost/estimate.ts";
import type { Prices } from "../core/cost/prices.ts";
import type { Document } from "../core/document/document.ts";
import type { MemoryDraft } from "../core/memory/memory.ts";
import type {
  ContentHash,
  KeptSegment,
  Locale,
  MessageStamp,
  PageRecord,
  SegmentKey,
  Source,
} from "../core/model.ts";
import type { Problem } from "../core/problems.ts";
import type { PromptSettings } from "../core/prompt/build-requests.ts";
import type { Rung, RungName } from "../core/prompt/ladder.ts";
import type { Edit } from "../core/render/edits.ts";
import type { LanguageDetector } from "../core/reply/language.ts";
import type { RepairName } from "../core/reply/repairs.ts";
import type { TextRules } from "../core/segment/rules.ts";
import type { Words } from "../core/words/words.ts";
import type { Compiler, Emit, Engine, Files, MemoryStore, PageStore, Site } from "../io/ports.ts";
import type { Orphans } from "./orphans.ts";

/** The world, as the pipeline sees it. */
export interface Ports {
  readonly engine: Engine;
  readonly memory: MemoryStore;
  readonly pages: PageStore;
  readonly files: Files;
  readonly compiler: Compiler;
  /** Asked once there are Replies to check; `undefined` where there is none to be had. */
  readonly detector: () => LanguageDetector | undefined;
  readonly emit: Emit;
}

export interface SourceState {
  readonly source: Source;
  readonly hash: ContentHash;
}

/** A Source as it is now. */
export interface SourceBytes extends SourceState {
  readonly bytes: Uint8Array;
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
  /** What is asked for although nothing about it has changed. */
  readonly retranslate: Retranslate;
  readonly money: Money;
  /** `false`: what is under way is left there, for a later run to collect. */
  readonly wait: boolean;
}

export interface Money {
  readonly prices: Prices;
  /** US dollars that one run may spend. */
  readonly maxCost?: number;
}

/** `failed`: what earlier runs have given up. `all`: whatever a model has translated, too. */
export type Retranslate = "nothing" | "failed" | "all";

/** What a run has to offer to a text, be it new or one that failed before. */
export interface Offer {
  readonly ladder: readonly Rung[];
  readonly retranslate: Retranslate;
}

/** One locale while a run lasts. */
export interface LocaleRun {
  readonly locale: Locale;
  readonly memory: MemoryDraft;
  readonly offer: Offer;
  /** What earlier runs have failed at, and with which models. */
  readonly failed: ReadonlyMap<SegmentKey, KeptSegment>;
  /** By `askName`: the rung on which a text is asked for next; the lowest where nothing is said. */
  readonly next: Map<string, number>;
  /** By page: where the localized partial belongs. */
  readonly partials: ReadonlyMap<string, LocalizedPartial>;
  /** Files of those partials that this run writes if it can. */
  readonly coming: ReadonlySet<string>;
  /** As of the last run, by page. */
  readonly records: ReadonlyMap<string, PageRecord>;
  /** Of every file that was written: copies of them are ours as well. */
  readonly outputs: ReadonlySet<ContentHash>;
  /** Pages that are not up to date. */
  readonly pages: PageRun[];
  /** Files without words that are to be copied. */
  readonly assets: SourceBytes[];
  /** Pages whose record still holds. */
  readonly current: PageRecord[];
  /** Of files whose source is gone, empty, or no longer chosen. */
  readonly orphans: Orphans;
  /** Files of ours that this run removes; relative to the site folder, as are the following. */
  readonly leaving: ReadonlySet<string>;
  /** Files without words that stand in the locale's folder before any page is written. */
  readonly copies: ReadonlySet<string>;
}

export interface LocalizedPartial {
  /** Relative to the site folder. */
  readonly file: string;
  /** It is a part of this run, which writes it if it can. */
  readonly isComing: boolean;
}

/** One file of one locale that is not up to date: a page, its data, or messages. */
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
  /** How the page leads to other files; found anew where a localized partial is not there in the end. */
  ways: Ways;
  /** By index of the Segment. */
  readonly known: (Known | undefined)[];
  /** What else is known of a Segment, should the page not take it, or a new answer be no better; by index. */
  readonly spares: ReadonlyMap<number, Known[]>;
  /** Why a Segment has no translation, by index. */
  readonly problems: Map<number, KeptSegment>;
  /** What was asked for in vain by earlier runs; by Segment. */
  readonly failed: ReadonlyMap<SegmentKey, KeptSegment>;
  /** Those of them that are not asked for again as things are. */
  readonly givenUp: ReadonlySet<SegmentKey>;
  /** Models whose answers were refused in this run, by index of the Segment. */
  readonly refusals: Map<number, Set<string>>;
  /** A person wrote what is in the localized file; it is theirs. Taken back where it is what we would write. */
  edited: boolean;
  /** The file as last put together and checked, until more becomes known. */
  rendered: string | undefined;
  /** Of the messages in `rendered`. */
  stamps: readonly MessageStamp[] | undefined;
  /** Why the page cannot be written at all, whatever its words. */
  fault: KeptSegment | undefined;
}

export interface Ways {
  readonly edits: readonly Edit[];
  /** Files whose existence has decided about the edits; relative to the site folder. */
  readonly reads: readonly string[];
  readonly shape: string;
  /** Localized partials that must be there before the page is written; absolute. */
  readonly needs: readonly string[];
}

export interface Known {
  readonly words: Words;
  /** `words` in the notation. */
  readonly text: string;
  readonly human: boolean;
  /** Who has just translated it; Memory's words have nobody. */
  readonly by?: Pick<Rung, "name" | "model">;
  /** Stands in for better words that could not be used. */
  readonly isEarlier?: boolean;
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
  /** Requests whose Answers are still to come. */
  readonly inFlight: number;
  /** As the provider counted; zero in a dry run. */
  readonly tokens: { readonly input: number; readonly output: number };
  /** Those of them that cost nothing now, because an earlier run has paid for them; absent where there are none. */
  readonly found?: { readonly input: number; readonly output: number };
  /** US dollars for `tokens`; absent where a price is not known. */
  readonly cost?: number;
  /** What was foreseen for the Requests of the first round; absent where a run had nothing to ask for. */
  readonly estimate?: Estimate;
  readonly ladder: LadderSummary;
}

/** How the translations of a run came about. */
export interface LadderSummary {
  /** Spoilt but mended without asking again: lines or Replies, by what was undone. */
  readonly repairs: Readonly<Partial<Record<RepairName, number>>>;
  /** By attempt and model. */
  readonly rungs: readonly RungSummary[];
  /** Texts that kept an earlier translation, because the newer one could not be used. */
  readonly earlier: number;
  /** Texts that stay in the source language. */
  readonly source: number;
}

export interface RungSummary {
  readonly rung: RungName;
  readonly model: string;
  /** Requests that were answered. */
  readonly requests: number;
  /** Texts in them. */
  readonly texts: number;
  /** Texts whose answer is in use. */
  readonly accepted: number;
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
  /** Localized files that were removed, or are to be, because their source is gone. */
  readonly removed: number;
}

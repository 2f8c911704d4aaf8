import type { Locale, Usage } from "../model.ts";
import type { Tariff } from "./prices.ts";

/** What asking for everything that is missing should take, if each text is answered well at once. */
export interface Estimate extends Expense {
  readonly locales: readonly LocaleEstimate[];
  readonly tariff: Tariff;
  /** US dollars: what the run must not go beyond. */
  readonly maxCost?: number;
}

export interface LocaleEstimate extends Expense {
  readonly locale: Locale;
}

export interface Expense extends Work {
  /** US dollars for each of `pages`. */
  readonly costPerPage?: number;
  /** What would be asked for as well if nobody remembered it; without instructions. */
  readonly remembered: Remembered;
}

export interface Work {
  /** With something to ask for. */
  readonly pages: number;
  /** With something to ask for. */
  readonly sections: number;
  /** A text that stands in several places counts in each, and is asked for once. */
  readonly segments: number;
  readonly requests: number;
  readonly tokens: Usage;
  /** US dollars; absent where a price is not known. */
  readonly cost?: number;
}

export interface Remembered {
  readonly segments: number;
  readonly tokens: Usage;
  /** US dollars; absent where a price is not known. */
  readonly cost?: number;
}

import type { Locale } from "../model.ts";

/** One way to ask for a text. Each is tried after the one before it has failed. */
export interface Rung {
  readonly name: RungName;
  readonly model: string;
  /** Source tokens that a Request is filled up to; 0 sends every text by itself. */
  readonly requestTokens: number;
}

export type RungName = "first" | "again" | "fallback" | "alone";

export interface LadderSettings {
  modelFor(locale: Locale): string;
  /** Asked in this order for what the locale's own model has failed at. */
  readonly fallbackModels: readonly string[];
  readonly requestTokens: number;
}

/**
 * All that is tried for a text before it is given up: the model, the same once more with its mistake named, the other
 * models, and the last of them with nothing else in the Request.
 */
export function ladderFor(locale: Locale, settings: LadderSettings): readonly Rung[] {
  const { fallbackModels, requestTokens } = settings;
  const model = settings.modelFor(locale);
  const others = [...new Set(fallbackModels)].filter((name) => name !== model);
  return [
    { name: "first", model, requestTokens },
    { name: "again", model, requestTokens },
    ...others.map((other): Rung => ({ name: "fallback", model: other, requestTokens })),
    { name: "alone", model: others.at(-1) ?? model, requestTokens: 0 },
  ];
}

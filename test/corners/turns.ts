import type { Variant } from "./corners-site.ts";

/** One way to translate the fixture, and one way to build what came of it. */
export interface Turn {
  readonly name: string;
  readonly engine: "batch" | "pseudo";
  /** `half`: every second file only. `third`: a random third of all texts is refused in each locale. */
  readonly state: "complete" | "half" | "third";
  readonly variant: Variant;
}

const all = ["fr", "ja", "ru", "ar"];
const plain = { i18n: "plain", locales: all } as const;
const rspack = { ...plain, bundler: "rspack" } as const;
// It takes five times as long, and knows nothing of locales: two of them will do.
const webpack = { ...plain, bundler: "webpack" } as const;

/** Each value of each of the four meets each of the others once at least; only nothing can refuse pseudo text. */
export const turns: readonly Turn[] = [
  turn("batch", "complete", { ...rspack, v4: false }),
  turn("pseudo", "complete", { ...rspack, v4: true, i18n: "moved" }),
  turn("batch", "half", { ...rspack, v4: true }),
  turn("batch", "third", { ...rspack, v4: true }),
  turn("batch", "complete", { ...webpack, v4: true, locales: ["ja"] }),
  turn("pseudo", "half", { ...webpack, v4: false, locales: ["ar"] }),
  turn("batch", "third", { ...webpack, v4: false, locales: ["ru"] }),
];

function turn(engine: Turn["engine"], state: Turn["state"], variant: Variant): Turn {
  const { bundler, v4 } = variant;
  return { name: [engine, state, bundler, v4 ? "v4" : "v3"].join(", "), engine, state, variant };
}

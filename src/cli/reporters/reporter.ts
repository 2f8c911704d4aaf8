import type { RunEvent } from "../../core/events.ts";
import type { Summary } from "../../pipeline/run.ts";

/** Turns what happens into what people or programs read. The only part of the tool that prints. */
export interface Reporter {
  event(event: RunEvent): void;
  summary(summary: Summary): void;
  failure(error: unknown): void;
}

export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

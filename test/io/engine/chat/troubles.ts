import { expect } from "vitest";
import type { Answer } from "../../../../src/core/model.ts";
import type { ChatFault } from "../../../support/chat-server/options.ts";
import { type Bench, collectAll, requestsFor } from "./bench.ts";

/** Trouble with the requests of these ordinals. */
export function at(ordinals: readonly number[], fault: ChatFault) {
  return { fault: (ordinal: number) => (ordinals.includes(ordinal) ? fault : undefined) };
}

/** Trouble with all that come after so many. */
export function after(count: number, fault: ChatFault) {
  return { fault: (ordinal: number) => (ordinal > count ? fault : undefined) };
}

export function always(fault: ChatFault) {
  return after(0, fault);
}

/** What `count` requests come to; one at a time, unless said otherwise. */
export async function run(bench: Bench, count: number, concurrency = 1): Promise<Answer[]> {
  const engine = bench.engine({ concurrency });
  await engine.send(requestsFor(count));
  return collectAll(engine);
}

export function failed(message: string) {
  const usage = { input: 0, output: 0 };
  return { kind: "failed", reason: "failed", message: expect.stringContaining(message), usage };
}

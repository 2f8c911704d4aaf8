import { expect, test } from "vitest";
import type { ChatRequest } from "../../../src/core/model.ts";
import { createAutoEngine, mostChatRequests } from "../../../src/io/engine/auto-engine.ts";
import { createPseudoEngine } from "../../../src/io/engine/pseudo/pseudo-engine.ts";
import type { Collection, Engine } from "../../../src/io/ports.ts";

function fakeEngine(name: string, seen: (Collection | undefined)[] = []): Engine {
  return {
    name,
    remembered: true,
    inFlight: async () => [],
    send: async () => undefined,
    // biome-ignore lint/correctness/useYield: nothing is ever in flight.
    collect: async function* (how) {
      seen.push(how);
    },
  };
}

function requestsFor(count: number): ChatRequest[] {
  return Array.from({ length: count }, (_, at) => {
    return { customId: `${at}`, body: { model: "m", messages: [] } };
  });
}

test.each([
  ["auto", mostChatRequests, "full"],
  ["auto", mostChatRequests + 1, "batch"],
  ["chat", 10_000, "full"],
  ["batch", 1, "batch"],
] as const)("%s: %i requests are billed at the tariff %s", (name, count, tariff) => {
  const engine = createAutoEngine(name, { chat: fakeEngine("chat"), batch: fakeEngine("batch") });
  expect(engine.tariff?.(requestsFor(count))).toBe(tariff);
});

test("a preview is free", () => {
  expect(createPseudoEngine().tariff?.(requestsFor(1))).toBe("free");
});

test("who does not wait waits for neither of two engines", async () => {
  const seen: (Collection | undefined)[] = [];
  const pair = { chat: fakeEngine("chat", seen), batch: fakeEngine("batch", seen) };
  for await (const _ of createAutoEngine("auto", pair).collect({ wait: false }));
  expect(seen).toEqual([{ wait: false }, { wait: false }]);
});

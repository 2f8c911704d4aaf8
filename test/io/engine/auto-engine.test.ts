import { expect, test } from "vitest";
import { UserError } from "../../../src/core/errors.ts";
import type { ChatRequest } from "../../../src/core/model.ts";
import { createAutoEngine, mostChatRequests } from "../../../src/io/engine/auto-engine.ts";
import type { Engine, Lot } from "../../../src/io/ports.ts";

/** An engine that notes what it gets, and delivers one lot for all that it has. */
function fakeEngine(name: string, failure?: Error) {
  const flying: ChatRequest[] = [];
  const engine: Engine = {
    name,
    remembered: true,
    inFlight: async () => [...flying],
    send: async (requests) => void flying.push(...requests),
    collect: async function* () {
      if (flying.length > 0) yield lotOf(flying);
      if (failure) throw failure;
    },
  };
  return { engine, flying };
}

function lotOf(flying: ChatRequest[]): Lot {
  const usage = { input: 1, output: 1 };
  return {
    answers: (async function* () {
      for (const request of flying) {
        yield {
          request,
          result: { kind: "text", content: "", finishReason: "stop", usage },
        } as const;
      }
    })(),
    settle: async () => void flying.splice(0),
  };
}

function requestsFor(count: number, prefix = "r"): ChatRequest[] {
  const body = { model: "m", messages: [] };
  return Array.from({ length: count }, (_, at) => ({ customId: `${prefix}${at}`, body }));
}

async function collected(engine: Engine): Promise<string[]> {
  const ids: string[] = [];
  for await (const lot of engine.collect()) {
    for await (const { request } of lot.answers) ids.push(request.customId);
    await lot.settle();
  }
  return ids;
}

test.each([
  ["auto", mostChatRequests, "chat"],
  ["auto", mostChatRequests + 1, "batch"],
  ["chat", 10_000, "chat"],
  ["batch", 1, "batch"],
] as const)("%s: %i requests go to %s", async (name, count, goal) => {
  const pair = { chat: fakeEngine("chat"), batch: fakeEngine("batch") };
  const engine = createAutoEngine(name, { chat: pair.chat.engine, batch: pair.batch.engine });
  await engine.send(requestsFor(count));
  expect(pair[goal].flying).toHaveLength(count);
  expect(engine.name).toBe(name);
  expect(await engine.inFlight()).toHaveLength(count);
});

test("what is in flight in either is known, and collected", async () => {
  const chat = fakeEngine("chat");
  const batch = fakeEngine("batch");
  await chat.engine.send(requestsFor(2, "c"));
  await batch.engine.send(requestsFor(2, "b"));
  const engine = createAutoEngine("auto", { chat: chat.engine, batch: batch.engine });
  const inFlight = await engine.inFlight();
  expect(inFlight.map(({ customId }) => customId)).toEqual(["c0", "c1", "b0", "b1"]);
  expect(await collected(engine)).toEqual(["c0", "c1", "b0", "b1"]);
  expect(await engine.inFlight()).toEqual([]);
});

test("trouble with chat is told only after the batches have been collected", async () => {
  const chat = fakeEngine("chat", new Error("chat is down"));
  const batch = fakeEngine("batch");
  await batch.engine.send(requestsFor(2, "b"));
  const engine = createAutoEngine("chat", { chat: chat.engine, batch: batch.engine });
  await expect(collected(engine)).rejects.toThrow("chat is down");
  expect(batch.flying).toEqual([]);
});

test("what could not be looked for is not sent as a batch, but a few requests may be asked", async () => {
  const pair = { chat: fakeEngine("chat"), batch: fakeEngine("batch") };
  const batch = { ...pair.batch.engine, recover: () => Promise.reject(hidden) };
  const engine = createAutoEngine("auto", { chat: pair.chat.engine, batch });
  await engine.recover?.();
  const sending = engine.send(requestsFor(mostChatRequests + 1));
  await expect(sending).rejects.toMatchObject({ code: "batches-hidden" });
  expect(pair.batch.flying).toEqual([]);
  await engine.send(requestsFor(mostChatRequests));
  expect(pair.chat.flying).toHaveLength(mostChatRequests);
});

test("both are halted", async () => {
  const halted = (prefix: string) => ({
    ...fakeEngine(prefix).engine,
    halt: async () => requestsFor(1, prefix),
  });
  const pair = { chat: halted("c"), batch: halted("b") };
  const dropped = await createAutoEngine("auto", pair).halt?.();
  expect(dropped?.map(({ customId }) => customId)).toEqual(["c0", "b0"]);
  const without = createAutoEngine("auto", {
    chat: fakeEngine("chat").engine,
    batch: fakeEngine("batch").engine,
  });
  expect(await without.halt?.()).toEqual([]);
});

const hidden = new UserError("batches-hidden", { baseURL: "x" });

test.each([
  ["auto", hidden, false],
  ["auto", new UserError("no-key", { variable: "K", baseURL: "x" }), false],
  ["auto", new UserError("key-refused", { variable: "K", baseURL: "x", status: "401" }), true],
  ["batch", hidden, true],
  ["chat", new Error("not asked"), false],
] as const)(
  "%s: what stops the search for lost batches (%s) stops the run: %s",
  async (name, failure, isTold) => {
    const batch = { ...fakeEngine("batch").engine, recover: () => Promise.reject(failure) };
    const engine = createAutoEngine(name, { chat: fakeEngine("chat").engine, batch });
    const outcome = await engine.recover?.().then(
      () => false,
      () => true,
    );
    expect(outcome).toBe(isTold);
  },
);

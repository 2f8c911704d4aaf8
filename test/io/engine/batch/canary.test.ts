import { expect, test } from "vitest";
import type { ChatMessage } from "../../../../src/core/model.ts";
import { combinationOf } from "../../../../src/io/engine/batch/combination.ts";
import type { Checked, Engine } from "../../../../src/io/ports.ts";
import type { Reply } from "../../../support/batch-server/options.ts";
import { type Bench, elsewhere, LIMITS, requestsFor, startBench } from "./bench.ts";

const TRIAL = { limits: { ...LIMITS, canary: 20 } };
const REFUSAL = { status: 400, error: { code: "unsupported", message: "No max_tokens here" } };

/** Collects, and says of each lot what the checks are to say; returns the sizes of the lots. */
async function collectWith(
  engine: Engine,
  verdict: (answers: number) => Checked | undefined,
): Promise<readonly number[]> {
  const sizes: number[] = [];
  for await (const lot of engine.collect()) {
    let answers = 0;
    for await (const _ of lot.answers) answers += 1;
    sizes.push(answers);
    await lot.settle(verdict(answers));
  }
  return sizes;
}

const allUsable = (texts: number): Checked => ({ texts, usable: texts });

/** Requests in each batch, in the order of their creation. */
async function batchSizes({ server }: Bench): Promise<readonly number[]> {
  await server.settle();
  return server.audit.batches.map(({ request_counts: { total } }) => total);
}

test("of a large plan twenty requests go first, from all over it, and the rest once they passed", async () => {
  const bench = await startBench();
  const engine = bench.engine(TRIAL);
  await engine.send(requestsFor(100));
  expect(bench.server.audit.batches).toHaveLength(1);
  expect(await engine.inFlight()).toHaveLength(100);
  expect(await collectWith(engine, allUsable)).toEqual([20, 80]);
  const first = bench.server.audit.billed.slice(0, 20).map(({ customId }) => customId);
  expect(first.slice(0, 3)).toEqual(["r1", "r6", "r11"]);
});

test("a plan of twenty needs no trial", async () => {
  const bench = await startBench();
  await bench.engine(TRIAL).send(requestsFor(20));
  expect(await batchSizes(bench)).toEqual([20]);
});

test("what comes while a small plan is under way goes as long as both are small", async () => {
  const bench = await startBench();
  for (const [count, batches] of [
    [12, 1],
    [8, 2],
    [1, 2],
  ] as const) {
    await bench.engine(TRIAL).send(requestsFor(count, "model-a", `${count}-`));
    expect(bench.server.audit.batches).toHaveLength(batches);
  }
});

test("what has passed is remembered by later runs", async () => {
  const bench = await startBench();
  const engine = bench.engine(TRIAL);
  await engine.send(requestsFor(3));
  await collectWith(engine, allUsable);
  await bench.engine(TRIAL).send(requestsFor(50));
  expect(await batchSizes(bench)).toEqual([3, 50]);
});

test("each model has its own trial", async () => {
  const bench = await startBench();
  const engine = bench.engine(TRIAL);
  await engine.send([...requestsFor(30), ...requestsFor(30, "model-b", "b")]);
  expect(await collectWith(engine, allUsable)).toEqual([20, 20, 10, 10]);
});

test("where the provider refuses every request, it is told in its words, and the rest is not sent", async () => {
  const bench = await startBench({ reply: (): Reply => REFUSAL });
  const engine = bench.engine(TRIAL);
  await engine.send(requestsFor(100));
  const collecting = collectWith(engine, () => ({ texts: 20, usable: 0 }));
  await expect(collecting).rejects.toMatchObject({
    code: "trial-refused",
    message: expect.stringMatching(/refused all 20 requests.* model-a: No max_tokens here$/),
  });
  expect(await batchSizes(bench)).toEqual([20]);
  expect(await engine.inFlight()).toEqual([]);
  await bench.engine(TRIAL).send(requestsFor(100));
  expect(await batchSizes(bench)).toEqual([20, 20]);
});

test.each([
  [20, 10, undefined],
  [20, 9, "trial-unusable"],
  [20, 0, "trial-unusable"],
])("of %d texts %d usable: %s", async (texts, usable, code) => {
  const bench = await startBench();
  const engine = bench.engine(TRIAL);
  await engine.send(requestsFor(100));
  const collecting = collectWith(engine, () => ({ texts, usable })).catch((error) => error.code);
  expect(await collecting).toEqual(code ?? [20, 80]);
  expect(await batchSizes(bench)).toHaveLength(code === undefined ? 2 : 1);
});

test("texts that others have failed at before may well fail again: only a refusal stops them", async () => {
  const later = requestsFor(100).map((one) => ({ ...one, customId: `${one.customId}-2` }));
  const bench = await startBench();
  const engine = bench.engine(TRIAL);
  await engine.send(later);
  expect(await collectWith(engine, () => ({ texts: 20, usable: 0 }))).toEqual([20, 80]);
});

test("a trial that never ran is made again with others", async () => {
  const bench = await startBench({
    outcome: (at) => (at === 1 ? { ended: "expired", finished: 0 } : "completed"),
  });
  const engine = bench.engine(TRIAL);
  await engine.send(requestsFor(100));
  expect(await collectWith(engine, allUsable)).toEqual([20, 20, 60]);
});

test("killed while the trial runs, the next run waits for it before it sends more", async () => {
  const bench = await startBench();
  await bench.engine(TRIAL).send(requestsFor(100));
  const engine = bench.engine(TRIAL);
  expect(await engine.inFlight()).toHaveLength(20);
  await engine.send(requestsFor(80, "model-a", "n"));
  expect(bench.server.audit.batches).toHaveLength(1);
  expect(await collectWith(engine, allUsable)).toEqual([20, 80]);
});

test("a trial that nobody settles ends the collection, and is delivered again", async () => {
  const bench = await startBench();
  const engine = bench.engine(TRIAL);
  await engine.send(requestsFor(100));
  let lots = 0;
  for await (const _ of engine.collect()) lots += 1;
  expect(lots).toBe(1);
  expect(await collectWith(engine, allUsable)).toEqual([20, 80]);
});

test("a trial that failed elsewhere stops nobody: another one is made at once", async () => {
  let isMended = false;
  const reply = ({ messages }: { messages: readonly { content: string }[] }): Reply =>
    isMended ? `translated: ${messages.at(-1)?.content}` : REFUSAL;
  const bench = await startBench({ reply });
  const engine = bench.engine(TRIAL);
  await engine.send(requestsFor(100));
  await expect(collectWith(engine, allUsable)).rejects.toMatchObject({ code: "trial-refused" });
  isMended = true;
  const fresh = elsewhere(bench, TRIAL);
  await fresh.recover?.();
  await fresh.send(requestsFor(80, "model-a", "n"));
  expect(bench.server.audit.batches).toHaveLength(2);
  expect(await collectWith(fresh, allUsable)).toEqual([20, 20, 60]);
});

test("a trial that passed elsewhere is as good as one made here", async () => {
  const bench = await startBench();
  const engine = bench.engine(TRIAL);
  await engine.send(requestsFor(5));
  await collectWith(engine, allUsable);
  const fresh = elsewhere(bench, TRIAL);
  await fresh.recover?.();
  await collectWith(fresh, allUsable);
  await fresh.send(requestsFor(80, "model-a", "n"));
  expect(await batchSizes(bench)).toEqual([5, 80]);
});

test("without a trial everything goes at once", async () => {
  const bench = await startBench();
  await bench.engine({ limits: { ...LIMITS, canary: 0 } }).send(requestsFor(100));
  expect(await batchSizes(bench)).toEqual([100]);
});

interface Body {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly [field: string]: unknown;
}

const system = (content: string): ChatMessage => ({ role: "system", content });
const user = (content: string): ChatMessage => ({ role: "user", content });

const base: Body = {
  model: "model-a",
  temperature: 0.3,
  max_tokens: 100,
  messages: [system("Translate from A into B.\nOne line each."), user("# a > b\n1 text")],
};

const { max_tokens: limit, messages, ...fields } = base;

const SAME: Readonly<Record<string, Body>> = {
  "another limit of tokens": { ...base, max_tokens: 7000 },
  "other texts in another language": {
    ...base,
    messages: [system("Translate from A into C.\nOne line each."), user("# a > c\n1 other")],
  },
  "another order of fields": { max_tokens: limit, messages, ...fields },
};

const OTHER: Readonly<Record<string, Body>> = {
  "another model": { ...base, model: "model-b" },
  "another temperature": { ...base, temperature: 1 },
  "one field more": { ...base, top_p: 1 },
  "another name for the limit": { ...fields, messages, max_completion_tokens: limit },
  "another way of asking": {
    ...base,
    messages: [system("Translate from A into B.\nAs JSON."), user("# a > b\n1 text")],
  },
};

for (const [isSame, table] of [
  [true, SAME],
  [false, OTHER],
] as const) {
  test.each(Object.entries(table))(`%s is the same combination: ${isSame}`, (_, body) => {
    const combination = combinationOf({ customId: "a", body });
    expect(combination === combinationOf({ customId: "b", body: base })).toBe(isSame);
  });
}

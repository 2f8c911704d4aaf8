import { expect, test } from "vitest";
import type { ChatFault } from "../../../support/chat-server/options.ts";
import { collectAll, requestsFor, startBench } from "./bench.ts";
import { after, always, at, failed, run } from "./troubles.ts";

test.each([400, 413, 422])("%i is told as its answer, and the others go on", async (status) => {
  const bench = await startBench(at([2], { status, body: { error: { message: "too long" } } }));
  const answers = await run(bench, 3);
  expect(answers.map(({ result }) => result.kind)).toEqual(["text", "failed", "text"]);
  expect(answers[1]?.result).toEqual(failed(`${status} too long`));
  expect(bench.server.asked).toHaveLength(3);
});

test.each<[string, ChatFault]>([
  ["500", { status: 500 }],
  ["a reset", "reset-before"],
])("%s every time is given up in the end, and the others go on", async (_, fault) => {
  const bench = await startBench({
    fault: (_ordinal, { messages }) => (messages[0]?.content.includes("r2") ? fault : undefined),
  });
  const answers = await run(bench, 3);
  expect(answers.map(({ result }) => result.kind)).toEqual(["text", "failed", "text"]);
  expect(bench.server.asked).toHaveLength(7);
});

test.each([
  [{ message: { refusal: "I will not." } }, "refused", "I will not."],
  [{ message: { content: null }, finish_reason: "content_filter" }, "refused", "content_filter"],
  [{ message: { content: null }, finish_reason: "stop" }, "failed", "no content (stop)"],
])("%j is no text, and is not asked again", async (choice, reason, message) => {
  const usage = { prompt_tokens: 5, completion_tokens: 7 };
  const bench = await startBench(always({ status: 200, body: { choices: [choice], usage } }));
  const [answer] = await run(bench, 1);
  expect(answer?.result).toEqual({
    kind: "failed",
    reason,
    message,
    usage: { input: 5, output: 7 },
  });
  expect(bench.server.asked).toHaveLength(1);
});

test("an answer without choices is an empty one, and is not asked again", async () => {
  const usage = { prompt_tokens: 5, completion_tokens: 0 };
  const bench = await startBench(always({ status: 200, body: { choices: [], usage } }));
  const answers = await run(bench, 2);
  const empty = { kind: "text", content: "", finishReason: "stop", usage: { input: 5, output: 0 } };
  expect(answers.map(({ result }) => result)).toEqual([empty, empty]);
  expect(bench.server.asked).toHaveLength(2);
});

test("an error beside an empty list of choices is told as what it is", async () => {
  const body = { choices: [], error: { message: "Out!" } };
  const bench = await startBench(at([1], { status: 200, body }));
  const [answer] = await run(bench, 1);
  expect(answer?.result).toEqual(failed("Out!"));
});

test("an error in the clothes of an answer is told as what it is", async () => {
  const bench = await startBench(at([1], { status: 200, body: { error: { message: "Out!" } } }));
  const [answer] = await run(bench, 1);
  expect(answer?.result).toEqual(failed("Out!"));
});

test("a cut-off answer keeps its finish reason", async () => {
  const choices = [{ message: { content: "half" }, finish_reason: "length" }];
  const bench = await startBench(always({ status: 200, body: { choices } }));
  const [answer] = await run(bench, 1);
  expect(answer?.result).toEqual({
    kind: "text",
    content: "half",
    finishReason: "length",
    usage: { input: 0, output: 0 },
  });
});

test.each([
  [401, "key-refused"],
  [402, "no-credit"],
  [403, "key-refused"],
  [404, "provider-refused"],
  [307, "not-the-provider"],
  [405, "provider-refused"],
])("%i ends the run at once", async (status, code) => {
  const bench = await startBench(always({ status }));
  await expect(run(bench, 20)).rejects.toMatchObject({ code });
  expect(bench.server.asked).toHaveLength(1);
  expect(bench.waits).toEqual([]);
});

test.each([
  [429, "insufficient_quota"],
  [400, "unsupported_parameter"],
  [400, "unsupported_value"],
  [400, "model_not_found"],
])("%i with the code %s ends the run at once", async (status, code) => {
  const error = { message: "Words of the provider.", code };
  const bench = await startBench(always({ status, body: { error } }));
  await expect(run(bench, 20)).rejects.toThrow("Words of the provider.");
  expect(bench.server.asked).toHaveLength(1);
});

test("a model that does not exist ends the run", async () => {
  const bench = await startBench({ models: ["model-b"] });
  await expect(run(bench, 5)).rejects.toMatchObject({ code: "model-refused" });
  expect(bench.server.broken).toHaveLength(1);
});

test("a server that has never answered ends the run", async () => {
  const bench = await startBench(always("reset-before"));
  await expect(run(bench, 20)).rejects.toMatchObject({ code: "provider-unreachable" });
  expect(bench.server.asked).toHaveLength(5);
});

test("a server that is not there ends the run, and is told with the system's code", async () => {
  const bench = await startBench();
  await bench.server.close();
  const engine = bench.engine();
  await engine.send(requestsFor(3));
  await expect(collectAll(engine)).rejects.toThrow("ECONNREFUSED");
  expect(await engine.inFlight()).toHaveLength(3);
});

test("a server that is gone for good ends the run after a few, not after all", async () => {
  const bench = await startBench(after(2, "reset-before"));
  await expect(run(bench, 100)).rejects.toMatchObject({ code: "provider-unreachable" });
  expect(bench.server.asked).toHaveLength(2 + 3 * 5);
});

test("a model that refuses whatever it gets ends the run after ten", async () => {
  const bench = await startBench(always({ status: 400 }));
  await expect(run(bench, 100)).rejects.toMatchObject({ code: "provider-refused" });
  expect(bench.server.asked).toHaveLength(10);
});

test("a model that answers may refuse any number of texts", async () => {
  const bench = await startBench(after(1, { status: 400 }));
  const answers = await run(bench, 30);
  expect(answers.filter(({ result }) => result.kind === "failed")).toHaveLength(29);
});

test("what was answered before is delivered before the trouble is told", async () => {
  const bench = await startBench(after(3, { status: 401 }));
  const first = bench.engine({ concurrency: 1 });
  await first.send(requestsFor(6));
  const ids: string[] = [];
  const collecting = (async () => {
    for await (const lot of first.collect()) {
      for await (const { request } of lot.answers) ids.push(request.customId);
    }
  })();
  await expect(collecting).rejects.toMatchObject({ code: "key-refused" });
  expect(ids).toEqual(["r1", "r2", "r3"]);
});

test("who was waiting when the run was ended asks no more", async () => {
  const busy = { status: 429, headers: { "retry-after": "5" } };
  const fault = (ordinal: number) => (ordinal === 1 ? busy : { status: 401 });
  const bench = await startBench({ fault }, 500);
  await expect(run(bench, 9, 2)).rejects.toMatchObject({ code: "key-refused" });
  expect(bench.waits).toHaveLength(1);
  expect(bench.server.asked).toHaveLength(2);
});

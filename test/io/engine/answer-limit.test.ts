import { once } from "node:events";
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import * as batch from "./batch/bench.ts";
import * as chat from "./chat/bench.ts";

const megabyte = Buffer.alloc(1024 * 1024, " ");

/** A server that never stops answering. `sent`: megabytes, until the client hung up. */
async function startEndless(status: number) {
  const told = { sent: 0, asked: 0 };
  const server = createServer((request, response) => {
    request.resume();
    told.asked += 1;
    response.writeHead(status, { "content-type": "application/json" });
    const pour = (): void => {
      if (response.destroyed) return;
      told.sent += 1;
      response.write(megabyte, () => setImmediate(pour));
    };
    pour();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return { told, baseURL: `http://127.0.0.1:${address.port}/v1` };
}

test("batch: an endless answer is read to the limit, and told", async () => {
  const bench = await batch.startBench();
  const { told, baseURL } = await startEndless(200);
  const sending = bench.engine({ baseURL }).send(batch.requestsFor(1));
  await expect(sending).rejects.toMatchObject({
    code: "answer-too-large",
    message: `${baseURL} sent more than 33554432 bytes in one answer, so the rest of it was not read.`,
  });
  expect(told.sent / told.asked).toBeLessThan(48);
}, 60_000);

test("batch: so is an endless refusal", async () => {
  const bench = await batch.startBench();
  const { told, baseURL } = await startEndless(400);
  const sending = bench.engine({ baseURL }).send(batch.requestsFor(1));
  await expect(sending).rejects.toMatchObject({ code: "provider-refused" });
  expect(told.sent / told.asked).toBeLessThan(48);
}, 60_000);

test("chat: an endless answer is no answer to its request; where all are, the run ends", async () => {
  const bench = await chat.startBench();
  const { told, baseURL } = await startEndless(200);
  const engine = bench.engine({ baseURL, concurrency: 1 });
  await engine.send(chat.requestsFor(2));
  const message = "more than 33554432 bytes";
  const answers = await chat.collectAll(engine);
  expect(answers.map(({ result }) => result)).toMatchObject([{ message }, { message }]);
  expect(told.asked).toBe(2);
  expect(told.sent / told.asked).toBeLessThan(48);
  await engine.send(chat.requestsFor(20, "model-a", "more"));
  await expect(chat.collectAll(engine)).rejects.toMatchObject({ code: "answer-too-large" });
}, 60_000);

test("results may be larger: they are streamed to disk", async () => {
  const bench = await batch.startBench({
    reply: (_, { customId }) =>
      customId === "r1" ? "x".repeat(20_000_000) : "y".repeat(20_000_000),
  });
  const engine = bench.engine();
  await engine.send(batch.requestsFor(2));
  const answers = await batch.collectAll(engine);
  expect(answers.map(({ result }) => result.kind)).toEqual(["text", "text"]);
}, 60_000);

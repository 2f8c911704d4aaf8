import { expect, test } from "vitest";
import { chatBody, clientFor, refusal, startBench } from "./bench.ts";
import type { Call } from "./options.ts";

test("a chat completion is whole and carries the usage", async () => {
  const { client } = await startBench();
  const completion = await client.chat.completions.create(chatBody("hello"));
  expect(completion).toMatchObject({ object: "chat.completion", model: "model-a" });
  expect(completion.choices).toMatchObject([
    { index: 0, finish_reason: "stop", message: { role: "assistant", content: "echo: hello" } },
  ]);
  expect(completion.usage).toMatchObject({ completion_tokens: 3 });
});

test.each([
  [{ content: "ha", finishReason: "length" }, { content: "ha", refusal: null }, "length"],
  [{ finishReason: "content_filter" }, { content: "" }, "content_filter"],
  [{ refusal: "No." }, { content: null, refusal: "No." }, "stop"],
] as const)("a chat completion can be %j, and is billed", async (reply, message, finish_reason) => {
  const { client, server } = await startBench({ reply: () => reply });
  const { choices } = await client.chat.completions.create(chatBody("hello"));
  expect(choices).toMatchObject([{ message, finish_reason }]);
  expect(server.audit.billed).toHaveLength(1);
});

test.each([
  [{ status: 503 }, { status: 503, type: "server_error" }],
  [
    { status: 400, error: { code: "no_temperature", message: "x" } },
    { status: 400, code: "no_temperature" },
  ],
  [{ error: { code: "boom", message: "x" } }, { status: 500, code: "boom" }],
  [{ noResponse: "missing" }, { status: 500, code: "no_response" }],
] as const)("a chat completion can fail as %j, and is not billed", async (reply, error) => {
  const { client, server } = await startBench({ reply: () => reply });
  expect(await refusal(client.chat.completions.create(chatBody("x")))).toMatchObject(error);
  expect(server.audit.billed).toEqual([]);
});

test("a reply knows how often the same body was asked", async () => {
  const calls: Call[] = [];
  const reply = (_: unknown, call: Call) => `${calls.push(call)}`;
  const { client } = await startBench({ reply });
  for (const text of ["a", "b", "a"]) await client.chat.completions.create(chatBody(text));
  const outside = { customId: null, batchId: null };
  expect(calls).toEqual([
    { ...outside, attempt: 1, ordinal: 1 },
    { ...outside, attempt: 1, ordinal: 2 },
    { ...outside, attempt: 2, ordinal: 3 },
  ]);
});

test.each([
  ["an unknown model", { model: "model-z" }, { status: 404, code: "model_not_found" }],
  ["an unknown field", { priority: 1 }, { status: 400, code: "unknown_parameter" }],
  ["stream", { stream: true }, { status: 400, param: "stream" }],
  ["no messages", { messages: [] }, { status: 400, param: "messages" }],
])("a chat completion is refused for %s", async (_, fields, error) => {
  const { client } = await startBench({ models: ["model-a"] });
  const call = client.post("/chat/completions", { body: { ...chatBody("x"), ...fields } });
  expect(await refusal(call)).toMatchObject(error);
});

test("the key must be right", async () => {
  const { server } = await startBench({ apiKey: "right" });
  const error = await refusal(clientFor(server, "wrong").batches.list());
  expect(error).toMatchObject({ status: 401, code: "invalid_api_key" });
  expect((await clientFor(server).batches.list()).data).toEqual([]);
});

test("the key must be there", async () => {
  const { server } = await startBench();
  const response = await fetch(`${server.url}/files`);
  expect(response.status).toBe(401);
  const error = { type: "invalid_request_error", param: null, code: null };
  expect(await response.json()).toMatchObject({ error });
});

test("an unknown URL or method is not found", async () => {
  const { client } = await startBench();
  for (const call of [client.get("/models"), client.patch("/batches"), client.get("/files/a/b")]) {
    expect(await refusal(call)).toMatchObject({ status: 404 });
  }
});

test("the port can be fixed, and is free again after closing", async () => {
  const { server } = await startBench();
  await server.close();
  const again = await startBench({ port: server.port });
  expect(again.server.url).toBe(`http://127.0.0.1:${server.port}/v1`);
});

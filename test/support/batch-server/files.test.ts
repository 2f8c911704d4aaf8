import { toFile } from "openai";
import { expect, test } from "vitest";
import { jsonl, linesFor, refusal, startBench, submit, upload } from "./bench.ts";

test("an uploaded file comes back byte for byte", async () => {
  const bench = await startBench();
  const text = `${jsonl(linesFor(2))}naïve 日本語\n`;
  const id = await upload(bench, text);
  const file = await bench.client.files.retrieve(id);
  const { length } = Buffer.from(text);
  expect(file).toMatchObject({ object: "file", bytes: length, filename: "in.jsonl" });
  expect(file).toMatchObject({ purpose: "batch", status: "processed" });
  expect(await (await bench.client.files.content(id)).text()).toBe(text);
});

test("an upload streamed without a length is taken", async () => {
  const bench = await startBench();
  async function* parts() {
    for (let part = 0; part < 50; part += 1) yield Buffer.alloc(10_000, "x");
  }
  const file = await toFile(parts(), "big.jsonl");
  const stored = await bench.client.files.create({ file, purpose: "batch" });
  expect(stored.bytes).toBe(500_000);
});

test("files are listed newest first, page by page, and by purpose", async () => {
  const bench = await startBench();
  const uploaded = [await upload(bench, "a"), await upload(bench, "b"), await upload(bench, "c")];
  const { id } = await submit(bench, linesFor(1));
  await bench.server.settle();
  const batch = await bench.client.batches.retrieve(id);
  const seen: string[] = [];
  for await (const file of bench.client.files.list({ limit: 2 })) seen.push(file.id);
  expect(seen).toEqual([batch.output_file_id, batch.input_file_id, ...uploaded.toReversed()]);
  const outputs = await bench.client.files.list({ purpose: "batch_output" });
  expect(outputs.data.map((file) => file.id)).toEqual([batch.output_file_id]);
  const oldest = await bench.client.files.list({ order: "asc", limit: 1 });
  expect(oldest.data.map((file) => file.id)).toEqual([uploaded[0]]);
});

test("a deleted file is gone", async () => {
  const bench = await startBench();
  const id = await upload(bench, "a");
  expect(await bench.client.files.delete(id)).toEqual({ id, object: "file", deleted: true });
  for (const call of [bench.client.files.retrieve(id), bench.client.files.content(id)]) {
    expect(await refusal(call)).toMatchObject({ status: 404, type: "invalid_request_error" });
  }
});

test("expires_after sets the expiry", async () => {
  const { client } = await startBench({ now: () => 5_000_000 });
  const file = await toFile(Buffer.from("a"), "in.jsonl");
  const expires_after = { anchor: "created_at", seconds: 3600 } as const;
  const stored = await client.files.create({ file, purpose: "batch", expires_after });
  expect(stored).toMatchObject({ created_at: 5000, expires_at: 8600 });
});

const good = { name: "in.jsonl", purpose: "batch", text: "a" };
test.each([
  ["another purpose", { ...good, purpose: "fine-tune" }, { status: 400, param: "purpose" }],
  ["another file name", { ...good, name: "in.txt" }, { status: 400, code: "invalid_file_format" }],
  ["too many bytes", { ...good, text: "x".repeat(101) }, { status: 413 }],
  ["far too many bytes", { ...good, text: "x".repeat(900_000) }, { status: 413 }],
  ["an unknown field", { ...good, extra: "1" }, { status: 400, code: "unknown_parameter" }],
  [
    "half an expiry",
    { ...good, "expires_after[anchor]": "created_at" },
    { param: "expires_after" },
  ],
])("an upload is refused for %s", async (_, { name, text, ...fields }, error) => {
  const { client } = await startBench({ limits: { maxFileBytes: 100 } });
  const form = new FormData();
  form.set("file", new File([text], name));
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  expect(await refusal(client.post("/files", { body: form }))).toMatchObject(error);
});

test.each([
  ["no file", { body: new FormData() }],
  ["no multipart", { body: { file: "a" } }],
])("an upload is refused for %s", async (_, options) => {
  const { client } = await startBench();
  expect(await refusal(client.post("/files", options))).toMatchObject({ status: 400 });
});

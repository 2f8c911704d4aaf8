import OpenAI, { toFile } from "openai";
import { onTestFinished } from "vitest";
import type { BatchServer, BatchServerOptions } from "./options.ts";
import { startBatchServer } from "./server.ts";

/** A server for one test with the real SDK in front of it. */
export interface Bench {
  readonly server: BatchServer;
  readonly client: OpenAI;
}

export type Remote = OpenAI.Batch;

export async function startBench(options: Partial<BatchServerOptions> = {}): Promise<Bench> {
  const server = await startBatchServer({ reply: echo, ...options });
  onTestFinished(() => server.close());
  return { server, client: clientFor(server) };
}

export function clientFor({ url, apiKey }: BatchServer, key = apiKey): OpenAI {
  return new OpenAI({ baseURL: url, apiKey: key, maxRetries: 0 });
}

export function chatBody(text: string): OpenAI.ChatCompletionCreateParamsNonStreaming {
  return { model: "model-a", messages: [{ role: "user", content: text }] };
}

/** The request for one text, as a line of an input file; `fields` replace or add. */
export function requestLine(id: string, fields: object = {}): object {
  const line = { custom_id: id, method: "POST", url: "/v1/chat/completions" };
  return { ...line, body: chatBody(`text of ${id}`), ...fields };
}

export function jsonl(lines: readonly (object | string)[]): string {
  const texts = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
  return texts.map((text) => `${text}\n`).join("");
}

export function ids(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `r${index + 1}`);
}

export function linesFor(count: number): readonly object[] {
  return ids(count).map((id) => requestLine(id));
}

export async function upload({ client }: Bench, text: string, name = "in.jsonl"): Promise<string> {
  const file = await toFile(Buffer.from(text), name);
  return (await client.files.create({ file, purpose: "batch" })).id;
}

export function createOver(
  { client }: Bench,
  fileId: string,
  fields: object = {},
): Promise<Remote> {
  return client.batches.create({
    input_file_id: fileId,
    endpoint: "/v1/chat/completions",
    completion_window: "24h",
    ...fields,
  });
}

export async function submit(bench: Bench, lines: readonly (object | string)[]): Promise<Remote> {
  return createOver(bench, await upload(bench, jsonl(lines)));
}

/** Polls until the batch has ended, and tells each status it went through. */
export async function follow({ client }: Bench, { id }: { readonly id: string }) {
  const statuses: string[] = [];
  let batch = await client.batches.retrieve(id);
  while (!ENDS.includes(batch.status)) {
    statuses.push(batch.status);
    batch = await client.batches.retrieve(id);
  }
  return { batch, statuses: [...statuses, batch.status] };
}

export interface ResultLine {
  readonly custom_id: string;
  readonly response: {
    readonly status_code: number;
    readonly body: OpenAI.ChatCompletion & { readonly error?: { readonly code: string } };
  } | null;
  readonly error: { readonly code: string } | null;
}

export async function download(
  { client }: Bench,
  id: string | null | undefined,
): Promise<readonly ResultLine[]> {
  if (!id) return [];
  const text = await (await client.files.content(id)).text();
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line): ResultLine => JSON.parse(line));
}

export async function runToEnd(bench: Bench, lines: readonly (object | string)[]) {
  const { batch, statuses } = await follow(bench, await submit(bench, lines));
  const output = await download(bench, batch.output_file_id);
  const errors = await download(bench, batch.error_file_id);
  return { batch, statuses, output, errors };
}

/** What the server refused a call with. */
export async function refusal(
  call: PromiseLike<unknown>,
): Promise<InstanceType<typeof OpenAI.APIError>> {
  try {
    await call;
  } catch (error) {
    if (error instanceof OpenAI.APIError) return error;
    throw error;
  }
  throw new Error("The server accepted what it should refuse.");
}

const ENDS: readonly string[] = ["completed", "failed", "expired", "cancelled"];

function echo(body: { readonly messages: readonly { readonly content: string }[] }): string {
  return `echo: ${body.messages.at(-1)?.content}`;
}

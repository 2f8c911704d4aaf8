import { openAsBlob } from "node:fs";
import type { OpenAI } from "openai";
import { asRecord } from "../../../core/foreign/record.ts";
import { connect } from "../connect.ts";
import { onDisk } from "../disk.ts";
import { isForeignId } from "../foreign-json.ts";
import { Misunderstood } from "../misunderstood.ts";
import type { ProviderTrouble } from "../provider-trouble.ts";
import { readTrouble } from "../read-trouble.ts";
import { type BatchView, readBatch } from "./read-batch.ts";
import { CHAT_ENDPOINT } from "./request-line.ts";
import type { BatchSettings } from "./settings.ts";

/** The provider's few endpoints. Each method makes exactly one HTTP request; when that fails it throws `ProviderTrouble`. */
export interface Provider {
  /** Returns the file's id. */
  upload(path: string, filename: string): Promise<string>;
  create(order: BatchOrder): Promise<BatchView>;
  retrieve(batchId: string): Promise<BatchView>;
  /** One page, newest first. */
  list(after: string | undefined): Promise<BatchPage>;
  download(fileId: string): Promise<Download>;
  /** Deletes a file. */
  remove(fileId: string): Promise<void>;
}

export interface BatchOrder {
  readonly fileId: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Most providers ignore it; where it is honoured, a second create returns the first batch. */
  readonly idempotencyKey: string;
}

export interface BatchPage {
  readonly batches: readonly BatchView[];
  /** Entries that nobody can tell anything about. */
  readonly unreadable: number;
  /** The cursor of the next page, where there is one. */
  readonly next: string | undefined;
}

export interface Download {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** As announced; `undefined` where it was not, or where the body is compressed. */
  readonly bytes: number | undefined;
}

/** Speaks to an OpenAI-compatible server; the connection is made when it is first needed. */
export function createProvider(settings: BatchSettings): Provider {
  const secret = settings.apiKey ?? "";
  let connection: OpenAI | undefined;
  const ask = async <T>(action: string, call: (client: OpenAI) => Promise<T>): Promise<T> => {
    connection ??= connect(settings);
    try {
      return await call(connection);
    } catch (error) {
      throw readTrouble(error, action, secret);
    }
  };
  return {
    upload: async (path, filename) => {
      const blob = await onDisk(path, () => openAsBlob(path), "unreadable");
      return ask(`take the file ${filename}`, async (client) => {
        const file = new File([blob], filename, { type: "application/jsonl" });
        return understand(
          await client.files.create({ file, purpose: "batch" }, UPLOAD),
          readFileId,
        );
      });
    },
    create: ({ fileId, metadata, idempotencyKey }) =>
      ask("create a batch", async (client) => {
        const order = { input_file_id: fileId, metadata: { ...metadata }, ...CHAT_BATCH };
        const headers = { "Idempotency-Key": idempotencyKey };
        return understand(await client.batches.create(order, { ...CALL, headers }), readBatch);
      }),
    retrieve: (batchId) =>
      ask(`show batch ${batchId}`, async (client) =>
        understand(await client.batches.retrieve(batchId, CALL), readBatch),
      ),
    list: (after) =>
      ask("list batches", async (client) => {
        const query = { limit: PAGE_SIZE, ...(after === undefined ? {} : { after }) };
        return understand(await client.get("/batches", { query, ...CALL }), readPage);
      }),
    download: (fileId) =>
      ask(`return file ${fileId}`, async (client) => {
        const response = await client.files.content(fileId, CALL);
        return readDownload(response, (error) =>
          readTrouble(error, `return file ${fileId}`, secret),
        );
      }),
    remove: (fileId) =>
      ask(`delete file ${fileId}`, async (client) => {
        await client.files.delete(fileId, QUICK_CALL);
      }),
  };
}

const PAGE_SIZE = 100;
const CHAT_BATCH = { endpoint: CHAT_ENDPOINT, completion_window: "24h" } as const;
const CALL = { timeout: 2 * 60_000 };
/** Nobody waits for it. */
const QUICK_CALL = { timeout: 10_000 };
/** A large file over a slow line. */
const UPLOAD = { timeout: 30 * 60_000 };

function understand<T>(body: unknown, read: (body: unknown) => T | undefined): T {
  const value = read(body);
  if (value === undefined) throw new Misunderstood(body);
  return value;
}

function readFileId(body: unknown): string | undefined {
  const { id } = asRecord(body);
  return isForeignId(id) ? id : undefined;
}

function readPage(body: unknown): BatchPage | undefined {
  const { data = body, has_more: hasMore } = asRecord(body);
  if (!Array.isArray(data)) return undefined;
  const batches = data.map(readListed).filter((batch) => batch !== undefined);
  const unreadable = data.length - batches.length;
  return { batches, unreadable, next: hasMore === true ? batches.at(-1)?.id : undefined };
}

/** What an entry lacks, the batch itself may have: without a status, it is looked at like one under way. */
function readListed(entry: unknown): BatchView | undefined {
  return readBatch({ ...asRecord(entry), status: asRecord(entry)["status"] ?? "unknown" });
}

function readDownload(response: Response, explain: (error: unknown) => ProviderTrouble): Download {
  const isEncoded = response.headers.has("content-encoding");
  const announced = Number.parseInt(response.headers.get("content-length") ?? "", 10);
  const bytes = isEncoded || Number.isNaN(announced) ? undefined : announced;
  return { chunks: received(response.body, explain), bytes };
}

async function* received(
  body: AsyncIterable<Uint8Array> | null,
  explain: (error: unknown) => ProviderTrouble,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    if (body) yield* body;
  } catch (error) {
    throw explain(error);
  }
}

import { cancelBatch, createBatch, getBatch, listBatches } from "./batches-api.ts";
import { createCompletion } from "./chat-api.ts";
import { deleteFile, getFile, getFileContent, listFiles, uploadFile } from "./files-api.ts";
import type { Incoming, Outgoing } from "./incoming.ts";
import type { World } from "./world.ts";

export type Handler = (world: World, request: Incoming) => Outgoing | Promise<Outgoing>;

export interface Route {
  /** Method and pattern; faults and the audit know routes by it. */
  readonly name: string;
  readonly id: string;
  /** Null where there is nothing. */
  readonly handle: Handler | null;
}

export function routeFor(method: string, path: string): Route {
  for (const [name, handle] of Object.entries(ROUTES)) {
    const id = matchId(name, `${method} ${path}`);
    if (id !== null) return { name, id, handle };
  }
  return { name: `${method} ${path}`, id: "", handle: null };
}

const ROUTES: Readonly<Record<string, Handler>> = {
  "POST /v1/files": uploadFile,
  "GET /v1/files": listFiles,
  "GET /v1/files/:id": getFile,
  "GET /v1/files/:id/content": getFileContent,
  "DELETE /v1/files/:id": deleteFile,
  "POST /v1/batches": createBatch,
  "GET /v1/batches": listBatches,
  "GET /v1/batches/:id": getBatch,
  "POST /v1/batches/:id/cancel": cancelBatch,
  "POST /v1/chat/completions": createCompletion,
};

/** The id in the path, '' where the pattern has none, null where it does not match. */
function matchId(pattern: string, actual: string): string | null {
  const [before = "", after] = pattern.split(":id");
  if (after === undefined) return actual === pattern ? "" : null;
  if (!actual.startsWith(before) || !actual.endsWith(after)) return null;
  const id = actual.slice(before.length, actual.length - after.length);
  return /^[^/]+$/.test(id) ? id : null;
}

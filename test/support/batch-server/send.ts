import type { ServerResponse } from "node:http";
import type { Outgoing } from "./incoming.ts";
import type { World } from "./world.ts";

export type Cut = "truncate" | "truncate-silently" | null;

export async function send(
  world: World,
  response: ServerResponse,
  { status, body, cut = null }: Outgoing & { readonly cut?: Cut },
): Promise<number | "reset"> {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const type = Buffer.isBuffer(body) ? "application/octet-stream" : "application/json";
  const sent = cut ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes;
  response.writeHead(status, {
    "content-type": type,
    "content-length": cut === "truncate" ? bytes.length : sent.length,
    "x-request-id": world.newId("req_"),
  });
  if (cut !== "truncate") return finished(response, sent, status);
  await new Promise<void>((resolve) => response.write(sent, () => resolve()));
  response.destroy();
  return "reset";
}

/** Breaks the connection, as a reset where the socket can. */
export function hangUp(response: ServerResponse): "reset" {
  response.socket?.resetAndDestroy();
  return "reset";
}

function finished(response: ServerResponse, bytes: Buffer, status: number): number {
  response.end(bytes);
  return status;
}

import { ReadableStream } from "node:stream/web";
import { withinLimit } from "./answer-limit.ts";

/** `fetch` for the SDK, which reads answers into memory whole. Files of results are streamed to disk and bounded there. */
export async function fetchBounded(
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const response = await fetch(input, init);
  const { body, status, statusText, headers } = response;
  if (body === null || (response.ok && isFile(input))) return response;
  return new Response(ReadableStream.from(withinLimit(body)), { status, statusText, headers });
}

function isFile(input: string | URL | Request): boolean {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  return pathname.endsWith("/content");
}

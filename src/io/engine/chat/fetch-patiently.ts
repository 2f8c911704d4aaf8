import http from "node:http";
import https from "node:https";
import { buffer } from "node:stream/consumers";
import { asRecord } from "../../../core/foreign/record.ts";
import { withinLimit } from "../answer-limit.ts";

/**
 * `fetch` for the SDK, without the limit of five minutes that Node's own has until the first byte: a model on a small
 * machine says nothing before it has said all. It follows no redirects, and is done when all has arrived, so that the
 * SDK's timeout covers the whole answer.
 */
export async function fetchPatiently(
  input: string | URL | Request,
  init: RequestInit = {},
): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input);
  const answer = await ask(url, init);
  const body = await buffer(withinLimit(answer));
  if (!answer.complete) throw new Error("the answer was cut short");
  const status = answer.statusCode ?? 0;
  return new Response(bodiless.has(status) ? null : new Uint8Array(body), {
    status,
    headers: headersOf(answer),
  });
}

function ask(url: URL, init: RequestInit): Promise<http.IncomingMessage> {
  const { request } = url.protocol === "https:" ? https : http;
  const { method = "GET", signal, body } = init;
  const headers = Object.fromEntries(new Headers(init.headers));
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers, ...(signal ? { signal } : {}) });
    call.once("response", resolve).once("error", reject);
    call.end(typeof body === "string" ? body : undefined);
  });
}

/** Statuses of which a Response may have no body. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

function headersOf({ headers }: http.IncomingMessage): Headers {
  const known = Object.entries(asRecord(headers));
  return new Headers(
    known.flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}

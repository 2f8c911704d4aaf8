import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, errorBody } from "./api-error.ts";
import { tooLarge } from "./files-api.ts";
import type { Outgoing } from "./incoming.ts";
import type { FaultAction, FaultResponse } from "./options.ts";
import { type Route, routeFor } from "./routes.ts";
import { type Cut, hangUp, send } from "./send.ts";
import type { World } from "./world.ts";

/** Answers one request, or fails to, as the faults have it; notes both. */
export async function serve(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "", url = "/" } = request;
  const [path = "", query = ""] = url.split("?");
  const route = routeFor(method, path);
  const at = world.settings.now();
  const close = world.log.open({ method, path, query, route: route.name, at });
  try {
    close(await exchange(world, { request, response, route, query }));
  } catch {
    hangUp(response);
    close("reset");
  }
}

interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly route: Route;
  readonly query: string;
}

async function exchange(world: World, call: Call): Promise<number | "reset"> {
  const { request, response, route } = call;
  const fault = world.faults.take(route.name);
  if (fault === "reset-before") return hangUp(response);
  const body = await read(request, world.settings.limits.maxFileBytes + MULTIPART_ROOM);
  const { delayMs, retryAfter, ...scripted } = responseOf(fault);
  if (delayMs !== undefined) await sleep(delayMs, undefined, { ref: false });
  if (retryAfter !== undefined) response.setHeader("retry-after", String(retryAfter));
  const answer = scriptedAnswer(scripted) ?? (await act(world, call, body));
  if (fault === "reset-after") return hangUp(response);
  return send(world, response, { ...answer, cut: cutOf(fault) });
}

function responseOf(fault: FaultAction | null): FaultResponse {
  return typeof fault === "object" && fault !== null ? fault : {};
}

function cutOf(fault: FaultAction | null): Cut {
  return fault === "truncate" || fault === "truncate-silently" ? fault : null;
}

function scriptedAnswer({ status, body }: FaultResponse): Outgoing | null {
  if (status === undefined) return null;
  const standard = errorBody(status, { ...NOTHING, message: "Scripted fault." });
  return { status, body: typeof body === "string" ? Buffer.from(body) : (body ?? standard) };
}

async function act(world: World, call: Call, body: Buffer | null): Promise<Outgoing> {
  const { request, route } = call;
  try {
    authenticate(world, request.headers.authorization);
    if (!body) throw tooLarge(world.settings.limits.maxFileBytes);
    if (!route.handle) {
      throw new ApiError(404, { ...NOTHING, message: `Invalid URL (${route.name})` });
    }
    const query = new URLSearchParams(call.query);
    const contentType = request.headers["content-type"] ?? "";
    return await route.handle(world, { id: route.id, query, contentType, body });
  } catch (error) {
    return { status: statusOf(error), body: errorBody(statusOf(error), detailsOf(error)) };
  }
}

const MULTIPART_ROOM = 64 * 1024;

const NOTHING = { code: null, param: null };

function statusOf(error: unknown): number {
  return error instanceof ApiError ? error.status : 500;
}

function detailsOf(error: unknown) {
  if (error instanceof ApiError) return error;
  return { code: "server_bug", param: null, message: `The batch server broke: ${error}` };
}

function authenticate(world: World, authorization: string | undefined): void {
  if (authorization === `Bearer ${world.settings.apiKey}`) return;
  throw authorization === undefined
    ? new ApiError(401, { ...NOTHING, message: "You didn't provide an API key." })
    : new ApiError(401, { code: "invalid_api_key", param: null, message: "Incorrect API key." });
}

/** Null beyond the limit; reads to the end nevertheless, so that the client hears the answer. */
async function read(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of request) {
    const bytes: Buffer = chunk;
    total += bytes.length;
    if (total <= maxBytes) chunks.push(bytes);
  }
  return total <= maxBytes ? Buffer.concat(chunks) : null;
}

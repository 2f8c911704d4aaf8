import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { errorBody } from "../batch-server/api-error.ts";
import { type ChatLaw, chatLaw, checkChatBody } from "../batch-server/chat-rules.ts";
import type { ChatBody } from "../batch-server/wire.ts";
import type { Asked, ChatFault, ChatServerOptions } from "./options.ts";

/** What the server knows. */
export interface Hall {
  readonly options: ChatServerOptions;
  readonly law: ChatLaw;
  readonly asked: Writable<Asked>[];
  readonly broken: string[];
  present: number;
  peak: number;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

export function openHall(options: ChatServerOptions): Hall {
  return { options, law: chatLaw(options.models), asked: [], broken: [], present: 0, peak: 0 };
}

/** Answers one request, or fails to, as the test has it; notes both. */
export async function serve(
  hall: Hall,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  hall.present += 1;
  hall.peak = Math.max(hall.peak, hall.present);
  response.once("close", () => {
    hall.present -= 1;
  });
  const refused = refuse(hall, request);
  const written = await text(request);
  if (refused) return respond(response, refused.status, errorOf(refused));
  const { body, broken } = checkChatBody(parse(written), hall.law);
  if (broken) {
    hall.broken.push(broken.message);
    return respond(response, broken.code === "model_not_found" ? 404 : 400, { error: broken });
  }
  await answer(hall, note(hall, { request, response, body }), { response, body });
}

interface Refusal {
  readonly status: number;
  readonly message: string;
}

function refuse({ options, broken }: Hall, request: IncomingMessage): Refusal | undefined {
  const { method, url, headers } = request;
  const { apiKey = "test-key" } = options;
  const found = [
    { status: 404, is: method !== "POST", message: `Invalid method ${method}` },
    { status: 404, is: url !== "/v1/chat/completions", message: `Invalid URL ${url}` },
    {
      status: 400,
      is: !headers["content-type"]?.startsWith("application/json"),
      message: "Expected application/json.",
    },
    {
      status: 400,
      is: apiKey === null && headers.authorization !== undefined,
      message: "This server knows no keys.",
    },
    {
      status: 401,
      is: apiKey !== null && headers.authorization !== `Bearer ${apiKey}`,
      message: "Incorrect API key.",
    },
  ].find(({ is }) => is);
  if (found) broken.push(found.message);
  return found;
}

function errorOf({ status, message }: Refusal): object {
  return errorBody(status, { code: null, param: null, message });
}

function parse(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}

interface Visit {
  readonly response: ServerResponse;
  readonly body: ChatBody;
}

function note(
  { asked }: Hall,
  { request, response, body }: Visit & { readonly request: IncomingMessage },
): Writable<Asked> {
  const hasKey = request.headers.authorization !== undefined;
  const ordinal = asked.length + 1;
  const entry = { ordinal, body, hasKey, at: Date.now(), status: null, isBilled: false };
  const noted: Writable<Asked> = entry;
  asked.push(noted);
  response.once("close", () => {
    noted.status = response.writableFinished ? response.statusCode : "cut";
  });
  return noted;
}

async function answer(hall: Hall, asked: Writable<Asked>, visit: Visit): Promise<void> {
  const { response, body } = visit;
  const { delayMs = 0, fault, reply } = hall.options;
  const trouble = fault?.(asked.ordinal, body);
  if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
  if (trouble === "stall") return;
  if (trouble === "reset-before") return void response.socket?.resetAndDestroy();
  if (typeof trouble === "object") return respondWith(response, trouble);
  asked.isBilled = true;
  if (trouble === "reset-after") return void response.socket?.resetAndDestroy();
  const completion = completionOf(asked.ordinal, body, reply(body));
  respond(response, 200, completion, trouble);
}

function respondWith(response: ServerResponse, fault: ChatFault & object): void {
  for (const [name, value] of Object.entries(fault.headers ?? {})) response.setHeader(name, value);
  const scripted = errorBody(fault.status, { code: null, param: null, message: "Scripted fault." });
  respond(response, fault.status, fault.body ?? scripted);
}

function respond(
  response: ServerResponse,
  status: number,
  body: string | object,
  cut?: "truncate",
): void {
  const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": bytes.length,
  });
  if (cut === undefined) return void response.end(bytes);
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}

function completionOf(ordinal: number, body: ChatBody, content: string): object {
  const input = tokensOf(JSON.stringify(body.messages));
  const output = tokensOf(content);
  return {
    id: `chatcmpl-${ordinal}`,
    object: "chat.completion",
    created: Math.floor(Date.now() / 1000),
    model: body.model,
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
    usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output },
  };
}

function tokensOf(words: string): number {
  return Math.ceil(Buffer.byteLength(words) / 4);
}

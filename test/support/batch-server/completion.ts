import type { Call, DetailedReply } from "./options.ts";
import type { ChatBody } from "./wire.ts";
import type { World } from "./world.ts";

export type Answer =
  | { readonly kind: "completion"; readonly status: number; readonly body: ChatCompletion }
  | { readonly kind: "error"; readonly status: number; readonly error: CodedMessage }
  | { readonly kind: "no-response"; readonly error: CodedMessage | null };

export interface CodedMessage {
  readonly code: string;
  readonly message: string;
}

export type ChatCompletion = ReturnType<typeof completionOf>;

/** Asks the test for its reply, and notes what that costs. */
export async function complete(world: World, body: ChatBody, from: Asker): Promise<Answer> {
  const reply = await replyTo(world, body, from);
  const failure = failureOf(reply);
  if (failure) return failure;
  const completion = completionOf(world, body, reply);
  world.log.bill({ ...from, model: body.model, body, content: reply.content ?? "" });
  return { kind: "completion", status: reply.status ?? 200, body: completion };
}

/** A quarter of the UTF-8 bytes: an estimate, the same for every model. */
export function tokensOf(value: unknown): number {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return Math.ceil(Buffer.byteLength(text) / 4);
}

/** The contents, and what each message and the answer's beginning take besides. */
export function promptTokens({ messages }: Pick<ChatBody, "messages">): number {
  return messages.reduce((sum, { content }) => sum + tokensOf(content) + 4, 3);
}

export type Asker = Pick<Call, "customId" | "batchId">;

async function replyTo(world: World, body: ChatBody, from: Asker): Promise<DetailedReply> {
  try {
    const reply = await world.settings.reply(body, callOf(world, body, from));
    return typeof reply === "string" ? { content: reply } : reply;
  } catch (cause) {
    return { status: 500, error: { code: "reply_threw", message: String(cause) } };
  }
}

function callOf(world: World, body: ChatBody, from: Asker): Call {
  const key = from.customId ?? JSON.stringify(body);
  const attempt = (world.attempts.get(key) ?? 0) + 1;
  world.attempts.set(key, attempt);
  world.calls += 1;
  return { ...from, attempt, ordinal: world.calls };
}

function failureOf({
  noResponse,
  error,
  status = error ? 500 : 200,
}: DetailedReply): Answer | null {
  if (noResponse !== undefined) {
    return { kind: "no-response", error: noResponse === "missing" ? null : noResponse };
  }
  if (!error && status < 400) return null;
  return { kind: "error", status, error: error ?? SCRIPTED_ERROR };
}

const SCRIPTED_ERROR: CodedMessage = { code: "scripted_error", message: "This request failed." };

function completionOf(world: World, body: ChatBody, reply: DetailedReply) {
  const content = reply.refusal === undefined ? (reply.content ?? "") : (reply.content ?? null);
  const prompt = promptTokens(body);
  const answered = tokensOf(content ?? reply.refusal ?? "");
  return {
    id: world.newId("chatcmpl-"),
    object: "chat.completion",
    created: world.seconds(),
    model: body.model,
    choices: [
      {
        index: 0,
        message: { role: "assistant", content, refusal: reply.refusal ?? null, annotations: [] },
        logprobs: null,
        finish_reason: reply.finishReason ?? "stop",
      },
    ],
    usage: {
      prompt_tokens: prompt,
      completion_tokens: answered,
      total_tokens: prompt + answered,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
    },
    service_tier: "default",
    system_fingerprint: "fp_batch_server",
  } as const;
}

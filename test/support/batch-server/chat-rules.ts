import {
  type BrokenRule,
  firstBroken,
  isFilledString,
  isObject,
  type Rule,
  unknownKey,
} from "./rules.ts";
import type { ChatBody } from "./wire.ts";

export interface ChatLaw {
  readonly models: ReadonlySet<string> | null;
  readonly fields: ReadonlySet<string>;
}

export type CheckedBody =
  | { readonly body: ChatBody; readonly broken: null }
  | { readonly body: null; readonly broken: BrokenRule };

/** The same strictness for a batch line and for `POST /v1/chat/completions`. */
export function checkChatBody(value: unknown, law: ChatLaw): CheckedBody {
  if (!isObject(value)) return { body: null, broken: NO_BODY };
  const broken = firstBroken<LooseBody, ChatLaw>(CHAT_RULES, value, law);
  if (broken) return { body: null, broken };
  return isChatBody(value) ? { body: value, broken } : { body: null, broken: NO_BODY };
}

export function chatLaw(models?: readonly string[], extraFields: readonly string[] = []): ChatLaw {
  return { models: models ? new Set(models) : null, fields: new Set([...FIELDS, ...extraFields]) };
}

const NO_BODY: BrokenRule = {
  code: "missing_required_parameter",
  param: "body",
  message: "The request body is missing or no JSON object.",
};

const FIELDS = [
  "frequency_penalty",
  "logit_bias",
  "logprobs",
  "max_completion_tokens",
  "max_tokens",
  "messages",
  "metadata",
  "model",
  "n",
  "parallel_tool_calls",
  "prediction",
  "presence_penalty",
  "prompt_cache_key",
  "prompt_cache_retention",
  "reasoning_effort",
  "response_format",
  "safety_identifier",
  "seed",
  "service_tier",
  "stop",
  "store",
  "temperature",
  "tool_choice",
  "tools",
  "top_logprobs",
  "top_p",
  "user",
  "verbosity",
] as const;

type LooseBody = { readonly [Field in (typeof FIELDS)[number] | "stream"]?: unknown };

const CHAT_RULES: readonly Rule<LooseBody, ChatLaw>[] = [
  {
    code: "missing_required_parameter",
    param: "model",
    message: "The model must be a non-empty string.",
    test: ({ model }) => !isFilledString(model),
  },
  {
    code: "model_not_found",
    param: "model",
    message: "The model does not exist or you do not have access to it.",
    test: ({ model }, { models }) =>
      models !== null && isFilledString(model) && !models.has(model) && model,
  },
  {
    code: "unsupported_value",
    param: "stream",
    message: "Streaming is not supported here; leave `stream` out.",
    test: ({ stream }) => stream !== undefined,
  },
  {
    code: "missing_required_parameter",
    param: "messages",
    message: "The messages must be a non-empty array.",
    test: ({ messages }) => !Array.isArray(messages) || messages.length === 0,
  },
  {
    code: "invalid_value",
    param: "messages",
    message: "Each message needs a known role and a non-empty string as content.",
    test: ({ messages }) => !Array.isArray(messages) || !messages.every(isMessage),
  },
  {
    code: "invalid_value",
    param: "max_tokens",
    message: "Set either max_tokens or max_completion_tokens, not both.",
    test: (body) => body.max_tokens !== undefined && body.max_completion_tokens !== undefined,
  },
  {
    code: "invalid_value",
    param: "max_tokens",
    message: "A token limit must be an integer of at least 1.",
    test: (body) => ![body.max_tokens, body.max_completion_tokens].every(isTokenLimit),
  },
  {
    code: "invalid_value",
    param: "temperature",
    message: "The temperature must be a number from 0 to 2.",
    test: ({ temperature }) => !isWithin(temperature, 2),
  },
  {
    code: "invalid_value",
    param: "top_p",
    message: "top_p must be a number from 0 to 1.",
    test: ({ top_p }) => !isWithin(top_p, 1),
  },
  {
    code: "unsupported_value",
    param: "n",
    message: "This server makes one choice for each request.",
    test: ({ n }) => n !== undefined && n !== 1,
  },
  {
    code: "unknown_parameter",
    param: null,
    message: "Unknown body field.",
    test: (body, { fields }) => unknownKey(body, fields),
  },
];

/** The part of the rules that the compiler needs to hear. */
function isChatBody(value: LooseBody): value is LooseBody & ChatBody {
  return isFilledString(value.model) && Array.isArray(value.messages);
}

const ROLES: ReadonlySet<unknown> = new Set(["developer", "system", "user", "assistant"]);

function isMessage(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { role, content }: { role?: unknown; content?: unknown } = value;
  return ROLES.has(role) && isFilledString(content);
}

function isTokenLimit(value: unknown): boolean {
  return value === undefined || (Number.isSafeInteger(value) && Number(value) >= 1);
}

function isWithin(value: unknown, max: number): boolean {
  return value === undefined || (typeof value === "number" && value >= 0 && value <= max);
}

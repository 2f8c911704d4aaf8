import type { OpenAI } from "openai";
import { asRecord } from "../../../core/foreign/record.ts";
import type { Answer, ChatBody } from "../../../core/model.ts";
import { connect, requireKey } from "../connect.ts";
import { isLocalAddress } from "../local-address.ts";
import { Misunderstood } from "../misunderstood.ts";
import { plainLine } from "../plain-line.ts";
import { readCompletion, readFailure } from "../read-completion.ts";
import { readTrouble } from "../read-trouble.ts";
import { fetchPatiently } from "./fetch-patiently.ts";
import type { ChatSettings } from "./settings.ts";

/** The one endpoint. Each call makes exactly one HTTP request; when that fails it throws `ProviderTrouble`. */
export interface Provider {
  complete(body: ChatBody): Promise<Answer["result"]>;
}

const timeoutMs = 10 * 60_000;
/** A small machine is slow, and bills nobody. */
const localTimeoutMs = 60 * 60_000;

/** Speaks to an OpenAI-compatible server; the connection is made when it is first needed. */
export function createProvider(settings: ChatSettings): Provider {
  const { apiKey = "", baseURL } = settings;
  const timeout = settings.timeoutMs ?? (isLocalAddress(baseURL) ? localTimeoutMs : timeoutMs);
  let connection: OpenAI | undefined;
  return {
    complete: async (body) => {
      const isKeyless = !needsKey(settings);
      connection ??= connect(settings, { fetch: fetchPatiently, isKeyless });
      try {
        return understand(await connection.post("/chat/completions", { body, timeout }), apiKey);
      } catch (error) {
        throw readTrouble(error, "answer", apiKey);
      }
    },
  };
}

/** Complains about a key that is missing or malformed, where one is needed. */
export function checkKey(settings: ChatSettings): void {
  if (needsKey(settings)) requireKey(settings);
}

/** Servers on this machine mostly know no keys; where one is set, they get it. */
function needsKey({ apiKey, baseURL }: ChatSettings): boolean {
  return apiKey !== undefined || !isLocalAddress(baseURL);
}

function understand(body: unknown, apiKey: string): Answer["result"] {
  const plain = (words: string): string => plainLine(words, apiKey);
  const { choices, error } = asRecord(body);
  if (Array.isArray(choices) && choices.length > 0) return readCompletion(body, plain);
  if (error) return readFailure(error, body, plain);
  if (Array.isArray(choices)) return readCompletion(body, plain);
  throw new Misunderstood(body);
}

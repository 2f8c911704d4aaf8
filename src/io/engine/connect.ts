import { OpenAI } from "openai";
import { UserError } from "../../core/errors.ts";
import { fetchBounded } from "./fetch-bounded.ts";

/** Where a provider is, and the key to it. */
export interface Endpoint {
  /** Up to and with the version: `https://api.openai.com/v1`. */
  readonly baseURL: string;
  readonly apiKey: string | undefined;
  /** The environment variable the key came from; for messages only. */
  readonly keyVariable: string;
}

/** How a connection differs from the usual one. */
interface Wiring {
  readonly fetch?: typeof fetch;
  /** Asks without an `Authorization` header. */
  readonly isKeyless?: boolean;
}

/**
 * Retrying is decided by those who know what a call costs. Redirects are not followed: the texts go to the configured
 * host only. The nulls keep the SDK from reading other accounts out of the environment.
 */
export function connect(endpoint: Endpoint, { isKeyless, ...wiring }: Wiring = {}): OpenAI {
  return new OpenAI({
    baseURL: endpoint.baseURL,
    apiKey: isKeyless ? "none" : requireKey(endpoint),
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    logLevel: "off",
    fetch: fetchBounded,
    fetchOptions: { redirect: "manual" },
    ...(isKeyless ? { defaultHeaders: { Authorization: null } } : {}),
    ...wiring,
  });
}

/** The key, or the sentence that asks for it. */
export function requireKey({ baseURL, apiKey, keyVariable }: Endpoint): string {
  if (apiKey && !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new UserError("key-malformed", { variable: keyVariable });
  }
  if (apiKey) return apiKey;
  throw new UserError("no-key", { variable: keyVariable, baseURL });
}

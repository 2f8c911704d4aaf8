import { createHash } from "node:crypto";
import type { ChatRequest } from "../../../core/model.ts";

/**
 * Names what a provider may take or refuse as one: the model, the other fields of the body, and the way of asking.
 * Requests of one combination differ in their texts and locales only.
 */
export function combinationOf({ body }: ChatRequest): string {
  const { messages, ...fields } = body;
  const traits = Object.entries(fields)
    .map(([name, value]) => (TOKEN_LIMITS.has(name) ? [name] : [name, value]))
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  const system = messages.filter(({ role }) => role === "system").map(waysOfAsking);
  const text = JSON.stringify([traits, system]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** Their values follow the length of the texts. */
const TOKEN_LIMITS: ReadonlySet<string> = new Set(["max_tokens", "max_completion_tokens"]);

/** All but the first line, which names the languages. */
function waysOfAsking({ content }: { readonly content: string }): string {
  return content.slice(content.indexOf("\n") + 1);
}

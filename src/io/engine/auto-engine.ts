import { UserError, type UserErrorCode } from "../../core/errors.ts";
import type { ChatRequest } from "../../core/model.ts";
import type { Collection, Engine, Lot } from "../ports.ts";

/** Up to so many Requests are not worth the wait for a batch. */
export const mostChatRequests = 50;

export interface EnginePair {
  readonly chat: Engine;
  readonly batch: Engine;
}

/**
 * Two Engines as one. New Requests go to one of them; whatever is in flight in either is collected, so that a change of
 * the engine between two runs pays for nothing twice.
 */
export function createAutoEngine(name: "auto" | keyof EnginePair, pair: EnginePair): Engine {
  const { chat, batch } = pair;
  const choice = (requests: readonly ChatRequest[]) => (name === "auto" ? choose(requests) : name);
  let doubt: UserError | undefined;
  return {
    name,
    remembered: true,
    inFlight: async () => [...(await chat.inFlight()), ...(await batch.inFlight())],
    recover: async () => {
      if (name === "batch") await batch.recover?.();
      if (name === "auto") doubt = await batch.recover?.().then(() => undefined, ifChatOnly);
    },
    send: async (requests) => {
      const chosen = choice(requests);
      // What nobody could look for may be under way there.
      if (chosen === "batch" && doubt) throw doubt;
      await pair[chosen].send(requests);
    },
    collect: (how) => collectBoth(pair, how),
    halt: async () => [...((await chat.halt?.()) ?? []), ...((await batch.halt?.()) ?? [])],
    tariff: (requests) => (choice(requests) === "batch" ? "batch" : "full"),
  };
}

/** A server that lists no batches, or asks for no key, mostly runs none: that is no reason not to use `chat`. */
function ifChatOnly(error: unknown): UserError {
  if (error instanceof UserError && CHAT_ONLY.has(error.code)) return error;
  throw error;
}

const CHAT_ONLY: ReadonlySet<UserErrorCode> = new Set(["batches-hidden", "no-key"]);

function choose(requests: readonly ChatRequest[]): keyof EnginePair {
  return requests.length <= mostChatRequests ? "chat" : "batch";
}

/** The quick one first. Its trouble is told at the end: what the other one owes is paid for. */
async function* collectBoth(
  { chat, batch }: EnginePair,
  how: Collection | undefined,
): AsyncGenerator<Lot, void, undefined> {
  const failures: unknown[] = [];
  for (const engine of [chat, batch]) {
    try {
      yield* engine.collect(how);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

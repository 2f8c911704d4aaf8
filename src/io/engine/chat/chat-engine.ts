import type { ChatRequest } from "../../../core/model.ts";
import type { Engine } from "../../ports.ts";
import { collectLots } from "./collect-lots.ts";
import { checkKey } from "./provider.ts";
import { keptRequests, openRoom, type Room } from "./room.ts";
import type { ChatDeps, ChatSettings } from "./settings.ts";

/**
 * An Engine over an OpenAI-compatible `/chat/completions`. Requests are asked while they are collected; an Answer is
 * safe on disk before anybody sees it, so that no crash makes it be asked for again.
 */
export function createChatEngine(settings: ChatSettings, deps: ChatDeps): Engine {
  let opened: Promise<Room> | undefined;
  const room = (): Promise<Room> => {
    opened ??= openRoom(settings, deps).catch((error) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  return {
    name: "chat",
    remembered: true,
    inFlight: async () => {
      const { shelf, queue } = await room();
      return [...(await keptRequests(shelf)), ...queue];
    },
    send: async (requests) => {
      mayAct(settings);
      checkKey(settings);
      await enqueue(await room(), requests);
    },
    collect: async function* () {
      mayAct(settings);
      yield* collectLots(await room());
    },
    halt: async () => (await room()).queue.splice(0),
  };
}

function mayAct({ readOnly }: ChatSettings): void {
  if (readOnly) throw new Error("A run that only reads cannot send or collect.");
}

/** What has an Answer already, or is waiting for one, is not asked twice. */
async function enqueue({ shelf, queue }: Room, requests: readonly ChatRequest[]): Promise<void> {
  const known = new Set([...(await keptRequests(shelf)), ...queue].map(({ customId }) => customId));
  for (const request of requests) {
    if (known.has(request.customId)) continue;
    known.add(request.customId);
    queue.push(request);
  }
}

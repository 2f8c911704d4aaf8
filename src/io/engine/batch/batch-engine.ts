import type { ChatRequest } from "../../../core/model.ts";
import type { Engine } from "../../ports.ts";
import { collectLots } from "./collect-lots.ts";
import { concernsOneBatch, giveUp } from "./give-up.ts";
import { legibleRequests } from "./legible-requests.ts";
import { dropTornShards } from "./resume-shards.ts";
import { recoverBatches } from "./recover.ts";
import { openRoom, type Room } from "./room.ts";
import { sendRequests } from "./send-requests.ts";
import type { BatchDeps, BatchSettings } from "./settings.ts";
import { shardRequests } from "./shard-requests.ts";

/** An Engine over an OpenAI-compatible Batch API. What it sends survives the process, and is never sent twice. */
export function createBatchEngine(settings: BatchSettings, deps: BatchDeps): Engine {
  let opened: Promise<Room> | undefined;
  const room = (): Promise<Room> => {
    opened ??= openRoom(settings, deps).catch((error) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  return {
    name: "batch",
    remembered: true,
    inFlight: async () => readInFlight(await room()),
    recover: async () => {
      mayAct(settings);
      const here = await room();
      await here.inTurn(() => recoverBatches(here));
    },
    send: async (requests) => {
      mayAct(settings);
      const here = await room();
      await here.inTurn(() => sendRequests(here, requests));
    },
    collect: async function* () {
      mayAct(settings);
      yield* collectLots(await room());
    },
  };
}

function mayAct({ readOnly }: BatchSettings): void {
  if (readOnly) throw new Error("A run that only reads cannot send, recover or collect.");
}

/** Sends nothing: a Shard that an earlier run left unsent is sent on by the next `send` or `collect`. */
async function readInFlight(room: Room): Promise<readonly ChatRequest[]> {
  return room.inTurn(async () => {
    const { readOnly } = room.settings;
    if (!readOnly) await dropTornShards(room);
    const requestsOf = readOnly ? legibleRequests : shardRequests;
    const requests: ChatRequest[] = [];
    for (const state of room.journal.live()) {
      try {
        for await (const request of requestsOf(room, state)) requests.push(request);
      } catch (error) {
        if (!concernsOneBatch(error) || !(await giveUp(room, state.shard.name, error))) throw error;
      }
    }
    return [...requests, ...[...room.waiting.values()].map(({ request }) => request)];
  });
}

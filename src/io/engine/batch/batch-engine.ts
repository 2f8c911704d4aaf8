import type { ChatRequest } from "../../../core/model.ts";
import type { Engine, Owed } from "../../ports.ts";
import { collectLots } from "./collect-lots.ts";
import type { ShardState } from "./fold-journal.ts";
import { concernsOneBatch, giveUp } from "./give-up.ts";
import { halt } from "./halt.ts";
import { legibleRequests } from "./legible-requests.ts";
import { recoverBatches } from "./recover.ts";
import { openRoom, type Room } from "./room.ts";
import { sendRequests } from "./send-requests.ts";
import type { BatchDeps, BatchSettings } from "./settings.ts";
import { shardRequests } from "./shard-requests.ts";
import { tariffOf } from "./tariff-of.ts";

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
    collect: async function* (how) {
      mayAct(settings);
      yield* collectLots(await room(), how);
    },
    halt: async () => {
      const here = await room();
      return here.inTurn(() => halt(here));
    },
    tariff: () => "batch",
  };
}

function mayAct({ readOnly }: BatchSettings): void {
  if (readOnly) throw new Error("A run that only reads cannot send, recover or collect.");
}

async function readInFlight(room: Room): Promise<readonly Owed[]> {
  return room.inTurn(async () => {
    const requests: Owed[] = [];
    for (const state of room.journal.live()) {
      const tariff = tariffOf(state);
      for (const request of await requestsOf(room, state)) requests.push({ ...request, tariff });
    }
    for (const { request } of room.waiting.values()) requests.push({ ...request, tariff: "batch" });
    return requests;
  });
}

async function requestsOf(room: Room, state: ShardState): Promise<readonly ChatRequest[]> {
  const read = room.settings.readOnly ? legibleRequests : shardRequests;
  const requests: ChatRequest[] = [];
  try {
    for await (const request of read(room, state)) requests.push(request);
    return requests;
  } catch (error) {
    const isGivenUp = concernsOneBatch(error) && (await giveUp(room, state.shard.name, error));
    if (isGivenUp) return [];
    throw error;
  }
}

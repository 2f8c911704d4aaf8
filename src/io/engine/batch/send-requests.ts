import type { ChatRequest } from "../../../core/model.ts";
import { requireKey } from "../connect.ts";
import { combinationOf } from "./combination.ts";
import type { Room } from "./room.ts";
import { sendOn } from "./send-on.ts";

/**
 * Takes requests in, and sends as many as may go at once; `collect` sends on the others. Those that are still waiting
 * when the process ends were never sent: the next run asks for what its pages then need.
 */
export async function sendRequests(room: Room, requests: readonly ChatRequest[]): Promise<void> {
  // Before anything is planned: what is planned is sent one day, however old it is by then.
  requireKey(room.settings);
  for (const request of requests) {
    room.waiting.set(request.customId, { request, combination: combinationOf(request) });
  }
  try {
    await sendOn(room);
  } catch (error) {
    room.waiting.clear();
    throw error;
  }
}

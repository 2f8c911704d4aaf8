import { createHash, randomBytes } from "node:crypto";
import type { ChatRequest } from "../../../core/model.ts";
import { formatRequestLine } from "./request-line.ts";
import type { ShardLimits } from "./settings.ts";
import type { Shard } from "./shard.ts";

export interface ShardPlan {
  readonly shard: Shard;
  readonly requests: readonly ChatRequest[];
}

/**
 * Cuts requests into Shards: one model each, within the limits, in the order given. A request that is too long by
 * itself travels alone, so that the provider refuses only that one.
 */
export function* planShards(
  requests: readonly ChatRequest[],
  limits: ShardLimits,
): Generator<ShardPlan, void, undefined> {
  for (const [model, group] of groupByModel(requests)) yield* cut(model, group, limits);
}

function groupByModel(requests: readonly ChatRequest[]): Map<string, ChatRequest[]> {
  const groups = new Map<string, ChatRequest[]>();
  const seen = new Set<string>();
  for (const request of requests) {
    if (seen.has(request.customId)) continue;
    seen.add(request.customId);
    const { model } = request.body;
    const group = groups.get(model) ?? [];
    group.push(request);
    groups.set(model, group);
  }
  return groups;
}

function* cut(
  model: string,
  requests: readonly ChatRequest[],
  limits: ShardLimits,
): Generator<ShardPlan, void, undefined> {
  let draft = emptyDraft();
  for (const request of requests) {
    const line = formatRequestLine(request);
    const bytes = Buffer.byteLength(line);
    const isFull = draft.requests.length >= limits.requests || draft.bytes + bytes > limits.bytes;
    if (isFull && draft.requests.length > 0) {
      yield finish(model, draft);
      draft = emptyDraft();
    }
    draft.requests.push(request);
    draft.bytes += bytes;
    draft.hash.update(line);
  }
  if (draft.requests.length > 0) yield finish(model, draft);
}

interface Draft {
  readonly requests: ChatRequest[];
  readonly hash: ReturnType<typeof createHash>;
  bytes: number;
}

function emptyDraft(): Draft {
  return { requests: [], hash: createHash("sha256"), bytes: 0 };
}

function finish(model: string, { requests, hash, bytes }: Draft): ShardPlan {
  const name = `shard-${randomBytes(6).toString("hex")}`;
  const shard = { name, model, requests: requests.length, bytes, sha256: hash.digest("hex") };
  return { shard, requests };
}

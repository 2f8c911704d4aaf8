import { createHash } from "node:crypto";
import type { ChatRequest } from "../../../core/model.ts";
import { formatRequestLine } from "./request-line.ts";
import { requestTokens } from "./request-tokens.ts";
import type { ShardLimits } from "./settings.ts";
import { newShardName, type Shard } from "./shard.ts";

export interface CutLimits extends ShardLimits {
  /** Input tokens of one Shard; no limit unless given. */
  readonly tokens?: number | undefined;
}

export interface ShardPlan {
  readonly shard: Shard;
  readonly requests: readonly ChatRequest[];
}

/** Requests that a provider takes or refuses as one; each has an id of its own. */
export interface Group {
  readonly combination: string;
  readonly requests: readonly ChatRequest[];
}

/**
 * Cuts a group into Shards within the limits, in the order given, one at a time. A request that is too long by itself
 * travels alone, so that the provider refuses only that one.
 */
export function* planShards(
  { combination, requests }: Group,
  limits: CutLimits,
): Generator<ShardPlan, void, undefined> {
  let draft = emptyDraft();
  for (const request of requests) {
    const line = formatRequestLine(request);
    const size = { bytes: Buffer.byteLength(line), tokens: requestTokens(request) };
    if (draft.requests.length > 0 && isFull(draft, size, limits)) {
      yield finish(combination, draft);
      draft = emptyDraft();
    }
    draft.requests.push(request);
    draft.bytes += size.bytes;
    draft.tokens += size.tokens;
    draft.hash.update(line);
  }
  if (draft.requests.length > 0) yield finish(combination, draft);
}

interface Size {
  readonly bytes: number;
  readonly tokens: number;
}

interface Draft {
  readonly requests: ChatRequest[];
  readonly hash: ReturnType<typeof createHash>;
  bytes: number;
  tokens: number;
}

function emptyDraft(): Draft {
  return { requests: [], hash: createHash("sha256"), bytes: 0, tokens: 0 };
}

function isFull(draft: Draft, more: Size, limits: CutLimits): boolean {
  return (
    draft.requests.length >= limits.requests ||
    draft.bytes + more.bytes > limits.bytes ||
    draft.tokens + more.tokens > (limits.tokens ?? Number.POSITIVE_INFINITY)
  );
}

function finish(combination: string, draft: Draft): ShardPlan {
  const { requests, hash, bytes, tokens } = draft;
  const shard = {
    name: newShardName(),
    model: requests[0]?.body.model ?? "",
    combination,
    tokens,
    requests: requests.length,
    bytes,
    sha256: hash.digest("hex"),
  };
  return { shard, requests };
}

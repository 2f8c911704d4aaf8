import type { ShardState, Uploaded } from "./fold-journal.ts";
import type { BatchView } from "./read-batch.ts";
import type { Room } from "./room.ts";
import type { Shard } from "./shard.ts";

/** What limits the input tokens of a model that may be enqueued; `undefined` while nothing is known to. */
export function tokenBudget({ settings, notes }: Room, model: string): number | undefined {
  const known = [settings.limits.enqueuedTokens, notes.budgetOf(model)];
  const limits = known.filter((limit) => limit !== undefined);
  return limits.length === 0 ? undefined : Math.min(...limits);
}

/** Whether the provider should have room for one more Shard. One that is alone is always tried. */
export function hasRoomFor(room: Room, { name, model, tokens }: Shard): boolean {
  const budget = tokenBudget(room, model);
  const enqueued = enqueuedTokens(room, model, name);
  return budget === undefined || enqueued === 0 || enqueued + tokens <= budget;
}

/** Whether a batch failed only because too much was enqueued already: nothing ran, and later it may. */
export function lackedRoom({ code, reason = "" }: BatchView): boolean {
  return code === "token_limit_exceeded" || /enqueued token limit/i.test(reason);
}

/** Draws from a failure what the model's budget is. */
export async function learnBudget(room: Room, state: Uploaded, reason: string): Promise<number> {
  const { model, tokens, name } = state.shard;
  const wanted = enqueuedTokens(room, model, name) + tokens;
  const told = limitIn(reason) ?? Number.POSITIVE_INFINITY;
  // Where it should have fitted, others use the limit as well, or count in another way.
  const fits = wanted <= told ? wanted * SHRINK : told * MARGIN;
  const budget = Math.max(LEAST, Math.floor(Math.min(fits, told * MARGIN)));
  await room.notes.add({ budget: { model, tokens: budget } });
  return budget;
}

/** The rule of thumb is not exact. */
const MARGIN = 0.95;
const SHRINK = 0.75;
/** Smaller Shards would cost more time than they save. */
const LEAST = 1000;

function enqueuedTokens({ journal }: Room, model: string, but: string): number {
  return journal
    .live()
    .filter((state) => isEnqueued(state) && state.shard.model === model && state.shard.name !== but)
    .reduce((sum, { shard }) => sum + shard.tokens, 0);
}

function isEnqueued({ step }: ShardState): boolean {
  return step === "creating" || step === "created";
}

/** "Limit: 2,000,000 enqueued tokens". */
function limitIn(reason: string): number | undefined {
  const [, digits = ""] = /limit:?\s*(\d[\d,._]*)/i.exec(reason) ?? [];
  const limit = Number(digits.replace(/\D/g, ""));
  return limit > 0 && Number.isSafeInteger(limit) ? limit : undefined;
}

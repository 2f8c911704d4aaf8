import { UserError } from "../../../core/errors.ts";
import type { Answer, ChatRequest } from "../../../core/model.ts";
import { attemptOf } from "../../../core/prompt/build-requests.ts";
import type { Checked } from "../../ports.ts";
import type { Ended } from "./fold-journal.ts";
import type { Room } from "./room.ts";
import { tariffOf } from "./tariff-of.ts";

/**
 * Which of the requests of one combination may go. Until it has been seen to work, only a few of a large plan do, and
 * the others wait for what becomes of them.
 */
export function admitted(
  { settings, notes, journal }: Room,
  combination: string,
  requests: readonly ChatRequest[],
): readonly ChatRequest[] {
  const { canary } = settings.limits;
  if (canary === 0 || notes.hasPassed(combination)) return requests;
  const onTrial = journal
    .live()
    .filter((state) => state.shard.combination === combination && tariffOf(state) !== "free")
    .reduce((sum, { shard }) => sum + shard.requests, 0);
  if (onTrial + requests.length <= canary) return requests;
  return onTrial > 0 ? [] : spread(requests, canary);
}

/** From all over the plan, so that every locale is likely to be among them. */
function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  return items.filter(
    (_, at) =>
      Math.floor((at * count) / items.length) !== Math.floor(((at - 1) * count) / items.length),
  );
}

/** What became of the requests of a Shard. */
export interface Outcome {
  readonly answers: number;
  readonly failures: number;
  /** The provider's words about the first of them. */
  readonly reason: string;
  /** Whether none of its texts had failed before. */
  readonly isFirstAttempt: boolean;
}

export const NO_OUTCOME: Outcome = { answers: 0, failures: 0, reason: "", isFirstAttempt: true };

export function countOutcome(outcome: Outcome, { request, result }: Answer): Outcome {
  const isFirstAttempt = outcome.isFirstAttempt && attemptOf(request) === 1;
  if (result.kind === "text") return { ...outcome, isFirstAttempt, answers: outcome.answers + 1 };
  // What never ran tells nothing.
  if (result.reason === "lost") return { ...outcome, isFirstAttempt };
  const reason = outcome.reason || result.message;
  return { ...outcome, isFirstAttempt, failures: outcome.failures + 1, reason };
}

/**
 * Remembers a combination that works. Where one does not, and more of it waits, says so instead of sending the rest;
 * but what failed in a batch that was over before anything waited may have been mended since.
 */
export async function judge(
  room: Room,
  state: Ended,
  { outcome, checked }: { readonly outcome: Outcome; readonly checked: Checked | undefined },
): Promise<UserError | undefined> {
  const { notes, waiting, settings } = room;
  const { combination, model } = state.shard;
  const { answers, failures, reason, isFirstAttempt } = outcome;
  const isUsable = checked === undefined || !isFirstAttempt || checked.usable * 2 >= checked.texts;
  if (notes.hasPassed(combination) || answers + failures === 0) return undefined;
  if (answers > 0 && isUsable) {
    await notes.add({ passed: combination });
    return undefined;
  }
  if (tariffOf(state) === "free") return undefined;
  if (![...waiting.values()].some((one) => one.combination === combination)) return undefined;
  const requests = String(answers + failures);
  const { baseURL } = settings;
  if (answers === 0) return new UserError("trial-refused", { baseURL, model, requests, reason });
  const [texts, usable] = [String(checked?.texts ?? 0), String(checked?.usable ?? 0)];
  return new UserError("trial-unusable", { model, texts, usable });
}

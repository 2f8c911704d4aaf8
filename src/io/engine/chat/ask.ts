import type { Answer, AnswerFailure, ChatRequest } from "../../../core/model.ts";
import { explainTrouble, ProviderTrouble } from "../provider-trouble.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import type { Room } from "./room.ts";

/** So often in all, where it is unclear what became of it. */
const tries = 5;
const firstWaitMs = 1_000;
const maxWaitMs = 60_000;

/**
 * Asks one Request for as long as that makes sense. `undefined` where the run is being stopped and it has no answer;
 * throws what stops the run.
 */
export async function ask(
  room: Room,
  request: ChatRequest,
  isStopping: () => boolean,
): Promise<Answer["result"] | undefined> {
  for (let failed = 0; ; ) {
    const seen = await room.gate.enter();
    if (isStopping()) return undefined;
    const answer = await askOnce(room, request);
    if (!(answer instanceof ProviderTrouble)) return answer;
    const outcome = outcomeOf(answer);
    if (outcome === "again") failed += 1;
    if (outcome === "failed" || failed === tries) return lose(room, request, answer);
    await waitOut(room, answer, { outcome, seen, failed });
  }
}

interface Trial {
  readonly outcome: Outcome;
  /** What the gate said before it. */
  readonly seen: number;
  /** How often it has failed by now. */
  readonly failed: number;
}

/** Throws where waiting is in vain. Where the server is busy, it is the gate that waits. */
async function waitOut(room: Room, trouble: ProviderTrouble, trial: Trial): Promise<void> {
  const { outcome, seen, failed } = trial;
  if (outcome === "again") return pause(room, trouble, failed);
  const goesOn = outcome === "busy" && room.gate.shut(trouble, seen);
  if (!goesOn) throw explainTrouble(room.settings, trouble);
}

async function askOnce(
  { provider, gate, standing, underWay }: Room,
  { customId, body }: ChatRequest,
): Promise<Answer["result"] | ProviderTrouble> {
  await underWay.begin(customId);
  try {
    const answer = await provider.complete(body);
    gate.passed();
    standing.answered(body.model);
    return answer;
  } catch (error) {
    if (error instanceof ProviderTrouble) return error;
    throw error;
  }
}

/** One Request goes without an answer, unless it looks as if all others would too. */
function lose(room: Room, { body }: ChatRequest, trouble: ProviderTrouble): AnswerFailure {
  const { standing, settings } = room;
  const isHopeless =
    outcomeOf(trouble) === "failed" ? standing.refused(body.model) : standing.givenUp();
  if (isHopeless) throw explainTrouble(settings, trouble);
  const message = trouble.details.reason;
  return { kind: "failed", reason: "failed", message, usage: { input: 0, output: 0 } };
}

async function pause(room: Room, { details }: ProviderTrouble, failed: number): Promise<void> {
  const ms = Math.min(maxWaitMs, firstWaitMs * 2 ** (failed - 1));
  const jittered = Math.round(ms * (0.75 + 0.25 * Math.random()));
  const waitMs = Math.min(maxWaitMs, details.retryAfterMs ?? jittered);
  const { action: what, reason } = details;
  room.emit({ kind: "warning", warning: { kind: "retrying", what, reason, waitMs } });
  await room.clock.wait(waitMs);
}

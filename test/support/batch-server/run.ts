import { type Answer, complete, tokensOf } from "./completion.ts";
import { type InputLine, inspectInput } from "./input-file.ts";
import { writeResults } from "./results.ts";
import { failing, type Step, scriptFor } from "./script.ts";
import type { BatchObject, LineError, RequestCounts } from "./wire.ts";
import type { World } from "./world.ts";

/** A batch and what the server knows of it beyond what clients see. */
export interface Run {
  readonly batch: BatchObject;
  readonly ordinal: number;
  readonly createdMs: number;
  /** Null until the input file is validated. */
  plan: Plan | null;
  readonly answered: AnsweredLine[];
  stepsTaken: number;
  /** The end of the work under way: moves of one batch never overlap. */
  turn: Promise<void>;
}

export interface AnsweredLine {
  readonly customId: string;
  readonly answer: Answer;
}

interface Plan {
  readonly lines: readonly InputLine[];
  readonly inputTokens: number;
  readonly steps: Step[];
}

export function isTerminal({ status }: BatchObject): boolean {
  return ["completed", "failed", "expired", "cancelled"].includes(status);
}

/** Moves a batch on as far as the pace says it is due. */
export function catchUp(world: World, run: Run, { polled }: { polled: boolean }): Promise<void> {
  const { pace, now } = world.settings;
  return inTurn(run, async () => {
    const due = Math.floor((now() - run.createdMs) / pace.stepMs) - run.stepsTaken;
    const steps = Math.max(due, polled && pace.advanceOnPoll ? 1 : 0);
    await takeSteps(world, run, steps);
  });
}

export function finish(world: World, run: Run): Promise<void> {
  return inTurn(run, () => takeSteps(world, run, Number.POSITIVE_INFINITY));
}

/** Stops a batch; false if it had already ended. */
export async function cancel(world: World, run: Run): Promise<boolean> {
  await catchUp(world, run, { polled: false });
  return inTurn(run, async () => {
    if (isTerminal(run.batch)) return false;
    const answered = run.answered.length;
    run.plan = { ...NO_PLAN, ...run.plan, steps: [{ status: "cancelled", answered }] };
    enter(world, run, { status: "cancelling", answered });
    return true;
  });
}

function inTurn<T>(run: Run, work: () => Promise<T>): Promise<T> {
  const result = run.turn.then(work);
  run.turn = result.then(
    () => undefined,
    () => undefined,
  );
  return result;
}

async function takeSteps(world: World, run: Run, count: number): Promise<void> {
  for (let taken = 0; taken < count; taken += 1) {
    run.plan ??= planOf(world, run);
    const step = run.plan.steps.shift();
    if (!step) return;
    run.stepsTaken += 1;
    await answerLines(world, run, run.plan.lines.slice(run.answered.length, step.answered));
    enter(world, run, step);
  }
}

function planOf(world: World, { batch, ordinal }: Run): Plan {
  const { settings } = world;
  const law = { endpoint: batch.endpoint, maxLines: settings.limits.maxLines, chat: settings.chat };
  const file = world.files.get(batch.input_file_id);
  if (!file) return doomed([INPUT_GONE]);
  const { lines, errors } = inspectInput(file.bytes, law);
  batch.model = lines[0]?.body.model ?? null;
  if (errors.length > 0) return doomed(errors);
  const inputTokens = sum(lines.map(({ body }) => tokensOf(body.messages)));
  const quota = overQuota(world, batch.model, inputTokens);
  if (quota) return doomed([quota]);
  const script = scriptFor(settings.outcome(ordinal), lines.length, settings.pace.progressSteps);
  return { lines, inputTokens, steps: [...script] };
}

function doomed(errors: readonly LineError[]): Plan {
  return { ...NO_PLAN, steps: [...failing(errors)] };
}

const NO_PLAN = { lines: [], inputTokens: 0 } as const;

const INPUT_GONE: LineError = {
  code: "invalid_input_file",
  message: "The input file does not exist any more.",
  param: "input_file_id",
  line: null,
};

function overQuota(world: World, model: string | null, tokens: number): LineError | null {
  const limit = world.settings.limits.maxEnqueuedTokens;
  const enqueued = [...world.runs.values()]
    .filter(({ batch }) => batch.model === model && !isTerminal(batch))
    .map(({ plan }) => plan?.inputTokens ?? 0);
  if (sum(enqueued) + tokens <= limit) return null;
  const message =
    `Enqueued token limit reached for ${model}. Limit: ${limit} enqueued tokens. ` +
    "Please try again once some in_progress batches have been completed.";
  return { code: "token_limit_exceeded", message, param: null, line: null };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

async function answerLines(world: World, run: Run, lines: readonly InputLine[]): Promise<void> {
  const batchId = run.batch.id;
  const answers = await Promise.all(
    lines.map(async ({ customId, body }) => {
      const answer = await complete(world, body, { customId, batchId });
      return { customId, answer };
    }),
  );
  for (const answer of answers) run.answered.push(answer);
}

const STAMPS = {
  in_progress: "in_progress_at",
  finalizing: "finalizing_at",
  completed: "completed_at",
  failed: "failed_at",
  expired: "expired_at",
  cancelling: "cancelling_at",
  cancelled: "cancelled_at",
} as const;

function enter(world: World, run: Run, { status, errors }: Step): void {
  const { batch } = run;
  const stamp = isStamped(status) ? STAMPS[status] : null;
  if (stamp) batch[stamp] ??= world.seconds();
  batch.status = status;
  const hasRun = status !== "failed" || run.answered.length > 0;
  if (hasRun) batch.request_counts = countsOf(run);
  if (errors) batch.errors = { object: "list", data: errors };
  if (!isTerminal(batch) || !hasRun) return;
  const unrun = run.plan?.lines.slice(run.answered.length) ?? [];
  writeResults(
    world,
    run,
    unrun.map(({ customId }) => customId),
  );
}

function countsOf({ plan, answered }: Run): RequestCounts {
  const completed = answered.filter(({ answer }) => answer.kind === "completion").length;
  return { total: plan?.lines.length ?? 0, completed, failed: answered.length - completed };
}

function isStamped(status: string): status is keyof typeof STAMPS {
  return Object.hasOwn(STAMPS, status);
}

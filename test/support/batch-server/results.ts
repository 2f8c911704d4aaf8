import { errorBody } from "./api-error.ts";
import type { Answer, ChatCompletion, CodedMessage } from "./completion.ts";
import { shuffled } from "./random.ts";
import type { AnsweredLine, Run } from "./run.ts";
import { storeFile } from "./stored-files.ts";
import type { BatchUsage } from "./wire.ts";
import type { World } from "./world.ts";

/** Writes the output and the error file of a batch that ended; neither if it would be empty. */
export function writeResults(world: World, run: Run, unrun: readonly string[]): void {
  const { batch, answered } = run;
  const succeeded = answered.filter(({ answer }) => answer.kind === "completion");
  const failed = answered.filter(({ answer }) => answer.kind !== "completion");
  const reason = UNRUN[batch.status];
  const listed = reason && world.settings.unfinishedLines === "listed" ? unrun : [];
  batch.output_file_id = writeLines(world, run, {
    kind: "output",
    lines: linesOf(world, succeeded),
  });
  batch.error_file_id = writeLines(world, run, {
    kind: "error",
    lines: [...linesOf(world, failed), ...listed.map((id) => bareError(world, id, reason ?? null))],
  });
  batch.usage = usageOf(answered.map(({ answer }) => answer));
}

const UNRUN: Readonly<Record<string, CodedMessage>> = {
  expired: {
    code: "batch_expired",
    message: "This request could not be executed before the completion window expired.",
  },
  cancelled: {
    code: "batch_cancelled",
    message: "The batch was cancelled before this request was executed.",
  },
};

interface ResultLine {
  readonly id: string;
  readonly custom_id: string;
  readonly response: {
    readonly status_code: number;
    readonly request_id: string;
    readonly body: ChatCompletion | ReturnType<typeof errorBody>;
  } | null;
  readonly error: CodedMessage | null;
}

function linesOf(world: World, answered: readonly AnsweredLine[]): readonly ResultLine[] {
  return answered.flatMap((line) => lineOf(world, line) ?? []);
}

function lineOf(world: World, { customId, answer }: AnsweredLine): ResultLine | null {
  if (answer.kind === "no-response") {
    return answer.error && bareError(world, customId, answer.error);
  }
  const { status } = answer;
  const body =
    answer.kind === "completion"
      ? answer.body
      : errorBody(status, { param: null, ...answer.error });
  const response = { status_code: status, request_id: world.newId("req_"), body };
  return { id: world.newId("batch_req_"), custom_id: customId, response, error: null };
}

function bareError(world: World, customId: string, error: CodedMessage | null): ResultLine {
  return { id: world.newId("batch_req_"), custom_id: customId, response: null, error };
}

interface ResultFile {
  readonly kind: "output" | "error";
  readonly lines: readonly ResultLine[];
}

function writeLines(
  world: World,
  { batch, ordinal }: Run,
  { kind, lines }: ResultFile,
): string | null {
  if (lines.length === 0) return null;
  const mixed = shuffled(lines, world.settings.seed + ordinal);
  const text = mixed.map((line) => `${JSON.stringify(line)}\n`).join("");
  const bytes = Buffer.from(world.settings.rewrite(text, kind));
  const filename = `${batch.id}_${kind}.jsonl`;
  return storeFile(world, { bytes, filename, purpose: "batch_output" }).id;
}

function usageOf(answers: readonly Answer[]): BatchUsage {
  const usages = answers.flatMap((answer) =>
    answer.kind === "completion" ? answer.body.usage : [],
  );
  const input = usages.reduce((total, usage) => total + usage.prompt_tokens, 0);
  const output = usages.reduce((total, usage) => total + usage.completion_tokens, 0);
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: input + output,
  };
}

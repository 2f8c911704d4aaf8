import type { Answer, AnswerFailure, ChatRequest } from "../../../core/model.ts";
import type { Ended } from "./fold-journal.ts";
import { readLines } from "./read-lines.ts";
import { type ResultLine, readResultLine } from "./read-result-line.ts";
import type { Room } from "./room.ts";
import { resultPaths } from "./save-results.ts";
import { shardRequests } from "./shard-requests.ts";

/** Matches saved results with their requests, in whatever order they come: each request gets exactly one Answer. */
export async function* joinAnswers(
  room: Room,
  state: Ended,
): AsyncGenerator<Answer, void, undefined> {
  const waiting = new Map<string, ChatRequest>();
  for await (const request of shardRequests(room, state)) waiting.set(request.customId, request);
  const total = waiting.size;
  const failures = new Map<string, AnswerFailure>();
  for await (const { customId, result } of expectedResults(room, state, new Set(waiting.keys()))) {
    const request = waiting.get(customId);
    if (!request) continue;
    if (result.kind === "text") {
      waiting.delete(customId);
      yield { request, result };
    } else if (!failures.has(customId)) {
      // A good line may still come, in this file or the next: failures speak last.
      failures.set(customId, result);
    }
  }
  const answers = total - waiting.size;
  for (const [customId, request] of waiting) {
    yield { request, result: failures.get(customId) ?? lost(state) };
  }
  const { batchId: batch, end } = state;
  room.emit({
    kind: "batch-collected",
    batch,
    status: end.status,
    answers,
    failures: waiting.size,
  });
}

async function* expectedResults(
  room: Room,
  state: Ended,
  expected: ReadonlySet<string>,
): AsyncGenerator<ResultLine, void, undefined> {
  let unexpected = 0;
  for await (const result of results(room, state)) {
    if (expected.has(result.customId)) yield result;
    else unexpected += 1;
  }
  if (unexpected === 0) return;
  const warning = {
    kind: "unexpected-answers",
    batch: state.batchId,
    answers: unexpected,
  } as const;
  room.emit({ kind: "warning", warning });
}

async function* results(
  { settings, emit }: Room,
  state: Ended,
): AsyncGenerator<ResultLine, void, undefined> {
  for (const file of resultPaths(settings.directory, state)) {
    let number = 0;
    for await (const line of readLines(file)) {
      number += 1;
      const result = readResultLine(line, settings.apiKey);
      if (result) yield result;
      else if (line.trim() !== "") warnUnreadable(emit, file, number);
    }
  }
}

function warnUnreadable(emit: Room["emit"], file: string, line: number): void {
  emit({ kind: "warning", warning: { kind: "unreadable-record", file, line } });
}

function lost({ end }: Ended): AnswerFailure {
  const message = `no result came back; the batch ended as ${end.status}`;
  return { kind: "failed", reason: "lost", message, usage: { input: 0, output: 0 } };
}

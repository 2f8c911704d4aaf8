import type { ChatRequest } from "../core/model.ts";
import { namesIn } from "../core/prompt/ask-name.ts";
import { attemptOf } from "../core/prompt/build-requests.ts";
import type { Rung } from "../core/prompt/ladder.ts";
import { readRequest } from "../core/prompt/read-request.ts";
import type { LocaleRun } from "./run.ts";

/** Whatever comes of a Request, of this run or of one before it, none of its texts is asked for in that way again. */
export function climb(request: ChatRequest, locales: readonly LocaleRun[]): void {
  const asked = readRequest(request.body);
  const run = locales.find(({ locale }) => locale === asked?.locale);
  if (asked === undefined || run === undefined) return;
  const rung = rungAfter(request, asked.lines.size, run.offer.ladder);
  for (const name of namesIn(asked).values())
    run.next.set(name, Math.max(run.next.get(name) ?? 0, rung));
}

/** A text that was alone with a model need not be alone with it once more. */
function rungAfter(request: ChatRequest, texts: number, ladder: readonly Rung[]): number {
  const next = ladder[attemptOf(request)];
  const wasAlone = texts === 1 && next?.name === "alone" && next.model === request.body.model;
  return attemptOf(request) + (wasAlone ? 1 : 0);
}

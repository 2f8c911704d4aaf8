import { expect, test } from "vitest";
import { warningWords } from "../../src/cli/reporters/warning-words.ts";
import type { Warning } from "../../src/core/events.ts";

const batch = "batch_1";

const told: readonly (readonly [Warning, string])[] = [
  [{ kind: "stuck", batch, status: "validating", minutes: 31 }, "validating for 31 minutes;"],
  [{ kind: "stuck", batch, status: "finalizing", minutes: 150 }, "finalizing for 2 hours;"],
  [{ kind: "no-room", batch, model: "model-a", tokens: 1_500_000 }, "at most 1,500,000 at a time"],
  [{ kind: "asked-twice", batch, requests: 3 }, "as 3 requests in flight here"],
  [{ kind: "batch-left", batch }, "its input file is gone"],
  [{ kind: "results-missing", batch }, "what is missing is asked for again"],
  [{ kind: "list-unreadable", entries: 2 }, "has 2 entries that cannot be read"],
  [{ kind: "other-sites", batches: 4 }, "of other sites at the provider: 4;"],
  [{ kind: "given-up", reason: "X does not know it." }, "X does not know it. Given up;"],
];

test.each(told)("%o is one sentence or two", (warning, words) => {
  const text = warningWords(warning);
  expect(text).toContain(words);
  expect(text).toMatch(/^[^\n]+\.$/);
});

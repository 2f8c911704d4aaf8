import { revert } from "../../src/core/render/edits.ts";
import { render } from "../../src/core/render/render.ts";
import type { Outcome } from "./page-report.ts";
import type { Trial } from "./trial.ts";

/** With a model that returns its input, undoing the edits restores the bytes. */
export function tryIdentity({ document, edits, bytes }: Trial): Outcome {
  const localized = render(document, edits, new Map());
  const restored = bytes.encode(revert(localized, bytes.text, edits));
  if (restored.equals(bytes.bytes)) return { misses: [], unsupported: [] };
  const line = firstDifferentLine(restored.toString(), bytes.bytes.toString());
  const reason = `the bytes do not come back (${edits.length} edits)`;
  return { misses: [{ check: "identity", line, reason }], unsupported: [] };
}

function firstDifferentLine(text: string, other: string): number {
  const lines = other.split("\n");
  return text.split("\n").findIndex((line, index) => line !== lines[index]) + 1;
}

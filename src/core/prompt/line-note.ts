import type { PluralForm } from "../messages/plural.ts";
import type { Segment } from "../segment/segment.ts";
import { oneLine } from "./one-line.ts";

/** What a model is told about a text besides the text itself; one line, and never a line of its own. */
export function lineNote({ note, message }: Pick<Segment, "note" | "message">): string | undefined {
  const parts = [
    ...(message?.forms === undefined ? [] : [formsNote(message.forms)]),
    ...(note === undefined ? [] : [described(note)]),
  ];
  return parts.length === 0 ? undefined : parts.join("; ");
}

/** How many plural forms a note asks for. What its author wrote stands behind that, in quotation marks. */
export function formsWanted(note: string): number | undefined {
  const [, count] = /^([1-9]) plural form/.exec(note) ?? [];
  return count === undefined ? undefined : Number(count);
}

function formsNote(forms: readonly PluralForm[]): string {
  if (forms.length === 1) return "1 plural form, for all numbers, without |";
  const each = forms.map(({ category, examples }) => `${category} (${examples.join(", ")})`);
  return `${forms.length} plural forms, in this order, with | between them: ${each.join(" | ")}`;
}

/** Some descriptions are pages long; what matters comes first. */
const longest = 300;

function described(note: string): string {
  const line = oneLine(note).trim();
  const [...characters] = line;
  return JSON.stringify(
    characters.length > longest ? `${characters.slice(0, longest).join("")}…` : line,
  );
}

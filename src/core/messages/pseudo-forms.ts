import { pseudoLocalize } from "../pseudo.ts";
import type { Words } from "../words/words.ts";
import { joinForms } from "./check-forms.ts";
import { splitForms } from "./plural.ts";

/** A plural message, pseudo-localized. Its last form stands for any number, so that each form can be made of it. */
export function pseudoForms(source: Words, count: number): Words {
  const last = pseudoLocalize(splitForms(source).at(-1) ?? []);
  return joinForms(Array.from({ length: count }, () => last));
}

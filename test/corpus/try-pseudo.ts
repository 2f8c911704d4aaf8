import { pseudoLocalize } from "../../src/core/pseudo.ts";
import { type CheckedPage, pageFault } from "../../src/core/render/check-page.ts";
import { type SoundPage, soundTranslations } from "../../src/core/render/sound-translations.ts";
import { defaultTextRules } from "../../src/core/segment/rules.ts";
import type { CompiledPage } from "./create-loader.ts";
import type { Finding, Outcome, UnsupportedSegment } from "./page-report.ts";
import { rejectedAt } from "./rejected-at.ts";
import { replyTo } from "./reply-to.ts";
import type { Trial } from "./trial.ts";

/** With every word changed and every edit made, the page takes all words, compiles, and keeps its anchors. */
export async function tryPseudo(
  trial: Trial,
  unsupported: readonly UnsupportedSegment[],
): Promise<Outcome> {
  const { document, edits, compiled } = trial;
  const left = new Set(unsupported.map(({ index }) => index));
  const { translations, refused } = replyTo(document, ({ words }, index) =>
    left.has(index) ? undefined : pseudoLocalize(words),
  );
  const checked = { document, rules: defaultTextRules, edits };
  const sound = await soundTranslations(checked, translations);
  const rejected = sound.rejected.map((rejection) => rejectedAt(document, rejection));
  const broken = await brokenByEdits(checked, sound);
  const refusals = compiled ? await compileAgain(trial, compiled, sound.text) : [];
  const findings = [...refused, ...rejected, ...broken, ...refusals];
  return { misses: findings.map((finding) => ({ check: "pseudo", ...finding })), unsupported: [] };
}

/** A page that takes no words was not read again yet. */
async function brokenByEdits(
  checked: CheckedPage,
  { translations, text }: SoundPage,
): Promise<Finding[]> {
  if (translations.size > 0) return [];
  const fault = await pageFault(checked, translations, text);
  return fault ? [{ line: 1, reason: `the page is ${fault.kind} by its edits alone` }] : [];
}

async function compileAgain(
  { document, loader }: Trial,
  source: CompiledPage,
  text: string,
): Promise<Finding[]> {
  const page = await loader.compile({ filePath: document.filePath, fileContent: text });
  if ("reason" in page) return [{ ...page, reason: `does not compile: ${page.reason}` }];
  const index = source.ids.findIndex((id, place) => id !== page.ids[place]);
  if (index === -1 && source.ids.length === page.ids.length) return [];
  const place = index === -1 ? source.ids.length : index;
  const [before = "nothing", after = "nothing"] = [source.ids[place], page.ids[place]];
  return [{ line: 1, reason: `heading ${place + 1} has the id ${after} instead of ${before}` }];
}

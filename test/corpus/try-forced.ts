import type { PageDocument } from "../../src/core/document/document.ts";
import { lineAt } from "../../src/core/document/line-at.ts";
import { parsePage } from "../../src/core/document/parse-page.ts";
import { isRecord } from "../../src/core/foreign/record.ts";
import { render } from "../../src/core/render/render.ts";
import { soundTranslations } from "../../src/core/render/sound-translations.ts";
import { defaultTextRules } from "../../src/core/segment/rules.ts";
import { equalTrees } from "./equal-trees.ts";
import type { Finding, Outcome } from "./page-report.ts";
import { rejectedAt } from "./rejected-at.ts";
import { replyTo } from "./reply-to.ts";
import type { Trial } from "./trial.ts";

/**
 * With every Segment read as a Reply and written anew, the page is the same tree. The edits are left out of it, so that
 * paths are compared too.
 */
export async function tryForced({ document, edits }: Trial): Promise<Outcome> {
  const { translations, refused } = replyTo(document, ({ words }) => words);
  const checked = { document, rules: defaultTextRules, edits };
  const { translations: sound, rejected } = await soundTranslations(checked, translations);
  const unsupported = rejected.map((rejection) => ({
    index: rejection.index,
    ...rejectedAt(document, rejection),
  }));
  const forced = render(document, [], sound);
  const findings = [...refused, ...(await differences(document, forced))];
  return { misses: findings.map((finding) => ({ check: "forced", ...finding })), unsupported };
}

async function differences(
  { filePath, text, markdown }: PageDocument,
  forced: string,
): Promise<Finding[]> {
  const source = await parsePage(filePath, text, markdown);
  const again = await parsePage(filePath, forced, markdown);
  if ("reason" in source) return [source];
  if ("reason" in again) return [again];
  const found: Finding[] = [];
  const [before, after] = [source, again].map(({ frontMatter }) => valuesOf(frontMatter, markdown));
  if (before !== after) {
    found.push({ line: 1, reason: "the front matter has other values" });
  }
  const { parser } = source;
  const equality = equalTrees(parser.finish(source.tree), parser.finish(again.tree));
  if (!equality.equal) {
    found.push({ line: lineAt(text, source.at(equality.offset)), reason: equality.difference });
  }
  return found;
}

/** White space aside, and tags by name, if their URL is what Docusaurus makes of that. */
function valuesOf(values: object, { tagPermalink }: PageDocument["markdown"]): string {
  return JSON.stringify(values, (_, value: unknown) => {
    if (typeof value === "string") return value.replace(/\s+/g, " ").trim();
    if (!isRecord(value) || typeof value["label"] !== "string") return value;
    return value["permalink"] === tagPermalink?.(value["label"]) ? value["label"].trim() : value;
  });
}

import { eld } from "eld/extrasmall";
import remarkMath from "remark-math";
import type { AnswerFailure, AnswerText } from "../../../src/core/model.ts";
import type { ReplyProblemKind } from "../../../src/core/problems.ts";
import { buildRequests } from "../../../src/core/prompt/build-requests.ts";
import { readRequest } from "../../../src/core/prompt/read-request.ts";
import { pinEdits } from "../../../src/core/render/edits.ts";
import { soundTranslations } from "../../../src/core/render/sound-translations.ts";
import { acceptLine } from "../../../src/core/reply/accept-line.ts";
import { readReply } from "../../../src/core/reply/read-reply.ts";
import type { RepairName } from "../../../src/core/reply/repairs.ts";
import { defaultTextRules as rules } from "../../../src/core/segment/rules.ts";
import type { Words } from "../../../src/core/words/words.ts";
import { readResultLine } from "../../../src/io/engine/batch/read-result-line.ts";
import { documentOf } from "../document-of.ts";
import type { KindPage } from "./kind-page.ts";

/** What the tool makes of an example. */
export interface PlayedKind {
  /** The numbered lines of the Request. */
  readonly asked: string;
  readonly localized: string;
  /** Each once. */
  readonly repairs: readonly RepairName[];
  /** By index of the Segment. */
  readonly problems: ReadonlyMap<number, ReplyProblemKind>;
}

/** The guide's own Markdown: whatever is special on any site is special here. */
export const markdown = { plugins: { after: [remarkMath] } };

export async function playKind(example: Example): Promise<PlayedKind> {
  const document = await documentOf(example.source, markdown);
  const asks = document.segments.map(({ text }) => ({
    locale: example.locale,
    page: "docs/guides/page.mdx",
    text,
    rung: 0,
  }));
  const [request, ...more] = buildRequests(asks, settings);
  const asked = request && readRequest(request.body);
  if (!asked || more.length > 0) throw new Error("The example is not one Request.");
  const heard = readReply(resultOf(example.reply), asked.lines);
  const repairs = new Set(heard.repairs);
  const problems = new Map<number, ReplyProblemKind>();
  const translations = new Map<number, Words>();
  const { locale } = example;
  const languages = { sourceLocale: settings.sourceLocale, locale, detector: eld };
  document.segments.forEach((segment, index) => {
    const line = heard.lines.get(index + 1) ?? { kind: "line-missing", detail: "" };
    const read = "kind" in line ? line : acceptLine(line.text, segment, languages);
    if ("kind" in read) problems.set(index, read.kind);
    else {
      for (const name of read.repairs) repairs.add(name);
      translations.set(index, read.words);
    }
  });
  const checked = { document, rules, edits: pinEdits(document) };
  const sound = await soundTranslations(checked, translations);
  for (const { index } of sound.rejected) problems.set(index, "structure");
  return {
    asked: [...asked.lines].map(([number, text]) => `${number} ${text}\n`).join(""),
    localized: sound.text,
    repairs: [...repairs],
    problems,
  };
}

export type Example = Pick<KindPage, "source" | "locale" | "reply">;

const settings = {
  sourceLocale: "en",
  modelFor: () => "any",
  fallbackModels: [],
  requestTokens: 1500,
  temperature: null,
  tokenLimitField: null,
  requestBody: {},
};

/** The reply itself; in JSON where it holds what cannot be seen, or the provider's line around it. */
function resultOf({ language, text }: KindPage["reply"]): AnswerText | AnswerFailure {
  if (language === "text") return answer(text.replace(/\n$/, ""));
  const value: unknown = JSON.parse(text);
  if (typeof value === "string") return answer(value);
  const line = readResultLine(text);
  if (line === undefined) throw new Error(`not a line of an output file: ${text}`);
  return line.result;
}

function answer(content: string): AnswerText {
  return { kind: "text", content, finishReason: "stop", usage: { input: 0, output: 0 } };
}

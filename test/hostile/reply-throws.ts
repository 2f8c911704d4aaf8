import type { ReplyKind } from "../../src/core/reply/reply-kinds.ts";
import type { DetailedReply, Reply } from "../support/batch-server/options.ts";

import type { lineThrows } from "./line-throws.ts";

/** One line of a Reply with its number. */
export interface NumberedLine {
  readonly number: number;
  readonly words: string;
}

/** Tricks with a whole Reply; nothing where it is too short for them. */
export type ReplyThrow = (lines: readonly NumberedLine[]) => Reply | undefined;

/** Every kind that is no trick with one line: it does not compile while one is missing. */
export const replyThrows: Readonly<
  Record<Exclude<ReplyKind, keyof typeof lineThrows>, ReplyThrow>
> = {
  fence: (lines) => `\`\`\`markdown\n${numbered(lines)}\n\`\`\``,
  preamble: (lines) => `Sure! <script>evil</script> Here you are:\n\n${numbered(lines)}`,
  postscript: (lines) => `${numbered(lines)}\n\nimport evil; I hope this helps!`,
  thinking: (lines) => `<think>\n1 evil\n2 evil\n</think>\n\n${numbered(lines)}`,
  "thinking-unclosed": (lines) => `<think>\n${numbered(lines)}`,
  "thinking-unopened": (lines) => `1 evil, is it?\n</think>\n${numbered(lines)}`,

  "line-missing": (lines) => numbered(lines.filter((_, index) => index % 2 === 1)),
  "line-doubled": (lines) =>
    numbered(lines.flatMap((line) => [line, { ...line, words: `evil ${line.words}` }])),
  "line-repeated": (lines) => numbered([...lines, ...lines]),
  "lines-reordered": (lines) => (lines.length > 1 ? numbered([...lines].reverse()) : undefined),
  "lines-merged": (lines) =>
    lines.length > 1
      ? numbered(
          lines.flatMap((line, index) =>
            index % 2 === 0
              ? [{ ...line, words: `${line.words} ${lines[index + 1]?.words ?? ""}` }]
              : [],
          ),
        )
      : undefined,
  "line-broken": (lines) =>
    numbered(lines.map((line) => ({ ...line, words: line.words.replace(" ", "\n") }))),
  "line-invented": (lines) => `${numbered(lines)}\n${lines.length + 1} export const evil = 1`,
  "mark-dressed": (lines) =>
    lines.map(({ number, words }) => `**[${number}]:** ${words}`).join("\n"),
  "mark-lost": (lines) => lines.map(({ words }) => words).join("\n"),

  "cut-off": (lines) => ({ content: numbered(lines).slice(0, -3), finishReason: "length" }),
  refused: (): DetailedReply => ({ refusal: "I will not translate <script>evil</script>." }),
  filtered: (lines) => ({ content: numbered(lines), finishReason: "content_filter" }),
  failed: (): DetailedReply => ({
    status: 500,
    error: { code: "evil", message: "<b>evil</b> ::error::evil" },
  }),
  empty: () => "",
  blank: () => " \n\t\n",
};

export function numbered(lines: readonly NumberedLine[]): string {
  return lines.map(({ number, words }) => `${number} ${words}`).join("\n");
}

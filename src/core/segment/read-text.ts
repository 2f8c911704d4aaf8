import type { Text } from "mdast";
import type { TextWord } from "../words/words.ts";
import type { Bytes } from "./bytes.ts";
import type { AutolinkAtom } from "./segment.ts";

/** GFM links URLs that stand in a text only after parsing; they are found here, with their bytes. */
export function readText(node: Text, bytes: Bytes): (TextWord | AutolinkAtom)[] {
  const read: (TextWord | AutolinkAtom)[] = [];
  const range = bytes.range(node);
  let [value, from] = [node.value, range.start];
  for (const { label, url } of bytes.autolinksIn(node.value)) {
    const found = spelled(label).exec(bytes.slice({ start: from, end: range.end }));
    const index = value.indexOf(label);
    if (!found || index === -1) continue;
    if (index > 0) read.push({ type: "text", value: value.slice(0, index) });
    const start = from + found.index;
    const end = start + found[0].length;
    read.push({ type: "autolink", range: { start, end }, url, label });
    value = value.slice(index + label.length);
    from = end;
  }
  return value === "" ? read : [...read, { type: "text", value }];
}

/** A text as it may stand in Markdown, any character of it escaped. */
function spelled(text: string): RegExp {
  return new RegExp([...text].map((character) => `\\\\?${literal(character)}`).join(""));
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&");
}

/** A soft break is a space, but nothing between characters of scripts that are written without spaces. */
export function withoutSoftBreaks(text: string): string {
  return text.replace(breakBetweenWide, "").replace(/[ \t\r\n]+/g, " ");
}

const wide = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}";
const breakBetweenWide = new RegExp(
  `(?<=[${wide}、。，．：；！？）」』】])[ \\t]*\\r?\\n[ \\t]*(?=[${wide}（「『【])`,
  "gu",
);

/**
 * Foreign text (names of pages and locales, texts, replies, provider messages, batch ids), one function for each
 * reader that would otherwise do something with it instead of showing it.
 */

/**
 * For whatever people read. Control characters, escape sequences, invisible formatting and bidirectional overrides are
 * spelled out: they could repaint the terminal, hide what stands beside them or turn it around. One message is one line.
 */
export function visible(text: string): string {
  return text.replace(ACTIVE, (character) => {
    if (character === "\t" || character === "\n") return " ";
    return `\\u{${character.codePointAt(0)?.toString(16)}}`;
  });
}

const ACTIVE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/**
 * For one whole line of a terminal or of a log. Besides what `visible` does, no line can be a command to a CI runner.
 * GitHub takes a line for one that starts with `::` after white space, or has `##[` anywhere; Azure Pipelines and
 * TeamCity know `##vso[` and `##teamcity[`. Runs that are not on CI get the same lines, so that a log copied into
 * another one stays harmless too.
 */
export function printable(line: string): string {
  return visible(line).replace(LEADING_COMMAND, "$1\\u{3a}").replace(BRACKET_COMMAND, "$1\\u{5b}");
}

/** A runner that compares by the rules of a language skips ignorable characters, so these patterns do as well. */
const LEADING_COMMAND =
  /^([\s\p{Default_Ignorable_Code_Point}]*):(?=\p{Default_Ignorable_Code_Point}*:)/u;
const BRACKET_COMMAND =
  /(#\p{Default_Ignorable_Code_Point}*#[\p{Default_Ignorable_Code_Point}\w]*)\[/gu;

/**
 * For programs, through a terminal or a log. JSON leaves some characters alone that do something there; spelled out in
 * JSON's own way, they mean the same to programs. No line can start with `::`, because strings start with a quote.
 */
export function printableJson(value: object): string {
  return JSON.stringify(value, null, 2)
    .replace(ACTIVE_IN_JSON, (character) => character.split("").map(spelledOut).join(""))
    .replace(BRACKET_COMMAND, "$1\\u005b");
}

const ACTIVE_IN_JSON = /[\u007f-\u009f\p{Cf}\u2028\u2029]/gu;

function spelledOut(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/**
 * For the message of a workflow command, `::warning::message`. A line end would end the command, and what follows
 * could be another one; the runner reads `%0A` as a line end.
 */
export function commandData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** For a property of a workflow command, `file=…`: besides, `:` could end the properties and `,` begin another. */
export function commandProperty(text: string): string {
  return commandData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** For the content of an element or a quoted attribute in HTML: no tag, no reference and no end of the attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * For a cell of a table in a GitHub summary, which is Markdown. There is no safe spelling inside a Markdown table or
 * raw inline HTML: GFM looks for addresses in the text after it has decoded references. So summaries write tables as
 * HTML blocks, in which Markdown reads nothing until an empty line, and `visible` leaves no line end in a cell. What
 * GitHub does to finished HTML (@mentions, #1, commit ids, :emoji:, $math$) it does not do in `code`.
 */
export function summaryCell(text: string): string {
  return text === "" ? "" : `<code>${escapeHtml(visible(text))}</code>`;
}

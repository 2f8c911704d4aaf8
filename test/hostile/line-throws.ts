import type { ReplyKind } from "../../src/core/reply/reply-kinds.ts";
import { speak } from "../support/speak.ts";

/** A line that is about to be spoilt. */
export interface Said {
  /** What was asked for, in the notation. */
  readonly text: string;
  /** What a good model would say. */
  readonly said: string;
  readonly locale: string;
  /** Below 1; tells variants of the same trick apart. */
  readonly chance: number;
}

/** What a model says instead; nothing where the text gives no occasion. */
export type LineThrow = (line: Said) => string | undefined;

/** Tricks with the words of one line. */
export const lineThrows = {
  "tag-missing": ({ said }) => changed(said, /<\/?\d+\/?>/g, ""),
  "tag-doubled": ({ said, text }) => {
    const tag = /<\d+\/>/.exec(text)?.[0] ?? /<(\d+)>/.exec(text)?.[0];
    return tag && `${said} ${tag}${tag.endsWith("/>") ? "" : tag.replace("<", "</")}`;
  },
  "tag-badly-nested": ({ said }) => changed(said, /<(\d+)>(.*?)<\/\1>/, "</$1>$2<$1>"),
  "tag-invented": ({ said, chance }) =>
    chance < 0.5 ? `${said} <97/>` : `<97>${said.replace(/<\/?\d+\/?>/g, "")}</97>`,
  "tag-translated": ({ said }) => changed(said, /<(\/?)\d+(\/?)>/g, "<$1lien$2>"),
  "tag-encoded": ({ said }) => changed(said, /<(\/?\d+\/?)>/g, "&lt;$1&gt;"),
  "tag-wide": ({ said }) => changed(said, /<(\/?\d+\/?)>/g, "＜$1＞"),
  "tag-spaced": ({ said }) => changed(said, /<(\/?)(\d+)(\/?)>/g, "< $1 $2 $3 >"),
  "tag-as-empty-pair": ({ said }) => changed(said, /<(\d+)\/>/g, "<$1></$1>"),

  "code-changed": ({ said }) => changed(said, /`([^`]+)`/, "`$1 evil`"),
  "code-added": ({ said }) => `${said} \`evil()\``,
  "code-lost": ({ said }) => changed(said, /`[^`]+`/, "evil"),

  wordless: ({ said }) => said.replace(/[\p{L}\p{N}]+(?![^<]*>)/gu, "…"),
  copied: ({ text }) => text,
  "wrong-language": ({ text, locale }) => speak(text, locale === "es" ? "de" : "es"),
  "wrong-script": ({ text, locale }) => speak(text, locale === "ru" ? "ar" : "ru"),
  romanised: ({ text, locale }) =>
    ["ja", "ru", "ar"].includes(locale) ? speak(text, "de") : undefined,
  "too-long": ({ said }) => `${said} ${"evil evil words ".repeat(90 + said.length)}`,
  "too-short": ({ said, text }) => (text.length > 120 ? (said.split(" ")[0] ?? "") : undefined),
  loop: ({ said }) => `${said}${" encore et encore".repeat(30)}`,
  "number-changed": ({ said }) => changed(said, /\d{2,}(?![^<]*>)/, "7"),

  "no-break-spaces": ({ said }) => changed(said, / /g, "\u00a0"),
  "wide-letters": ({ said }) => `${said} ＥＶＩＬ｛ｘ｝`,
  "zero-width": ({ said }) => said.replace(/\p{L}{2}/gu, (pair) => [...pair].join("\u200b")),
  bidi: ({ said }) => `\u202e${said}\u2066`,
  "tag-characters": ({ said }) => `${said}\u{e0065}\u{e0076}\u{e007f}`,

  "module-words": put(
    "import evil from './evil.js'",
    "export const evil = 1",
    "export default () => evil",
  ),
  autolink: put("https://evil.example/x", "www.evil.example", "evil@evil.example"),
  "link-markup": put(
    "[evil](javascript:alert('evil'))",
    "![evil](https://evil.example/x.png)",
    "[evil]: https://evil.example",
    "[evil][evil]",
    "[^evil]: evil",
  ),
  directive: put(":::danger evil", ":::", "::evil[evil]", ":evil[evil]{onclick=evil}"),
  math: put("$evil$", "$$ evil"),
  "setext-underline": put("===", "evil ---"),
  "heading-mark": put("# evil", "###### evil", "evil {#evil}"),
  "list-mark": put("- evil", "+ evil", "* evil", "1. evil", "2) evil", "- [x] evil"),
  "quote-mark": put("> evil", ">evil"),
  "table-bar": put("| evil | evil |", "|", "|---|"),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what is thrown
  braces: put("{process.env.EVIL}", "{evil", "evil}", "${evil}", "{/* evil */}"),
  "angle-brackets": put(
    "<script>alert('evil')</script>",
    "<img src=x onerror=alert('evil')>",
    "<Evil onClick={() => alert('evil')} />",
    "<Evil>",
    "</TabItem>",
    "<!-- evil -->",
    "<https://evil.example>",
  ),
  "character-reference": put("&lt;script&gt;evil&#123;", "&#x3c;evil&gt;", "&nbsp;&evil;"),
  rule: put("---", "***", "___"),
  "code-fence": put("```js evil", "~~~ evil", "```"),
  emphasis: put("**evil**", "_evil_ ~~evil~~", "*evil"),
  indentation: ({ said, chance }) => `${chance < 0.5 ? "     " : "\t"}${said}`,
} as const satisfies Readonly<Partial<Record<ReplyKind, LineThrow>>>;

function changed(said: string, pattern: RegExp, replacement: string): string | undefined {
  const other = said.replace(pattern, replacement);
  return other === said ? undefined : other;
}

/** One of these in front of the words, behind them, between them, or around the tags alone. */
function put(...payloads: readonly string[]): LineThrow {
  return ({ said, chance }) => {
    const turn = Math.floor(chance * payloads.length * 4);
    const payload = payloads[turn % payloads.length] ?? "";
    const atoms = [...said.matchAll(/<\/?\d+\/?>|`[^`]*`/g)].join(" ");
    const places = [
      `${payload} ${said}`,
      `${said} ${payload}`,
      said.includes(" ") ? said.replace(" ", ` ${payload} `) : `${said}${payload}`,
      `${payload} ${said.split(/[<`]/)[0]} ${atoms}`,
    ];
    return places[Math.floor(turn / payloads.length) % places.length];
  };
}

import type { Reply } from "../support/batch-server/options.ts";
import type { ChatBody } from "../support/batch-server/wire.ts";
import { translateLines } from "./bench.ts";

/** What turns into something else than words wherever it is not escaped. */
const payloads: readonly string[] = [
  "import evil from './evil.js'",
  "export const evil = 1",
  "export default () => evil",
  "<script>alert('evil')</script>",
  "<img src=x onerror=alert('evil')>",
  "<Evil onClick={() => alert('evil')} />",
  "<Evil>",
  "</TabItem>",
  "</Box>",
  "<!-- evil -->",
  "{/* evil */}",
  "{process.env.EVIL}",
  "{evil",
  "evil}",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what is tried
  "${evil}",
  "<https://evil.example>",
  "https://evil.example/x",
  "www.evil.example",
  "evil@evil.example",
  "[evil](javascript:alert('evil'))",
  "[evil](https://evil.example)",
  "![evil](https://evil.example/x.png)",
  "[evil]: https://evil.example",
  "[evil][evil]",
  "[^evil]: evil",
  ":::danger evil",
  ":::",
  "::evil[evil]",
  ":evil[evil]{onclick=evil}",
  "---",
  "===",
  "***",
  "| evil | evil |",
  "$evil$",
  "$$ evil",
  "- evil",
  "+ evil",
  "1. evil",
  "# evil",
  "evil {#evil}",
  "> evil",
  "```js evil",
  "~~~ evil",
  "    evil",
  "\tevil",
  "**evil**",
  "_evil_ ~~evil~~",
  "&lt;script&gt;evil&#123;",
  "evil\\",
  "evil \"double\" 'single' `",
  "evil: [evil, #evil",
  "evil\u2028evil\u0085evil",
  "%evil% @evil !evil",
];

/** What a model does that is only sloppy. */
const sloppy: readonly ((text: string) => string | undefined)[] = [
  () => undefined,
  () => "",
  () => "evil",
  (text) => text,
  (text) => `evil ${text}\nevil rest`,
  (text) => `evil ${text.replace(/<[^>]*>/g, "")}`,
  (text) => `evil ${text} <9/>`,
  (text) => `evil ${text} \`evil\``,
  (text) => `evil ${text} ${"evil ".repeat(400)}`,
];

const places: readonly ((text: string, payload: string) => string)[] = [
  (text, payload) => `${payload} ${text} 文`,
  (text, payload) => `文 ${text} ${payload}`,
  (text, payload) => `文 ${text.replace(" ", ` ${payload} `)}`,
  (text, payload) => `${payload}${[...text.matchAll(/<[^>]*>|`[^`]*`/g)].join(" ")} 文`,
];

/** Each text of each locale gets its own kind of malice, the same whenever it is asked for. */
export function hostileReplies(seed: number): (body: ChatBody) => Reply {
  const turns = new Map<string, number>();
  const turnOf = (name: string) => {
    const turn = turns.get(name) ?? turns.size + seed;
    turns.set(name, turn);
    return turn;
  };
  return (body) =>
    translateLines(body, undefined, (text, locale) => {
      const turn = turnOf(`${locale} ${text}`);
      const kind = turn % (payloads.length + sloppy.length);
      const payload = payloads[kind];
      if (payload === undefined) return sloppy[kind - payloads.length]?.(text);
      const place = places[Math.floor(turn / (payloads.length + sloppy.length)) % places.length];
      return place?.(text, payload);
    });
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ChatBody } from "../../src/core/model.ts";
import { readRequest } from "../../src/core/prompt/read-request.ts";

/** Translations written by people, by locale and by the source text in the notation. */
export type Phrasebook = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads `<dir>/<locale>.json`, each one flat object. */
export function readPhrasebook(dir: string, locales: readonly string[]): Phrasebook {
  return new Map(
    locales.map((locale) => {
      const entries: unknown = JSON.parse(readFileSync(join(dir, `${locale}.json`), "utf8"));
      if (typeof entries !== "object" || entries === null)
        throw new Error(`${locale}.json is no object`);
      return [
        locale,
        new Map(Object.entries(entries).map(([text, words]) => [text, String(words)])),
      ];
    }),
  );
}

/** Answers as a good model would: the same line numbers, each line translated. A text it does not know is left out. */
export function phrasebookReply(phrasebook: Phrasebook): (body: ChatBody) => string {
  return (body) => {
    const asked = readRequest(body);
    if (asked === undefined) throw new Error("not a Request of this tool");
    const phrases = phrasebook.get(asked.locale);
    return [...asked.lines]
      .flatMap(([number, text]) => {
        const words = phrases?.get(text);
        return words === undefined ? [] : [`${number} ${words}`];
      })
      .join("\n");
  };
}

import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { parse } from "yaml";
import { isRecord } from "../../src/core/foreign/record.ts";
import type { DataSource, Locale, Message, MessagesSource } from "../../src/core/model.ts";

/** What a localized file of messages or data has that its source does not allow; one sentence each. */
export async function oddEntries(
  source: DataSource | MessagesSource,
  locale: Locale,
): Promise<readonly string[]> {
  const text = await textOf(localizedFile(source, locale));
  // Nothing could be translated: Docusaurus takes the source.
  if (text === undefined) return [];
  try {
    if (source.format === "messages") return oddMessages(source.messages, text, locale);
    return oddData(source, await readFile(source.path, "utf8"), text);
  } catch (error) {
    return [`it cannot be read: ${error}`];
  }
}

function localizedFile(source: DataSource | MessagesSource, locale: Locale): string {
  if (source.format === "messages") return source.targets.get(locale) ?? "";
  const { path, root } = source;
  return join(root.localizedDirs.get(locale) ?? "", relative(root.dir, path));
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Knows nothing of how the tool reads messages. */
function oddMessages(
  messages: readonly Message[],
  text: string,
  locale: Locale,
): readonly string[] {
  const file: unknown = JSON.parse(text);
  if (!isRecord(file)) return ["the file is no object"];
  return Object.entries(file).flatMap(([id, entry]) => {
    const source = messages.find((message) => message.id === id);
    if (source === undefined) return [`${id} is no message of the site`];
    const fault = entryFault(entry, source, locale);
    return fault === undefined ? [] : [`${id}: ${fault}: ${JSON.stringify(entry)}`];
  });
}

function entryFault(entry: unknown, source: Message, locale: Locale): string | undefined {
  if (!isRecord(entry)) return "no object";
  const { message, description, ...rest } = entry;
  if (typeof message !== "string" || Object.keys(rest).length > 0) return "not as Docusaurus reads";
  if (description !== source.description) return "another description";
  if (message === source.message) return undefined;
  return isPlural(source.message)
    ? pluralFault(message.split("|"), source.message.split("|"), locale)
    : surplusFault(message, source.message);
}

/** Enough to tell the guide's messages apart. */
function isPlural(message: string): boolean {
  return /\S\|\S/.test(message);
}

function pluralFault(
  forms: readonly string[],
  originals: readonly string[],
  locale: Locale,
): string | undefined {
  const wanted = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.length;
  if (forms.length !== wanted) return `${forms.length} plural forms instead of ${wanted}`;
  const all = markupOf(originals.at(-1) ?? "");
  for (const form of forms) {
    const own = markupOf(form);
    if (own.some((part, at) => !all.includes(part) || own.indexOf(part) !== at))
      return `other placeholders in ${JSON.stringify(form)}`;
    if (!/\p{L}/u.test(form.replace(markup, ""))) return "a form without words";
  }
  return surplusFault(forms.at(-1) ?? "", originals.at(-1) ?? "");
}

function surplusFault(message: string, source: string): string | undefined {
  const [now, before] = [markupOf(message), markupOf(source)].map((list) => list.sort().join(" "));
  if (now !== before) return `${now} for ${before}`;
  const ends = (text: string) => `${/^\s*/.exec(text)}.${/\s*$/.exec(text)}`;
  return ends(message) === ends(source) ? undefined : "other white space around it";
}

/** What a browser takes for a tag, closed or not; placeholders; references. */
const markup = /<[a-z!?/][^>]*(?:>|$)|\{\w+\}|&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);/gi;

function markupOf(message: string): string[] {
  return message.match(markup) ?? [];
}

const translated: Readonly<Record<DataSource["holds"], readonly string[]>> = {
  authors: ["title", "description"],
  tags: ["label", "description"],
};

function oddData(source: DataSource, text: string, localized: string): readonly string[] {
  const words: string[] = [];
  const [before, after] = [text, localized].map((yaml) =>
    JSON.stringify(parse(yaml), (key, value: unknown) => {
      if (!translated[source.holds].includes(key)) return value;
      if (typeof value !== "string" || value.trim() === "") words.push(`${key} has no words`);
      return "";
    }),
  );
  return before === after ? words : [...words, `${after} for ${before}`];
}

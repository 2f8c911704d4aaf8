import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import fastGlob from "fast-glob";
import { readData } from "../../src/core/data/read-data.ts";
import { conformMessage } from "../../src/core/messages/conform-message.ts";
import { readMessage, writeMessage } from "../../src/core/messages/message-words.ts";
import { readMessagesFile } from "../../src/core/messages/messages-file.ts";
import { pseudoLocalize } from "../../src/core/pseudo.ts";
import { writeWords } from "../../src/core/words/notation.ts";
import type { Site } from "./site.ts";

/** What is in the files of a corpus besides pages, and what goes wrong with it. */
export interface OtherFiles {
  readonly files: number;
  readonly texts: number;
  /** Of a file that is nobody's to translate, with the reason. */
  readonly refused: readonly string[];
  readonly misses: readonly string[];
}

/** Files of authors and tags, and existing messages of any locale, each with its own words and with accented ones. */
export async function tryOtherFiles(sites: readonly Site[]): Promise<OtherFiles> {
  const found = await Promise.all(sites.map(filesOf));
  const outcomes = found.flat().map(tryFile);
  return {
    files: outcomes.length,
    texts: outcomes.reduce((sum, { texts }) => sum + texts, 0),
    refused: outcomes.flatMap(({ refused }) => refused ?? []),
    misses: outcomes.flatMap(({ misses }) => misses),
  };
}

interface File {
  readonly name: string;
  readonly text: string;
}

async function filesOf({ id, dir }: Site): Promise<File[]> {
  const globs = ["**/{authors,tags}.{yml,yaml,json}", "**/i18n/**/*.json"];
  const names = await fastGlob(globs, { cwd: dir, ignore: ["**/node_modules/**"] });
  return names.sort().map((name) => ({
    name: `${id}/${name}`,
    text: readFileSync(join(dir, name), "utf8"),
  }));
}

interface Outcome {
  readonly texts: number;
  readonly refused?: string;
  readonly misses: readonly string[];
}

function tryFile(file: File): Outcome {
  return /^(?:authors|tags)\./.test(basename(file.name)) ? tryData(file) : tryMessages(file);
}

function tryData({ name, text }: File): Outcome {
  const holds = basename(name).startsWith("authors") ? "authors" : "tags";
  const document = readData(text, holds);
  if ("reason" in document) return refusal(name, document.reason);
  const own = document.segments.map(({ words }, index) => [index, words] as const);
  const same = document.write(new Map());
  const other = document.write(new Map(own.map(([at, words]) => [at, pseudoLocalize(words)])));
  const again = readData(other.text, holds);
  const isRead = "segments" in again && again.segments.length === document.segments.length;
  return {
    texts: own.length,
    misses: [
      ...(same.text === text ? [] : [`${name}: is not the same without new words`]),
      ...other.rejected.map(({ index }) => `${name}: does not take text ${index}`),
      ...(isRead ? [] : [`${name}: is read differently with new words`]),
    ],
  };
}

function tryMessages({ name, text }: File): Outcome {
  const file = readMessagesFile(text);
  if ("reason" in file) return refusal(name, file.reason);
  const misses = [...file.entries].flatMap(([id, { message }]) => {
    const { words, kept } = readMessage(message);
    if (writeMessage(words, kept) !== message) return [`${name}: ${id} is not the same again`];
    const accented = writeWords(pseudoLocalize(words));
    const read = conformMessage(accented, words, { kept });
    return "kind" in read ? [`${name}: ${id} takes no accents (${read.kind} ${read.detail})`] : [];
  });
  return { texts: file.entries.size, misses };
}

function refusal(name: string, reason: string): Outcome {
  return { texts: 0, refused: `${name}: ${reason}`, misses: [] };
}

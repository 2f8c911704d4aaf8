import type { MemoryRecord, WordClass } from "../../core/model.ts";
import {
  isListOf,
  isName,
  isOptional,
  isSectionKey,
  isText,
  readFields,
} from "./foreign-fields.ts";

const fields = new Set(["key", "page", "classes", "source", "target", "human", "model"]);

/** One letter a Segment keeps the lines readable. */
const letters = { prose: "p", label: "l" } as const satisfies Record<WordClass, string>;

/** The order of the fields is part of the format: lines are sorted by it and compared as bytes. */
export function writeMemoryLine(record: MemoryRecord): string {
  const { key, page, classes, source, target, human, model } = record;
  return JSON.stringify({
    key,
    page,
    classes: classes.map((name) => letters[name]).join(""),
    source,
    target,
    human: human.length > 0 ? human : undefined,
    model,
  });
}

/** `undefined` where any part of the line is not as it was written. */
export function readMemoryLine(line: string): MemoryRecord | undefined {
  const found = readFields(line, fields);
  if (found === undefined) return undefined;
  const { key, page, classes, source, target, human = [], model } = found;
  if (!isSectionKey(key) || !isOptional(page, isName) || !isOptional(model, isName))
    return undefined;
  if (!isListOf(source, isText) || !isListOf(target, isTarget)) return undefined;
  const words = readClasses(classes);
  if (words?.length !== source.length || target.length !== source.length) return undefined;
  if (!isListOf(human, isIndex) || !isHumanOf(human, target)) return undefined;
  return {
    key,
    ...(page === undefined ? {} : { page }),
    classes: words,
    source,
    target,
    human,
    ...(model === undefined ? {} : { model }),
  };
}

function readClasses(value: unknown): WordClass[] | undefined {
  if (!isText(value)) return undefined;
  const names: WordClass[] = [];
  for (const letter of value) {
    const name = classNamed(letter);
    if (name === undefined) return undefined;
    names.push(name);
  }
  return names;
}

function classNamed(letter: string): WordClass | undefined {
  if (letter === letters.prose) return "prose";
  return letter === letters.label ? "label" : undefined;
}

function isTarget(value: unknown): value is string | null {
  return value === null || isText(value);
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** Ascending, and each of a text that is there. */
function isHumanOf(human: readonly number[], target: readonly (string | null)[]): boolean {
  return human.every((index, at) => isText(target[index]) && (human[at - 1] ?? -1) < index);
}

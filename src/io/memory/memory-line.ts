import type { MemoryRecord, WordClass } from "../../core/model.ts";
import {
  isListOf,
  isName,
  isOptional,
  isSectionKey,
  isText,
  readFields,
} from "./foreign-fields.ts";

const fields = new Set(["key", "page", "classes", "source", "notes", "target", "human", "model"]);

/** One letter a Segment keeps the lines readable. */
const letters: Readonly<Record<WordClass, string>> = { prose: "p", label: "l", message: "m" };
const classNamed = new Map<string, WordClass>([
  ["p", "prose"],
  ["l", "label"],
  ["m", "message"],
]);

/** The order of the fields is part of the format: lines are sorted by it and compared as bytes. */
export function writeMemoryLine(record: MemoryRecord): string {
  const { key, page, classes, source, notes, target, human, model } = record;
  return JSON.stringify({
    key,
    page,
    classes: classes.map((name) => letters[name]).join(""),
    source,
    notes,
    target,
    human: human.length > 0 ? human : undefined,
    model,
  });
}

/** `undefined` where any part of the line is not as it was written. */
export function readMemoryLine(line: string): MemoryRecord | undefined {
  const found = readFields(line, fields);
  if (found === undefined) return undefined;
  const { key, page, classes, source, notes, target, human = [], model } = found;
  if (!isSectionKey(key) || !isOptional(page, isName) || !isOptional(model, isName))
    return undefined;
  if (!isListOf(source, isText) || !isListOf(target, isTarget)) return undefined;
  const words = readClasses(classes);
  if (words?.length !== source.length || target.length !== source.length) return undefined;
  if (!isListOf(human, isIndex) || !isHumanOf(human, target)) return undefined;
  if (!isOptional(notes, isNotes) || (notes && notes.length !== source.length)) return undefined;
  return {
    key,
    ...(page === undefined ? {} : { page }),
    classes: words,
    source,
    ...(notes === undefined ? {} : { notes }),
    target,
    human,
    ...(model === undefined ? {} : { model }),
  };
}

function readClasses(value: unknown): WordClass[] | undefined {
  if (!isText(value)) return undefined;
  const names: WordClass[] = [];
  for (const letter of value) {
    const name = classNamed.get(letter);
    if (name === undefined) return undefined;
    names.push(name);
  }
  return names;
}

function isTarget(value: unknown): value is string | null {
  return value === null || isText(value);
}

/** Absent rather than empty, so that each record has one form. */
function isNotes(value: unknown): value is (string | null)[] {
  return isListOf(value, isTarget) && value.some(isText);
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** Ascending, and each of a text that is there. */
function isHumanOf(human: readonly number[], target: readonly (string | null)[]): boolean {
  return human.every((index, at) => isText(target[index]) && (human[at - 1] ?? -1) < index);
}

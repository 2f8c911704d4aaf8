import { isRecord } from "../../core/foreign/record.ts";
import type { KeptSegment, MessageStamp, PageRecord, Tried } from "../../core/model.ts";
import { type ProblemKind, problemWords } from "../../core/problems.ts";
import {
  isContentHash,
  isListOf,
  isName,
  isOptional,
  isSectionKey,
  isSegmentKey,
  isText,
  readFields,
} from "./foreign-fields.ts";

const fields = new Set([
  "page",
  "file",
  "source",
  "output",
  "memory",
  "shape",
  "reads",
  "date",
  "sections",
  "kept",
  "pseudo",
  "messages",
]);

/** The order of the fields is part of the format: lines are sorted by it and compared as bytes. */
export function writePageLine(record: PageRecord): string {
  const { page, file, source, output, memory, shape, reads, sections, kept, pseudo } = record;
  return JSON.stringify({
    page,
    file,
    source,
    output,
    memory,
    shape,
    reads: reads.length > 0 ? reads : undefined,
    date: record.date,
    sections,
    kept: kept.length > 0 ? kept.map(orderKept) : undefined,
    pseudo: pseudo || undefined,
    messages: record.messages,
  });
}

function orderKept({ kind, line, detail, text, key, tried }: KeptSegment): KeptSegment {
  return {
    kind,
    line,
    detail,
    text,
    ...(key === undefined ? {} : { key }),
    ...(tried === undefined ? {} : { tried: { checks: tried.checks, models: tried.models } }),
  };
}

/** `undefined` where any part of the line is not as it was written. */
export function readPageLine(text: string): PageRecord | undefined {
  const found = readFields(text, fields);
  if (found === undefined) return undefined;
  const {
    page,
    file,
    source,
    output,
    memory,
    shape,
    reads = [],
    date,
    sections,
    kept = [],
    pseudo = false,
    messages,
  } = found;
  if (!isOptional(messages, isStamps) || !isOptional(date, isDate)) return undefined;
  if (!isName(page) || !isName(file) || !isContentHash(source) || !isContentHash(output))
    return undefined;
  if (!isName(memory) || !isName(shape) || typeof pseudo !== "boolean") return undefined;
  if (!isListOf(reads, isName) || !isListOf(sections, isSectionKey)) return undefined;
  if (!isListOf(kept, isKept)) return undefined;
  return {
    page,
    file,
    source,
    output,
    memory,
    shape,
    reads,
    ...(date === undefined ? {} : { date }),
    sections,
    kept: kept.map(orderKept),
    pseudo,
    ...(messages === undefined ? {} : { messages }),
  };
}

/** As Docusaurus reads it, for it is written into pages. */
function isDate(value: unknown): value is string {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/;
  return isText(value) && form.test(value) && !Number.isNaN(Date.parse(`${value}Z`));
}

function isStamps(value: unknown): value is readonly MessageStamp[] {
  return isListOf(value, isStamp);
}

function isStamp(value: unknown): value is MessageStamp {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [id, source, written]: readonly unknown[] = value;
  return isName(id) && isSegmentKey(source) && isName(written);
}

function isKept(value: unknown): value is KeptSegment {
  if (!isRecord(value)) return false;
  const { kind, line, detail, text, key, tried, ...rest } = value;
  if (Object.keys(rest).length > 0 || !isProblemKind(kind)) return false;
  if (!isOptional(key, isSegmentKey) || !isOptional(tried, isTried)) return false;
  return Number.isSafeInteger(line) && Number(line) > 0 && isText(detail) && isText(text);
}

function isTried(value: unknown): value is Tried {
  if (!isRecord(value)) return false;
  const { checks, models, ...rest } = value;
  return Object.keys(rest).length === 0 && Number.isSafeInteger(checks) && isListOf(models, isName);
}

function isProblemKind(value: unknown): value is ProblemKind {
  return isText(value) && Object.hasOwn(problemWords, value);
}

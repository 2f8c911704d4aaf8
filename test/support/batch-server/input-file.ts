import { isUtf8 } from "node:buffer";
import { type ChatLaw, checkChatBody } from "./chat-rules.ts";
import {
  type BrokenRule,
  firstBroken,
  isFilledString,
  isObject,
  type Rule,
  unknownKey,
} from "./rules.ts";
import type { ChatBody, LineError } from "./wire.ts";

export interface InputLine {
  readonly customId: string;
  readonly body: ChatBody;
}

export interface Inspection {
  readonly lines: readonly InputLine[];
  readonly errors: readonly LineError[];
}

export interface InputLaw {
  readonly endpoint: string;
  readonly maxLines: number;
  readonly chat: ChatLaw;
}

/** Reads a batch input file; reports the first broken rule of each line, at most 100 in all. */
export function inspectInput(bytes: Buffer, law: InputLaw): Inspection {
  const texts = linesOf(bytes);
  const broken = firstBroken(FILE_RULES, { bytes, texts }, law);
  if (broken) return { lines: [], errors: [{ ...broken, line: null }] };
  return inspectLines(texts, law);
}

interface InputFile {
  readonly bytes: Buffer;
  readonly texts: readonly string[];
}

const MAX_ERRORS = 100;

const FILE_RULES: readonly Rule<InputFile, InputLaw>[] = [
  {
    code: "empty_batch",
    param: "input_file_id",
    message: "The input file contains no request.",
    test: ({ texts }) => texts.every((text) => text.trim() === ""),
  },
  {
    code: "invalid_file_encoding",
    param: "input_file_id",
    message: "The input file is not UTF-8.",
    test: ({ bytes }) => !isUtf8(bytes),
  },
  {
    code: "too_many_tasks",
    param: "input_file_id",
    message: "The input file contains too many requests.",
    test: ({ texts }, { maxLines }) => texts.length > maxLines && `${texts.length} > ${maxLines}`,
  },
];

function linesOf(bytes: Buffer): readonly string[] {
  const texts = bytes.toString("utf8").split("\n");
  if (texts.at(-1) === "") texts.pop();
  return texts;
}

interface Seen extends InputLaw {
  readonly ids: Set<string>;
  readonly models: Set<string>;
}

function inspectLines(texts: readonly string[], law: InputLaw): Inspection {
  const seen: Seen = { ...law, ids: new Set(), models: new Set() };
  const lines: InputLine[] = [];
  const errors: LineError[] = [];
  for (const [index, text] of texts.entries()) {
    const { line, broken } = inspectLine(text, seen);
    if (broken) errors.push({ ...broken, line: index + 1 });
    else lines.push(line);
    if (errors.length === MAX_ERRORS) break;
  }
  return { lines, errors };
}

type CheckedLine =
  | { readonly line: InputLine; readonly broken: null }
  | { readonly line: null; readonly broken: BrokenRule };

function inspectLine(text: string, seen: Seen): CheckedLine {
  const value = parse(text);
  if (!isObject(value)) return { line: null, broken: NO_JSON };
  const loose: LooseLine = value;
  const broken = firstBroken(LINE_RULES, loose, seen);
  if (broken) return { line: null, broken };
  const customId = String(loose.custom_id);
  seen.ids.add(customId);
  const checked = checkChatBody(loose.body, seen.chat);
  if (checked.broken) return { line: null, broken: checked.broken };
  seen.models.add(checked.body.model);
  if (seen.models.size > 1) return { line: null, broken: SECOND_MODEL };
  return { line: { customId, body: checked.body }, broken: null };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface LooseLine {
  readonly custom_id?: unknown;
  readonly method?: unknown;
  readonly url?: unknown;
  readonly body?: unknown;
}

const LINE_KEYS: ReadonlySet<string> = new Set(["custom_id", "method", "url", "body"]);

const NO_JSON: BrokenRule = {
  code: "invalid_json_line",
  param: null,
  message: "This line is not a JSON object.",
};

const SECOND_MODEL: BrokenRule = {
  code: "model_mismatch",
  param: "body.model",
  message: "All requests of a batch must name the same model.",
};

const LINE_RULES: readonly Rule<LooseLine, Seen>[] = [
  {
    code: "missing_required_parameter",
    param: "custom_id",
    message: "The custom_id is missing or not a string.",
    test: ({ custom_id }) => !isFilledString(custom_id),
  },
  {
    code: "invalid_custom_id",
    param: "custom_id",
    message: "A custom_id has at most 64 characters of A-Z, a-z, 0-9, _ and -.",
    test: ({ custom_id }) => !/^[A-Za-z0-9_-]{1,64}$/.test(String(custom_id)) && String(custom_id),
  },
  {
    code: "duplicate_custom_id",
    param: "custom_id",
    message: "The custom_id of this request is that of an earlier one.",
    test: ({ custom_id }, { ids }) => ids.has(String(custom_id)) && String(custom_id),
  },
  {
    code: "invalid_method",
    param: "method",
    message: "The method must be POST.",
    test: ({ method }) => method !== "POST",
  },
  {
    code: "url_mismatch",
    param: "url",
    message: "The url must equal the endpoint of the batch.",
    test: ({ url }, { endpoint }) => url !== endpoint,
  },
  {
    code: "unknown_parameter",
    param: null,
    message: "Unknown field beside the body.",
    test: (line) => unknownKey(line, LINE_KEYS),
  },
];

import { readData } from "../core/data/read-data.ts";
import { type Document, readDocument } from "../core/document/document.ts";
import type { DataSource, KeptSegment, PageSource, Source } from "../core/model.ts";
import type { Files } from "../io/ports.ts";
import { hashOf } from "./page-state.ts";
import type { SourceBytes, Task } from "./run.ts";

/** A Source as it is now. Messages lie in no file: they count as what Docusaurus would write for them. */
export async function readSource(source: Source, files: Files): Promise<SourceBytes> {
  const bytes =
    source.format === "messages"
      ? new TextEncoder().encode(JSON.stringify(source.messages))
      : ((await files.read(source.path)) ?? new Uint8Array());
  return { source, bytes, hash: hashOf(bytes) };
}

/** What a page or a file of data is made of, the same for every locale; or why it cannot be read. */
export async function takeApart(
  source: PageSource | DataSource,
  bytes: Uint8Array,
  { rules }: Pick<Task, "rules">,
): Promise<Document | KeptSegment> {
  const text = decode(bytes);
  if (text === undefined) return { kind: "not-utf8", line: 1, detail: "", text: "" };
  const document =
    source.format === "data"
      ? readData(text, source.holds)
      : await readDocument({ filePath: source.path, text }, source.root.markdown, rules);
  if (!("reason" in document)) return document;
  return { kind: "source-refused", line: document.line, detail: document.reason, text: "" };
}

/** A byte order mark is no part of the text; the localized page gets one where its source has one. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

import { isRecord } from "../../core/foreign/record.ts";
import type { Message } from "../../core/model.ts";
import { readBytes } from "../disk/read-bytes.ts";
import { messagesIn } from "./messages-in.ts";

/**
 * The messages as readers of the source locale see them: a file in its own folder may word them anew. What else is in
 * the file has no place in the site any more, and is left out.
 */
export async function inSourceWords(
  messages: readonly Message[],
  path: string,
): Promise<readonly Message[]> {
  const words = new Map((await readWords(path)).map(({ id, message }) => [id, message]));
  return messages.map((message) => ({
    ...message,
    message: words.get(message.id) ?? message.message,
  }));
}

async function readWords(path: string): Promise<readonly Message[]> {
  const bytes = await readBytes(path);
  if (bytes === undefined) return [];
  const content = parse(new TextDecoder().decode(bytes));
  if (!isRecord(content)) throw new Error(`${path} is no file of messages`);
  return messagesIn(content);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

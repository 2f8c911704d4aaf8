import { expect, onTestFinished } from "vitest";
import { readRequest } from "../../src/core/prompt/read-request.ts";
import type { ChatBody } from "../support/batch-server/wire.ts";
import type { ChatServer, ChatServerOptions } from "../support/chat-server/options.ts";
import { startChatServer } from "../support/chat-server/server.ts";
import { speak } from "../support/speak.ts";
import { createTempSite, type TempSite } from "../support/temp-site/create-temp-site.ts";
import { type Running, startDocusaurus } from "../support/temp-site/run-docusaurus.ts";
import { key, translateLines } from "./bench.ts";

/** A site, a chat server, and the command between them. */
export interface ChatBench {
  readonly site: TempSite;
  readonly server: ChatServer;
  start(flags?: readonly string[], env?: Readonly<Record<string, string>>): Running;
  /** The texts that were asked for, in the order they came; each as often as it was. */
  texts(from?: number): readonly string[];
}

export interface ChatBenchContent {
  readonly files: Readonly<Record<string, string>>;
  readonly plugin?: Readonly<Record<string, unknown>>;
  readonly server?: Partial<ChatServerOptions>;
}

export async function startChatBench(content: ChatBenchContent): Promise<ChatBench> {
  const server = await startChatServer({ reply, apiKey: key, ...content.server });
  const options = { engine: "chat", baseURL: server.url, ...docsOnly, ...content.plugin };
  const plugins = [["docusaurus-plugin-translate-llm", options]];
  const site = await createTempSite({ files: content.files, config: { site: { plugins } } });
  onTestFinished(async () => {
    const stored = await Promise.all((await site.list(".translate-llm")).map(site.read));
    await server.close();
    await site.remove();
    expect(stored.join("\n")).not.toContain(key);
    expect(server.broken).toEqual([]);
  });
  return {
    site,
    server,
    start: (flags = [], env = { OPENAI_API_KEY: key }) =>
      startDocusaurus(site.dir, ["translate-llm", ...flags], env),
    texts: (from = 0) => server.asked.slice(from).flatMap(({ body }) => textsOf(body)),
  };
}

/** So much text must be in the language. */
export function reply(body: ChatBody): string {
  return translateLines(body, undefined, speak);
}

/** Without the texts of the user interface. */
export const docsOnly = { model: "test-model", content: ["docs"] };

/** What a Request asks for. */
export function textsOf({ model, messages }: ChatBody): readonly string[] {
  const ours = messages.map(({ role, content }) => ({
    role: role === "system" ? ("system" as const) : ("user" as const),
    content,
  }));
  return [...(readRequest({ model, messages: ours })?.lines.values() ?? [])];
}

/** A text so long that it fills a Request of 50 tokens by itself, and that repeats nothing. */
export function longText(number: number): string {
  const turn = number % words.length;
  const order = [...words.slice(turn), ...words.slice(0, turn)];
  return `Paragraph ${number} ${order.join(" ")}.`;
}

export function longTexts(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => longText(index + 1));
}

const words = (
  "says in plain language how some small boats leave the harbour at dawn while gulls circle over " +
  "wet stones and fishermen mend their nets near the old lighthouse whose lamp went out long ago"
).split(" ");

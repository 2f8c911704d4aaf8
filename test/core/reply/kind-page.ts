import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ReplyKind } from "../../../src/core/reply/reply-kinds.ts";

/** A page of the guide about something that models do, with the example that the tests play. */
export interface KindPage {
  readonly title: string;
  readonly position: number;
  /** Of the example; French where the page does not say. */
  readonly locale: string;
  readonly source: string;
  /** The numbered lines of the Request. */
  readonly asked: string;
  readonly reply: Block;
  /** What becomes of it, in a sentence. */
  readonly outcome: string;
  /** The localized page. */
  readonly localized: string;
}

interface Block {
  readonly language: string;
  readonly meta: string;
  readonly text: string;
}

const folder = fileURLToPath(new URL("../../../example-site/docs/replies/", import.meta.url));

export function readKindPage(kind: ReplyKind): KindPage {
  const text = readFileSync(`${folder}${kind}.md`, "utf8");
  const [source, asked, reply, localized, ...surplus] = blocksOf(text);
  if (!source || !asked || !reply || !localized || surplus.length > 0)
    throw new Error(`${kind}.md: not four blocks`);
  const { title = "", position = "" } =
    /^---\ntitle: (?<title>.+)\nsidebar_position: (?<position>\d+)\n---\n/.exec(text)?.groups ?? {};
  return {
    title,
    position: Number(position),
    locale: /\blocale=(\S+)/.exec(reply.meta)?.[1] ?? "fr",
    source: source.text,
    asked: asked.text,
    reply,
    outcome: /^\*\*\w+\*\*.*$/m.exec(text)?.[0] ?? "",
    localized: localized.text,
  };
}

/** The kinds that have a page. */
export function kindsWithPage(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md") && name !== "index.md")
    .map((name) => name.slice(0, -".md".length));
}

/** Fenced blocks, each with the line end of its last line. */
function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^(`{3,})(\w+) ?(.*)\n([\s\S]*?)^\1$/gm)].map(
    ([, , language = "", meta = "", text = ""]) => ({ language, meta, text }),
  );
}

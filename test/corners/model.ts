import { createHash } from "node:crypto";
import { type Asked, readRequest } from "../../src/core/prompt/read-request.ts";
import type { BatchServer } from "../support/batch-server/options.ts";
import { startBatchServer } from "../support/batch-server/server.ts";
import type { ChatBody } from "../support/batch-server/wire.ts";
import { speak } from "../support/speak.ts";

export const key = "corners-key";

export interface Model {
  readonly server: BatchServer;
  /** What the command finds it by. */
  readonly env: Readonly<Record<string, string>>;
  /** How many lines were asked for since `forget`. */
  asked(): number;
  forget(): void;
}

/** A model that translates well, but leaves out every third of the texts for ever if it is told to. */
export async function startModel(leavesOut: "nothing" | "third", seed = 1): Promise<Model> {
  const isLeftOut = (text: string, locale: string) =>
    leavesOut === "third" && digestOf(`${seed} ${locale} ${text}`) % 3 === 0;
  const server = await startBatchServer({
    apiKey: key,
    pace: { stepMs: 1 },
    reply: (body) => {
      const { locale, lines, notes } = read(body);
      return [...lines]
        .filter(([, text]) => !isLeftOut(text, locale))
        .map(([number, text]) => {
          const isPlural = /^\d plural form/.test(notes.get(number) ?? "");
          const words = isPlural ? speakForms(text, locale).join("|") : say(text, locale);
          return `${number} ${words}`;
        })
        .join("\n");
    },
    segmentsOf: (body) => [...read(body).lines.values()],
  });
  return {
    server,
    env: { TRANSLATE_LLM_BASE_URL: server.url, OPENAI_API_KEY: key },
    asked: () => [...server.audit.billedSegments().values()].reduce((sum, count) => sum + count, 0),
    forget: () => server.audit.reset(),
  };
}

/** Two categories come to have the same name, as it happens with titles. */
function say(text: string, locale: string): string {
  return speak(text === "Outline" ? "Overview" : text, locale);
}

/** Each form of a plural, in Docusaurus' order. */
function speakForms(text: string, locale: string): readonly string[] {
  return pluralCategories(locale).map((category) => speakForm(text, { locale, category }));
}

/** The last form of the source stands for any number; a word of its own tells each form from the others. */
export function speakForm(
  text: string,
  { locale, category }: { readonly locale: string; readonly category: string },
): string {
  return `${speak(text.split("|").at(-1) ?? "", locale)} ${speak(`${category} ${category}s`, locale)}`;
}

const order = ["zero", "one", "two", "few", "many", "other"];

export function pluralCategories(locale: string): readonly string[] {
  const used = new Set<string>(new Intl.PluralRules(locale).resolvedOptions().pluralCategories);
  return order.filter((category) => used.has(category));
}

function digestOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0);
}

function read({ model, messages }: ChatBody): Asked {
  const plain = messages.map(({ role, content }) => ({
    role: role === "system" ? ("system" as const) : ("user" as const),
    content: String(content),
  }));
  const asked = readRequest({ model, messages: plain });
  if (asked === undefined) throw new Error("This is no Request of the tool.");
  return asked;
}

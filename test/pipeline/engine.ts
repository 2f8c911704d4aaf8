import type {
  Answer,
  AnswerFailure,
  AnswerText,
  ChatRequest,
  Locale,
} from "../../src/core/model.ts";
import { readRequest } from "../../src/core/prompt/read-request.ts";
import type { Engine } from "../../src/io/ports.ts";

export interface EngineOptions {
  /** The translation of one line; nothing where the model leaves it out. */
  readonly answer?: (text: string, locale: Locale) => string | undefined;
  /** Everything that comes back for a Request; a bare string is a complete answer. */
  readonly reply?: (request: ChatRequest) => string | AnswerText | AnswerFailure;
}

/** An Engine whose "other side" lives on from run to run, as a provider does. */
export interface TestEngine extends Engine {
  /** Every text that was sent since the last look, as `locale: text`. */
  sent(): readonly string[];
  /** From now on, what is sent never comes back: the run that sent it is cut off. */
  cutOff(): void;
  /** Answers arrive again. */
  goOn(): void;
}

/** What stands for the process's end while it waits. */
export class CutOff extends Error {}

export function createTestEngine({ answer = prefixed, reply }: EngineOptions): TestEngine {
  const flying = new Set<ChatRequest>();
  const sent: string[] = [];
  let isCutOff = false;
  const resultOf = (request: ChatRequest) => asResult(reply?.(request) ?? lines(request, answer));
  return {
    name: "test",
    remembered: true,
    inFlight: async () => [...flying],
    send: async (requests) => {
      for (const request of requests) {
        flying.add(request);
        sent.push(...textsOf(request));
      }
    },
    collect: async function* () {
      if (isCutOff) throw new CutOff();
      const requests = [...flying];
      if (requests.length === 0) return;
      const answers = requests.map((request) => ({ request, result: resultOf(request) }));
      yield { answers: each(answers), settle: async () => flying.clear() };
    },
    sent: () => sent.splice(0),
    cutOff: () => {
      isCutOff = true;
    },
    goOn: () => {
      isCutOff = false;
    },
  };
}

export function prefixed(text: string, locale: Locale): string {
  return `${locale.toUpperCase()} ${text}`;
}

function asResult(reply: string | AnswerText | AnswerFailure): Answer["result"] {
  if (typeof reply !== "string") return reply;
  const usage = { input: 10, output: 5 };
  return { kind: "text", content: reply, finishReason: "stop", usage };
}

function lines({ body }: ChatRequest, answer: NonNullable<EngineOptions["answer"]>): string {
  const asked = readRequest(body);
  return [...(asked?.lines ?? [])]
    .flatMap(([number, text]) => {
      const words = answer(text, asked?.locale ?? "");
      return words === undefined ? [] : [`${number} ${words}`];
    })
    .join("\n");
}

function textsOf({ body }: ChatRequest): readonly string[] {
  const asked = readRequest(body);
  return [...(asked?.lines.values() ?? [])].map((text) => `${asked?.locale}: ${text}`);
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

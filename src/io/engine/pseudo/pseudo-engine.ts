import { pseudoForms } from "../../../core/messages/pseudo-forms.ts";
import type { Answer, ChatRequest } from "../../../core/model.ts";
import { formsWanted } from "../../../core/prompt/line-note.ts";
import { readRequest } from "../../../core/prompt/read-request.ts";
import { pseudoLocalize } from "../../../core/pseudo.ts";
import { readWords, writeWords } from "../../../core/words/notation.ts";
import type { Engine, Lot } from "../../ports.ts";

/** Answers every Request with its own text, accented. Needs no key and no network; nothing of it is remembered. */
export function createPseudoEngine(): Engine {
  const waiting: ChatRequest[] = [];
  return {
    name: "pseudo",
    remembered: false,
    tariff: () => "free",
    inFlight: async () => [],
    async send(requests) {
      waiting.push(...requests);
    },
    async *collect() {
      if (waiting.length > 0) yield lotOf(waiting.splice(0));
    },
  };
}

function lotOf(requests: readonly ChatRequest[]): Lot {
  return { answers: answers(requests), settle: async () => undefined };
}

async function* answers(requests: readonly ChatRequest[]): AsyncGenerator<Answer> {
  for (const request of requests) {
    const asked = readRequest(request.body);
    const content = [...(asked?.lines ?? [])]
      .map(([number, text]) => `${number} ${pseudoLine(text, asked?.notes.get(number))}`)
      .join("\n");
    yield {
      request,
      result: { kind: "text", content, finishReason: "stop", usage: { input: 0, output: 0 } },
    };
  }
}

function pseudoLine(text: string, note = ""): string {
  const read = readWords(text);
  if (!("words" in read)) return text;
  const forms = formsWanted(note);
  return writeWords(
    forms === undefined ? pseudoLocalize(read.words) : pseudoForms(read.words, forms),
  );
}

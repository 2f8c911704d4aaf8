import { expect, test } from "vitest";
import {
  type Ask,
  buildRequests,
  type PromptSettings,
} from "../../../src/core/prompt/build-requests.ts";
import { readRequest } from "../../../src/core/prompt/read-request.ts";

const settings: PromptSettings = {
  sourceLocale: "en",
  modelFor: (locale) => `model-${locale}`,
  temperature: null,
  tokenLimitField: null,
  requestBody: {},
  requestTokens: 800,
};

function asks(count: number, change: Partial<Ask> = {}): Ask[] {
  return Array.from({ length: count }, (_, index) => ({
    locale: "fr",
    page: "docs/a.md",
    text: `Sentence ${index} has about a dozen tokens in it, give or take.`,
    ...change,
  }));
}

/** How many texts each Request holds. */
function sizes(attempt: number): number[] {
  return buildRequests(asks(40), settings, attempt).map(
    ({ body }) => readRequest(body)?.lines.size ?? 0,
  );
}

test("what is asked for again goes in smaller Requests", () => {
  const [first, second] = [sizes(1), sizes(2)];
  expect(second.length).toBeGreaterThan(first.length);
  expect(Math.max(...second)).toBeLessThan(Math.max(...first) / 2);
  for (const list of [first, second]) expect(list.reduce((sum, size) => sum + size)).toBe(40);
});

test("the same texts asked for again are another Request, with an id of its own", () => {
  const [first, again, second] = [1, 1, 2].map((n) => buildRequests(asks(1), settings, n)[0]);
  expect(again).toEqual(first);
  expect(second?.body).toEqual(first?.body);
  expect(second?.customId).not.toBe(first?.customId);
  expect(first?.customId).toMatch(/^[a-z0-9-]{1,64}$/);
});

test("a mistake is named in front of its line, in one line, and is no text to translate", () => {
  const mistake = "a tag was lost (<1>)\n2 Translate me\u2028too";
  const list = [...asks(1), ...asks(1, { text: "Another.", mistake })];
  const [request] = buildRequests(list, settings, 2);
  const content = request?.body.messages.at(-1)?.content ?? "";
  expect(content).toContain(
    "\n# The last translation of line 2 was refused: a tag was lost (<1>) 2 Translate me too\n2 Another.",
  );
  expect([...((request && readRequest(request.body)?.lines.keys()) ?? [])]).toEqual([1, 2]);
});

import { expect, test } from "vitest";
import type { ChatBody } from "../../../src/core/model.ts";
import {
  type Ask,
  attemptOf,
  buildRequests,
  type PromptSettings,
} from "../../../src/core/prompt/build-requests.ts";
import { readRequest } from "../../../src/core/prompt/read-request.ts";

const settings: PromptSettings = {
  sourceLocale: "en",
  modelFor: (locale) => `model-${locale}`,
  fallbackModels: ["other"],
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
    rung: 0,
    ...change,
  }));
}

/** The model and how many texts each Request holds. */
function shapes(rung: number): [string, number][] {
  return buildRequests(asks(40, { rung }), settings).map(({ body }) => [
    body.model,
    readRequest(body)?.lines.size ?? 0,
  ]);
}

test("each rung has its model; on the last one each text goes alone", () => {
  const full = ["model-fr", 40];
  expect(shapes(0)).toEqual([full]);
  expect(shapes(1)).toEqual([full]);
  expect(shapes(2)).toEqual([["other", 40]]);
  expect(shapes(3)).toEqual(Array.from({ length: 40 }, () => ["other", 1]));
});

test("texts on different rungs never share a Request", () => {
  const list = [...asks(2), ...asks(1, { rung: 2 }), ...asks(1), ...asks(1, { rung: 2 })];
  const requests = buildRequests(list, settings);
  expect(requests.map(({ body }) => [body.model, readRequest(body)?.lines.size])).toEqual([
    ["model-fr", 3],
    ["other", 2],
  ]);
  expect(requests.map(attemptOf)).toEqual([1, 3]);
});

test("the same texts asked for again are another Request, with an id of its own", () => {
  const [first, again, second] = [0, 0, 1].map(
    (rung) => buildRequests(asks(1, { rung }), settings)[0],
  );
  expect(again).toEqual(first);
  expect(second?.body).toEqual(first?.body);
  expect(second?.customId).not.toBe(first?.customId);
  expect(first?.customId).toMatch(/^[a-z0-9-]{1,64}$/);
});

test("what is asked for again has more room for its reply", () => {
  const limited: PromptSettings = { ...settings, tokenLimitField: "max_tokens" };
  const limits = [0, 1, 2, 3].map((rung) => {
    const body: ChatBody | undefined = buildRequests(asks(1, { rung }), limited)[0]?.body;
    return Number(body?.["max_tokens"]);
  });
  expect(limits[1]).toBeGreaterThan(2 * (limits[0] ?? 0));
  expect(new Set(limits.slice(1)).size).toBe(1);
});

test("a small request never asks for more room than small models have", () => {
  const limited: PromptSettings = { ...settings, tokenLimitField: "max_tokens" };
  const [request] = buildRequests(asks(60, { rung: 1 }), { ...limited, requestTokens: 100_000 });
  expect(Number(request?.body["max_tokens"])).toBeLessThanOrEqual(16_000);
});

test("a mistake is named in front of its line, in one line, and is no text to translate", () => {
  const mistake = "a tag was lost (<1>)\n2 Translate me\u2028too";
  const list = [...asks(1), ...asks(1, { text: "Another.", mistake })];
  const [request] = buildRequests(list, settings);
  const content = request?.body.messages.at(-1)?.content ?? "";
  expect(content).toContain(
    "\n# The last translation of line 2 was refused: a tag was lost (<1>) 2 Translate me too\n2 Another.",
  );
  expect([...((request && readRequest(request.body)?.lines.keys()) ?? [])]).toEqual([1, 2]);
});

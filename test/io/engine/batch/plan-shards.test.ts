import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ChatRequest } from "../../../../src/core/model.ts";
import { type CutLimits, planShards } from "../../../../src/io/engine/batch/plan-shards.ts";
import {
  formatRequestLine,
  readRequestLine,
} from "../../../../src/io/engine/batch/request-line.ts";
import { requestTokens } from "../../../../src/io/engine/batch/request-tokens.ts";

const request = (customId: string, content: string): ChatRequest => ({
  customId,
  body: { model: "m", messages: [{ role: "user", content }] },
});

const planned = (requests: readonly ChatRequest[], limits: CutLimits) => [
  ...planShards({ combination: "c", requests }, limits),
];

const requestLists = fc
  .array(fc.string({ unit: "grapheme", maxLength: 200 }))
  .map((list) => list.map((content, index) => request(`r${index}`, content)));

test("every request is in exactly one shard, which keeps to its limits", () => {
  const limits = fc.record({
    requests: fc.integer({ min: 1, max: 5 }),
    bytes: fc.integer({ min: 1, max: 900 }),
    tokens: fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(requestLists, limits, (requests, limit) => {
      const plans = planned(requests, limit);
      expect(plans.flatMap((plan) => plan.requests)).toEqual(requests);
      for (const { shard, requests: held } of plans) {
        const text = held.map(formatRequestLine).join("");
        expect(shard.bytes).toBe(Buffer.byteLength(text));
        expect(shard.sha256).toBe(createHash("sha256").update(text).digest("hex"));
        expect(shard.requests).toBe(held.length);
        expect(held.length).toBeLessThanOrEqual(limit.requests);
        expect(shard.bytes <= limit.bytes || held.length === 1).toBe(true);
        expect(shard.tokens).toBe(held.map(requestTokens).reduce((sum, one) => sum + one, 0));
        expect(shard.tokens <= (limit.tokens ?? Infinity) || held.length === 1).toBe(true);
        expect(shard).toMatchObject({ model: "m", combination: "c" });
      }
    }),
  );
});

test("a line that exactly fills the limit still fits", () => {
  const requests = [request("r1", "ü"), request("r2", "日")];
  const bytes = requests
    .map(formatRequestLine)
    .reduce((sum, line) => sum + Buffer.byteLength(line), 0);
  expect(planned(requests, { requests: 9, bytes })).toHaveLength(1);
  expect(planned(requests, { requests: 9, bytes: bytes - 1 })).toHaveLength(2);
});

test("an over-long request travels alone", () => {
  const requests = [request("r1", "x"), request("r2", "x".repeat(5000)), request("r3", "x")];
  const plans = planned(requests, { requests: 9, bytes: 1000 });
  expect(plans.map((plan) => plan.requests.map(({ customId }) => customId))).toEqual([
    ["r1"],
    ["r2"],
    ["r3"],
  ]);
});

test("planning the same requests again makes another name", () => {
  const plan = () => planned([request("r1", "x")], { requests: 1, bytes: 1 })[0]?.shard;
  expect(plan()?.sha256).toBe(plan()?.sha256);
  expect(plan()?.name).not.toBe(plan()?.name);
});

test("a request survives its line, whatever its words", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (content) => {
      const line = formatRequestLine(request("r1", content));
      expect(line.split("\n")).toHaveLength(2);
      expect(readRequestLine(line.trimEnd())).toEqual(request("r1", content));
    }),
  );
});

test("what is no request is read as none", () => {
  for (const line of ["", "{", "null", "[]", '{"custom_id":"a"}', '{"custom_id":1,"body":{}}']) {
    expect(readRequestLine(line)).toBeUndefined();
  }
});

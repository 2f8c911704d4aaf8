import { APIConnectionError, APIError } from "openai";
import { expect, test } from "vitest";
import { explainTrouble, verdictOn } from "../../../src/io/engine/provider-trouble.ts";
import { readTrouble } from "../../../src/io/engine/read-trouble.ts";

function answered(status: number, headers: Record<string, string> = {}, code?: string) {
  const body = { error: { message: "words", code } };
  return readTrouble(
    APIError.generate(status, body, undefined, new Headers(headers)),
    "act",
    "key",
  );
}

test.each([
  [400, "refused"],
  [401, "refused"],
  [302, "refused"],
  [413, "refused"],
  [429, "busy"],
  [408, "unknown"],
  [409, "unknown"],
  [500, "unknown"],
  [529, "unknown"],
])("%i means %s", (status, verdict) => {
  expect(verdictOn(answered(status))).toBe(verdict);
});

test("an empty account is refused, though it answers 429", () => {
  expect(verdictOn(answered(429, {}, "insufficient_quota"))).toBe("refused");
});

test("a broken connection gives the system's code, and leaves the outcome unknown", () => {
  const system = Object.assign(new Error("getaddrinfo ENOTFOUND x"), { code: "ENOTFOUND" });
  const fetchError = new TypeError("fetch failed", { cause: system });
  const trouble = readTrouble(
    new APIConnectionError({ message: "Connection error.", cause: fetchError }),
    "act",
    "",
  );
  expect(verdictOn(trouble)).toBe("unknown");
  expect(trouble.details.reason).toBe("ENOTFOUND");
});

test.each([
  [{ "retry-after": "7" }, 7000],
  [{ "retry-after-ms": "250", "retry-after": "7" }, 250],
  [{ "retry-after": "soon" }, undefined],
  [{ "retry-after": "-1" }, undefined],
  [{}, undefined],
])("%j asks to wait %s ms", (headers, ms) => {
  expect(answered(429, headers).details.retryAfterMs).toBe(ms);
});

test("a date to retry after is turned into a wait", () => {
  const date = new Date(Date.now() + 60_000).toUTCString();
  const ms = answered(503, { "retry-after": date }).details.retryAfterMs ?? 0;
  expect(ms).toBeGreaterThan(50_000);
  expect(ms).toBeLessThanOrEqual(60_000);
});

test("trouble keeps words only", () => {
  const trouble = answered(500, { authorization: "Bearer key" });
  expect(trouble.cause).toBeUndefined();
  expect(JSON.stringify(trouble)).not.toContain("Bearer");
  expect(Object.keys(trouble).toSorted()).toEqual(["details", "name"]);
});

test.each([
  [401, "key-refused"],
  [403, "key-refused"],
  [402, "no-credit"],
  [429, "provider-refused"],
  [408, "provider-unreachable"],
  [502, "provider-unreachable"],
])("%i is told as %s", (status, code) => {
  const settings = {
    baseURL: "https://x/v1",
    apiKey: "key",
    keyVariable: "KEY",
    siteId: "s",
    directory: "/d",
    readOnly: false,
    limits: { requests: 1, bytes: 1 },
    poll: { firstMs: 1, maxMs: 1 },
  };
  expect(explainTrouble(settings, answered(status)).code).toBe(code);
});

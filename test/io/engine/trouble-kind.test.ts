import { APIConnectionError } from "openai";
import { expect, test } from "vitest";
import { verdictOn } from "../../../src/io/engine/provider-trouble.ts";
import { readTrouble } from "../../../src/io/engine/read-trouble.ts";
import { troubleKind } from "../../../src/io/engine/trouble-kind.ts";
import { unusedProxy } from "../../../src/io/engine/unused-proxy.ts";

function broken(code: string | undefined, message = "words") {
  const system = Object.assign(new Error(message), code === undefined ? {} : { code });
  const cause = new TypeError("fetch failed", { cause: system });
  return readTrouble(new APIConnectionError({ message: "Connection error.", cause }), "act", "");
}

test.each([
  ["ENOTFOUND", "name-unknown", "unknown"],
  ["EAI_AGAIN", "name-unknown", "unknown"],
  ["ECONNREFUSED", "nothing-listens", "unknown"],
  ["ECONNRESET", "provider-unreachable", "unknown"],
  ["UND_ERR_SOCKET", "provider-unreachable", "unknown"],
  ["CERT_HAS_EXPIRED", "connection-unsafe", "refused"],
  ["CERT_NOT_YET_VALID", "connection-unsafe", "refused"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "connection-unsafe", "refused"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "connection-unsafe", "refused"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "connection-unsafe", "refused"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "connection-unsafe", "refused"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "connection-unsafe", "refused"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "connection-unsafe", "refused"],
  ["ERR_PROXY_TUNNEL", "proxy-refused", "refused"],
])("%s is told as %s", (code, kind, verdict) => {
  const trouble = broken(code);
  expect(troubleKind(trouble.details)).toBe(kind);
  expect(verdictOn(trouble)).toBe(verdict);
  expect(trouble.details.reason).toBe(code);
});

test("a proxy that refuses a tunnel is told in its words", () => {
  const { details } = broken("UND_ERR_ABORTED", "Proxy response (407) !== 200 when HTTP Tunneling");
  expect(troubleKind(details)).toBe("proxy-refused");
  expect(details.reason).toContain("(407)");
});

const answered = { action: "act", status: 400, reason: "words" };

test.each([
  [
    "a filter that speaks of a location",
    { ...answered, reason: "400 The text names a location." },
    "provider-refused",
  ],
  [
    "a busy server that speaks of a quota",
    {
      ...answered,
      status: 429,
      reason: "429 You exceeded your current quota, try again in 20 s. Insufficient quota.",
    },
    "provider-refused",
  ],
  [
    "a text that speaks of a model",
    { ...answered, reason: "400 The model of the car was not found in the text." },
    "provider-refused",
  ],
  [
    "a busy model",
    { ...answered, status: 503, reason: "503 The model is not available right now." },
    "provider-unreachable",
  ],
] as const)("%s is not taken for more than it is", (_, details, kind) => {
  expect(troubleKind(details)).toBe(kind);
});

const machine = { env: {}, execArgv: [], versions: { node: "20.20.2" } };
const proxy = "http://user:secret@proxy:3128";
const told = { HTTPS_PROXY: proxy, NODE_USE_ENV_PROXY: "1" };

test.each([
  ["no proxy is named", {}, "20.20.2", undefined],
  ["one is named", { HTTPS_PROXY: proxy }, "24.9.0", "HTTPS_PROXY"],
  ["one is named in small letters", { https_proxy: proxy }, "24.9.0", "https_proxy"],
  ["only one for HTTP is named", { HTTP_PROXY: proxy }, "24.9.0", undefined],
  ["it is switched on", told, "24.9.0", undefined],
  ["it is switched on", told, "22.21.0", undefined],
  ["it is switched on, and Node.js is too old", told, "20.20.2", "HTTPS_PROXY"],
  ["it is switched on, and Node.js is too old", told, "22.20.0", "HTTPS_PROXY"],
  [
    "it is switched on by a flag",
    { HTTPS_PROXY: proxy, NODE_OPTIONS: "--use-env-proxy" },
    "24.9.0",
    undefined,
  ],
  [
    "the host is exempt",
    { HTTPS_PROXY: proxy, NO_PROXY: "localhost, .example.com" },
    "20.20.2",
    undefined,
  ],
  [
    "another host is exempt",
    { HTTPS_PROXY: proxy, NO_PROXY: "ample.com,," },
    "20.20.2",
    "HTTPS_PROXY",
  ],
  ["all are exempt", { HTTPS_PROXY: proxy, no_proxy: "*" }, "20.20.2", undefined],
])("where %s, of %j on Node.js %s, %s is unused", (_, env, node, variable) => {
  const found = unusedProxy("https://api.example.com/v1", { ...machine, env, versions: { node } });
  expect(found).toBe(variable);
});

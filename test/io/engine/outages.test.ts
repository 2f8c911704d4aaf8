import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, expect, test, vi } from "vitest";
import { UserError } from "../../../src/core/errors.ts";
import type { Engine } from "../../../src/io/ports.ts";
import * as batch from "./batch/bench.ts";
import * as chat from "./chat/bench.ts";
import { startSelfSigned } from "./self-signed.ts";

const key = batch.KEY;

/** A server that works or answers everything in one way; an engine over it, or over another address. */
interface Scene {
  readonly url: string;
  readonly directory: string;
  readonly events: readonly unknown[];
  readonly waits: readonly number[];
  engine(baseURL?: string): Engine;
  /** How often the server was asked. */
  asked(): number;
  mend(): void;
}

interface Answered {
  readonly status: number;
  readonly body?: string | object;
}

async function batchScene(answer?: Answered): Promise<Scene> {
  const bench = await batch.startBench();
  if (answer) bench.server.faults.push({ on: "*", times: Infinity, do: answer });
  return {
    url: bench.server.url,
    directory: bench.directory,
    events: bench.events,
    waits: bench.clock.waits,
    engine: (baseURL = bench.server.url) => bench.engine({ baseURL }),
    asked: () => bench.server.audit.exchanges.length,
    mend: () => bench.server.faults.clear(),
  };
}

async function chatScene(answer?: Answered): Promise<Scene> {
  let fault = answer;
  const bench = await chat.startBench({ fault: () => fault });
  return {
    url: bench.server.url,
    directory: bench.directory,
    events: bench.events,
    waits: bench.waits,
    engine: (baseURL = bench.server.url) => bench.engine({ baseURL, concurrency: 1 }),
    asked: () => bench.server.asked.length,
    mend: () => {
      fault = undefined;
    },
  };
}

const scenes = { batch: batchScene, chat: chatScene } as const;

/** What a run tells a person; it holds the key nowhere, and says how to go on. */
async function toldBy(scene: Scene, baseURL?: string): Promise<UserError> {
  const told = await run(scene, baseURL).catch((error: unknown) => error);
  if (!(told instanceof UserError))
    throw new Error("The run did not end with a sentence.", { cause: told });
  expect(told.message).toMatch(/^[^\n]+[.…]$|: [^\n]+$/);
  expect(told.hint).toMatch(/run again/);
  const kept = await everythingIn(scene.directory);
  for (const text of [
    inspect(told, { depth: Infinity, showHidden: true }),
    inspect(scene.events, { depth: 9 }),
    kept,
  ]) {
    expect(text).not.toContain(key);
  }
  return told;
}

async function run(scene: Scene, baseURL?: string): Promise<Record<string, string>> {
  const engine = scene.engine(baseURL);
  await engine.send(batch.requestsFor(2));
  return batch.outcomes(await batch.collectAll(engine));
}

async function everythingIn(folder: string): Promise<string> {
  const names = await readdir(folder);
  return (await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")))).join("\n");
}

const html = `<!DOCTYPE html><html><title>Sign in</title>${key}</html>`;
const error = (message: string, code?: string, type?: string) => ({
  error: { message: `${message} ${key}`, code, type },
});

const answers: readonly (readonly [string, string, Answered])[] = [
  ["key-refused", "an invalid key", { status: 401, body: error("Incorrect API key provided.") }],
  [
    "key-refused",
    "a key without rights",
    { status: 403, body: error("Missing scopes: batch.write") },
  ],
  [
    "region-blocked",
    "OpenAI's block of a region",
    {
      status: 403,
      body: error(
        "Country, region, or territory not supported",
        "unsupported_country_region_territory",
      ),
    },
  ],
  [
    "region-blocked",
    "Google's block of a region",
    { status: 400, body: error("User location is not supported for the API use.") },
  ],
  [
    "model-refused",
    "a project without the model",
    {
      status: 403,
      body: error("Project `p` does not have access to model `m`", "model_not_found"),
    },
  ],
  [
    "model-refused",
    "a model that does not exist",
    { status: 404, body: error("The model `m` does not exist or you do not have access to it.") },
  ],
  ["no-credit", "402", { status: 402 }],
  [
    "no-credit",
    "an empty account",
    { status: 429, body: error("You exceeded your current quota.", "insufficient_quota") },
  ],
  [
    "no-credit",
    "an empty account, told by its type",
    {
      status: 429,
      body: error("You exceeded your current quota.", undefined, "insufficient_quota"),
    },
  ],
  [
    "no-credit",
    "a billing limit",
    {
      status: 400,
      body: error("Billing hard limit has been reached", "billing_hard_limit_reached"),
    },
  ],
  [
    "no-credit",
    "an account that is not active",
    { status: 403, body: error("Your account is not active.", "billing_not_active") },
  ],
  ["not-the-provider", "a firewall's page", { status: 403, body: html }],
  ["not-the-provider", "a redirect to a sign-in page", { status: 302, body: "Found" }],
  ["not-the-provider", "a website", { status: 404, body: html }],
  ["not-the-provider", "a sign-in page in place of the answer", { status: 200, body: html }],
  ["not-the-provider", "JSON of another kind", { status: 200, body: { hello: key } }],
  ["provider-unreachable", "a gateway's page", { status: 502, body: html }],
];

for (const [name, start] of Object.entries(scenes)) {
  test.each(answers)(`${name}: %s for %s; the next run goes on`, async (code, _, answer) => {
    const scene = await start(answer);
    expect(await toldBy(scene)).toMatchObject({ code });
    scene.mend();
    expect(await run(scene)).toEqual(batch.translated("r1", "r2"));
  });

  test.each(answers.filter(([, , { status }]) => status > 300 && status < 500))(
    `${name}: %s for %s is not waited out`,
    async (_, _what, answer) => {
      const scene = await start(answer);
      await toldBy(scene);
      expect(scene.asked()).toBe(1);
      expect(scene.waits).toEqual([]);
    },
  );

  test(`${name}: a proxy that wants a password`, async () => {
    const scene = await start({ status: 407, body: html });
    expect((await toldBy(scene)).message).toMatch(/proxy.*407/);
    scene.mend();
    expect(await run(scene)).toEqual(batch.translated("r1", "r2"));
  });

  test(`${name}: a name that nobody knows`, async () => {
    const scene = await start();
    expect(await toldBy(scene, "https://api.nowhere.invalid/v1")).toMatchObject({
      code: "name-unknown",
    });
    expect(await run(scene)).toEqual(batch.translated("r1", "r2"));
  }, 60_000);

  test(`${name}: a port where nothing listens`, async () => {
    const scene = await start();
    const { server } = await chat.startBench();
    await server.close();
    const told = await toldBy(scene, server.url);
    expect(told).toMatchObject({ code: "nothing-listens" });
    expect(told.message).toContain(server.url);
    expect(await run(scene)).toEqual(batch.translated("r1", "r2"));
  });

  test.each([
    ["that nobody vouches for", 1],
    ["that is expired", -1],
  ])(
    `${name}: a certificate %s: the key is not sent, and nothing is waited for`,
    async (_, days) => {
      const scene = await start();
      const { url, asked } = await startSelfSigned(days);
      const told = await toldBy(scene, url);
      expect(told).toMatchObject({ code: "connection-unsafe" });
      expect(told.message).toMatch(/\((DEPTH_ZERO_SELF_SIGNED_CERT|CERT_HAS_EXPIRED)\)/);
      expect(asked).toEqual([]);
      expect(scene.waits).toEqual([]);
      expect(await run(scene)).toEqual(batch.translated("r1", "r2"));
    },
  );

  test(`${name}: HTTPS where there is only HTTP`, async () => {
    const scene = await start();
    const told = await toldBy(scene, scene.url.replace("http:", "https:"));
    expect(told).toMatchObject({ code: "connection-unsafe" });
    expect(scene.asked()).toBe(0);
  });

  test(`${name}: a proxy that Node.js does not use is named by its variable, never by its address`, async () => {
    vi.stubEnv("HTTPS_PROXY", `http://user:${key}@127.0.0.1:9`);
    vi.stubEnv("NO_PROXY", "");
    const scene = await start();
    const told = await toldBy(scene, "https://api.nowhere.invalid/v1");
    expect(told).toMatchObject({ code: "proxy-unused" });
    expect(told.message).toContain("the proxy in HTTPS_PROXY");
  }, 60_000);
}

afterEach(() => {
  vi.unstubAllEnvs();
});

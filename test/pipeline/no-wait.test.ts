import { join } from "node:path";
import { expect, test } from "vitest";
import type { Engine } from "../../src/io/ports.ts";
import type { BatchServerOptions } from "../support/batch-server/options.ts";
import type { ChatBody } from "../support/batch-server/wire.ts";
import { type Bench, startBench } from "./bench.ts";
import { type ProviderBench, startProvider, translateLines } from "./provider-bench.ts";

const pages = { "a.md": "Words of a page.\n", "b.md": "Other words of one.\n" };
const never = { pace: { stepMs: 1_000_000_000 } };

interface Scene {
  readonly bench: Bench;
  readonly provider: ProviderBench;
  /** A process of its own, on the same machine. */
  run(wait: boolean): ReturnType<Bench["run"]>;
}

async function startScene(options: Partial<BatchServerOptions> = {}): Promise<Scene> {
  const bench = await startBench({ pages });
  const provider = await startProvider({ ...never, ...options });
  const engine = (): Engine => provider.engine(join(bench.dir, "here"));
  return {
    bench,
    provider,
    run: (wait) => bench.run({ wait, ports: { engine: engine() } }),
  };
}

test("what is sent is left there, and no page is written of which something is on its way", async () => {
  const { bench, run } = await startScene();
  expect(await run(false)).toMatchObject({ requests: 1, inFlight: 1, problems: [] });
  await expect(bench.read("a.md")).rejects.toThrow("ENOENT");
});

test("a run that finds nothing done sends nothing again, and leaves again", async () => {
  const { provider, run } = await startScene();
  await run(false);
  expect(await run(false)).toMatchObject({ requests: 0, inFlight: 1 });
  expect(provider.server.audit.count("POST /v1/batches")).toBe(1);
});

test.each([true, false])("a later run collects what is done (waiting: %s)", async (wait) => {
  const { bench, provider, run } = await startScene();
  await run(false);
  await provider.server.settle();
  expect(await run(wait)).toMatchObject({ requests: 0, inFlight: 0, problems: [] });
  expect(await bench.read("a.md")).toBe("FR Words of a page.\n");
  expect(provider.billed()).toEqual(["Other words of one.", "Words of a page."]);
  expect(await run(false)).toMatchObject({ requests: 0, inFlight: 0 });
});

test("what is new since is sent without waiting for the rest; pages are written as they become whole", async () => {
  const { bench, provider, run } = await startScene();
  await run(false);
  await provider.server.settle();
  await bench.write("c.md", "Words of a page.\n\nNew words on a new page.\n");
  expect(await run(false)).toMatchObject({ requests: 1, inFlight: 1, problems: [] });
  expect(await bench.read("a.md")).toBe("FR Words of a page.\n");
  await expect(bench.read("c.md")).rejects.toThrow("ENOENT");
  await provider.server.settle();
  expect(await run(false)).toMatchObject({ requests: 0, inFlight: 0 });
  expect(await bench.read("c.md")).toBe("FR Words of a page.\n\nFR New words on a new page.\n");
  expect(provider.billed()).toHaveLength(3);
});

test("what failed is asked for again and left again, until every way is tried", async () => {
  const reply = (body: ChatBody) =>
    translateLines(body, (text) => (text.startsWith("Other") ? `FR ${text} <9/>` : `FR ${text}`));
  const { bench, provider, run } = await startScene({ reply });
  await run(false);
  await provider.server.settle();
  expect(await run(false)).toMatchObject({ requests: 1, inFlight: 1, problems: [] });
  expect(await bench.read("a.md")).toBe("FR Words of a page.\n");
  await expect(bench.read("b.md")).rejects.toThrow("ENOENT");
  await provider.server.settle();
  const last = await run(false);
  expect(last).toMatchObject({
    inFlight: 0,
    problems: [{ kind: "tag-invented", page: "docs/b.md" }],
  });
  expect(await bench.read("b.md")).toBe("Other words of one.\n");
});

test("a ceiling stops such a run after it has collected", async () => {
  const { bench, provider, run } = await startScene();
  await run(false);
  await provider.server.settle();
  await bench.write("c.md", "New words on a new page.\n");
  const engine = provider.engine(join(bench.dir, "here"));
  const money = { prices: { "test-model": { input: 1, output: 1 } }, maxCost: 0 };
  const stopped = bench.run({ wait: false, money, ports: { engine } });
  await expect(stopped).rejects.toMatchObject({ code: "ceiling-reached" });
  expect(await bench.read("b.md")).toBe("FR Other words of one.\n");
  expect(provider.server.audit.count("POST /v1/batches")).toBe(1);
});

test("an engine that leaves nothing behind is not left early", async () => {
  const bench = await startBench({ pages });
  expect(await bench.run({ wait: false })).toMatchObject({ requests: 1, inFlight: 0 });
  expect(await bench.read("a.md")).toBe("FR Words of a page.\n");
});

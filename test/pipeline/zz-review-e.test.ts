import { readFile, writeFile } from "node:fs/promises";
import { test } from "vitest";
import type { ChatRequest } from "../../src/core/model.ts";
import { readRequest } from "../../src/core/prompt/read-request.ts";
import { startBench } from "./bench.ts";
import { bad, benchWith, editMemory, loses, source, worse } from "./models.ts";
const log = (...a: unknown[]) => console.log("@@", ...a.map((x) => typeof x === "string" ? x.replaceAll("\n", "⏎") : JSON.stringify(x)));

test("E1 lots banked, then killed hard before writing (retranslate all, 2 lots)", async () => {
  let n = 1;
  const { bench, calls } = await benchWith({ "test-model": (t) => `FR${n} ${t}` });
  await bench.run(); calls(); n = 2;
  const ports = { files: undefined as any };
  const e = bench.engine;
  // killed when round 2 would look for what is missing: memory is banked, nothing is written
  const engine = { ...e, collect: async function* () { for await (const lot of e.collect()) { yield lot; throw new Error("KILL"); } } };
  await bench.run({ retranslate: "all", ports: { engine, pages: { read: async () => [] , write: async () => { throw new Error("DEAD"); } } as any } }).catch((x) => log("E1", String(x)));
  log("E1 after", await bench.read("a.md"));
  const s = await bench.run();
  log("E1 plain", calls(), s.locales, await bench.read("a.md"));
});

test("E2 human in memory: only some pages, retranslate all after hand edits of memory, structure reject", async () => {
  let n = 1;
  const { bench, calls } = await benchWith({ "test-model": (t) => `FR${n} ${t}` });
  await bench.run(); calls(); n = 2;
  await editMemory(bench, (line) => line.replace(/"target":\["FR1 A page"/, '"target":["Une page"').replace(/,"model"/, ',"human":[0],"model"'));
  const ports = { detector: () => undefined, compiler: { compile: async ({ text }: any) => text.includes("Une page") ? { line: 1, reason: "no" } : undefined } };
  for (const run of [1, 2, 3]) {
    bench.events.length = 0;
    const s = await bench.run({ ports, ...(run === 1 ? { retranslate: "all" as const } : {}) });
    log("E2", run, calls(), await bench.read("a.md"), s.problems.map((p) => [p.kind, p.text, p.earlier]), bench.events.filter((e) => e.kind === "warning"));
  }
  log("E2 memory human kept?", (await Promise.all("0123456789abcdef".split("").map((d) => readFile(bench.path("memory", "fr", `${d}.jsonl`), "utf8").catch(() => "")))).join(""));
});

test("E3 determinism of manifest across page orders / partial runs", async () => {
  const pages = { "a.md": source, "b.md": source.replace("# A page", "# B page"), "c.md": "Read [the guide](https://example.com) before you begin.\n" };
  const outs: string[] = [];
  for (const how of ["all", "each"]) {
    const { bench } = await benchWith({ "test-model": loses }, { pages });
    if (how === "each") for (const p of ["c.md", "b.md", "a.md"]) await bench.run({ only: [p] });
    await bench.run();
    outs.push(await readFile(bench.path("pages", "fr.jsonl"), "utf8"));
  }
  log("E3 same", outs[0] === outs[1]);
  if (outs[0] !== outs[1]) log(outs[0]!, outs[1]!);
});

test("E4 passing failure on b erases a's given-up marker", async () => {
  let fail = false; const asked: string[] = [];
  const reply = (r: ChatRequest): any => {
    const lines = [...(readRequest(r.body)?.lines ?? [])]; asked.push(lines.map(([, t]) => t).join("|"));
    return fail ? { kind: "failed", reason: "failed", message: "500", usage: { input: 0, output: 0 } } : lines.map(([k, t]) => `${k} ${loses(t) ?? `FR ${t}`}`).join("\n");
  };
  const bench = await startBench({ pages: { "a.md": source }, reply });
  await bench.run(); asked.length = 0;
  fail = true;
  await bench.write("a.md", source.replace("# A page", "# A page\n\nMore."));
  await bench.write("b.md", source.replace("# A page", "# B"));
  await bench.run(); log("E4 failing run", asked.splice(0));
  fail = false;
  await bench.run(); log("E4 next", asked.splice(0));
  await bench.run(); log("E4 then", asked.splice(0));
});

test("E5 many pages same bad text: counts", async () => {
  const { bench, calls } = await benchWith({ "test-model": loses }, { pages: { "a.md": source, "b.md": source } });
  const s = await bench.run();
  log("E5", s.ladder, s.problems.length);
  await bench.write("a.md", `${source}\nMore words.\n`);
  const s2 = await bench.run();
  log("E5 second", calls().length, s2.ladder, s2.problems.length);
});

test("E6 crash in renderPage after a lot came: asked twice?", async () => {
  const { bench, calls } = await benchWith({});
  let boom = true;
  const ports = { compiler: { compile: async ({ text }: any) => { if (boom && text.includes("FR ")) throw new Error("boom"); return undefined; } } };
  await bench.run({ ports }).catch((e) => log("E6", String(e)));
  log("E6 first", calls()); boom = false;
  const s = await bench.run({ ports }); log("E6 second (engine replays in flight)", calls(), s.requests, (await bench.read("a.md")).slice(0, 20));
});

test("E7 removed and re-added text / model toggles", async () => {
  const { bench, calls } = await benchWith({ "test-model": loses, second: loses, third: loses });
  await bench.run({ fallbackModels: ["second"] }); calls();
  await bench.run({ fallbackModels: ["third"] }); log("E7 third", calls().length);
  await bench.run({ fallbackModels: ["second"] }); log("E7 second again", calls());
  await bench.run({ fallbackModels: ["third"] }); log("E7 third again", calls());
});

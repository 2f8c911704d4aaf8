import { expect, test } from "vitest";
import type { ChatRequest } from "../../src/core/model.ts";
import { readRequest } from "../../src/core/prompt/read-request.ts";
import type { Compiler } from "../../src/io/ports.ts";
import { startBench } from "./bench.ts";
import { bad, editMemory, source, translated, worse } from "./models.ts";

test("what is translated anew replaces what was there, and keeps it where the new is worse", async () => {
  const bench = await translated({
    "test-model": (text) => (text === worse ? "FR Perdu." : `FR2 ${text}`),
  });
  const { problems, ladder } = await bench.run({ retranslate: "all" });
  expect(problems).toMatchObject([{ kind: "tag-missing", text: worse, earlier: true }]);
  expect(ladder).toMatchObject({ earlier: 1, source: 0 });
  expect(await bench.read("a.md")).toBe(`# FR2 A page

FR2 Read [the guide](https://example.com) before you begin.

FR Ask [a colleague](https://example.com) if you are stuck.
`);
  expect(await bench.run()).toMatchObject({ requests: 0, problems: [], locales: [{ current: 1 }] });
});

test("a plan of translating anew counts every text", async () => {
  const bench = await translated({});
  expect(await bench.plan({ retranslate: "all" })).toMatchObject({
    requests: 1,
    locales: [{ missing: 3 }],
  });
});

test("a person's words are never asked for anew", async () => {
  const bench = await translated({ "test-model": (text) => `FR2 ${text}` });
  await editMemory(bench, (line) =>
    line
      .replace(/"target":\["FR A page"/, '"target":["Une page"')
      .replace(/,"model"/, ',"human":[0],"model"'),
  );
  await bench.run({ retranslate: "all" });
  expect(bench.engine.sent()).toEqual([`fr: ${bad}`, `fr: ${worse}`]);
  expect(await bench.read("a.md")).toMatch(/^# Une page\n\nFR2 Read/);
});

test("without its manifest the tool knows its own pages again, and translates them anew", async () => {
  const bench = await translated({ "test-model": (text) => `FR2 ${text}` });
  await bench.remove(".translate-llm/pages");
  await bench.run({ retranslate: "all" });
  expect(bench.engine.sent()).toEqual(["fr: A page", `fr: ${bad}`, `fr: ${worse}`]);
  expect(await bench.read("a.md")).toMatch(/^# FR2 A page/);
});

test("words that only one of two pages can take do not cost the other its own", async () => {
  const pages = { "a.md": source, "b.md": source };
  let version = "FR";
  const reply = (request: ChatRequest) =>
    [...(readRequest(request.body)?.lines ?? [])]
      .map(([line, text]) => `${line} ${version} ${text}`)
      .join("\n");
  const bench = await startBench({ pages, reply });
  const compile: Compiler["compile"] = async ({ path, text }) =>
    /a\.md$/.test(path) && /FR2 Ask/.test(text) ? { line: 1, reason: "No." } : undefined;
  const change = { ports: { compiler: { compile } } };
  await bench.run(change);
  version = "FR2";
  await bench.run({ ...change, retranslate: "all" });
  bench.engine.sent();
  for (const _ of ["now", "later"]) {
    expect(await bench.read("a.md")).toContain("FR Ask");
    expect(await bench.read("b.md")).toContain("FR2 Ask");
    await bench.run(change);
  }
  expect(bench.engine.sent()).toEqual([]);
});

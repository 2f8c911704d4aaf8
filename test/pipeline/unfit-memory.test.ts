import { expect, test } from "vitest";
import { bad, benchWith, editMemory, translated } from "./models.ts";

test("words in Memory that do not fit their text are told, passed over and asked for", async () => {
  const bench = await translated({});
  await editMemory(bench, (line) => line.replace("FR Read <1>the guide</1>", "FR Read <8/>"));
  const before = bench.events.length;
  await bench.run();
  expect(bench.events.slice(before)).toContainEqual({
    kind: "warning",
    warning: {
      kind: "memory-unfit",
      locale: "fr",
      page: "docs/a.md",
      line: 3,
      problem: "tag-invented",
    },
  });
  expect(bench.engine.sent()).toEqual([`fr: ${bad}`]);
});

test("words in Memory that spoil their page give way to others that Memory has", async () => {
  const text = "These words are the same on both pages.";
  const pages = { "a.md": `# A\n\n${text}\n`, "b.md": `# B\n\n${text}\n` };
  const { bench } = await benchWith({}, { pages });
  await bench.run();
  bench.engine.sent();
  await editMemory(bench, (line) =>
    line.includes('"A"') ? line.replace(/FR These/, "FR too: https://evil.example/ These") : line,
  );
  const before = bench.events.length;
  expect(await bench.run()).toMatchObject({ requests: 0, problems: [] });
  expect(bench.events.slice(before)).toContainEqual(
    expect.objectContaining({ warning: expect.objectContaining({ problem: "structure" }) }),
  );
  expect(await bench.read("a.md")).toBe(`# FR A\n\nFR ${text}\n`);
});

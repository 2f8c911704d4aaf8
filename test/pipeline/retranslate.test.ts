import { expect, test } from "vitest";
import { bad, editMemory, translated, worse } from "./models.ts";

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

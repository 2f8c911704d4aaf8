import { afterAll, beforeAll, expect, test } from "vitest";
import type { Reply } from "../support/batch-server/options.ts";
import type { ChatBody } from "../support/batch-server/wire.ts";
import type { Outcome } from "../support/temp-site/run-docusaurus.ts";
import { type Bench, frenchDocs, openBench, translated, translateLines } from "./bench.ts";

const ends = ["easy", "hard", "hopeless"] as const;

/** Of which a third fails with every model, and another one with the first. */
const texts = Array.from({ length: 30 }, (_, at) => `Text ${at} is ${ends[at % 3]}.`);

const files = {
  "docs/one.md": `${texts.slice(0, 15).join("\n\n")}\n`,
  "docs/two.md": `${texts.slice(15).join("\n\n")}\n`,
};

function reply(body: ChatBody): Reply {
  const hard = body.model === "better" ? /hopeless/ : /hopeless|hard/;
  return translateLines(body, undefined, (text, locale) =>
    hard.test(text) ? `${translated(text, locale)} <9/>` : translated(text, locale),
  );
}

let bench: Bench;
let first: Outcome;

beforeAll(async () => {
  const plugin = { model: "small", fallbackModels: ["better"] };
  bench = await openBench({ files, plugin, server: { reply } });
  first = await bench.run();
});

afterAll(() => bench.close());

test("the summary counts every rung, and lists what no rung could mend", () => {
  expect(first, first.stderr).toMatchObject({ code: 3 });
  expect(first.stdout).toContain(
    [
      "  first try, small: 10 of 30 texts in use",
      "  asked again, small: 0 of 20 texts in use",
      "  fallback model, better: 10 of 20 texts in use",
      "  alone in a request, better: 0 of 10 texts in use",
    ].join("\n"),
  );
  expect(first.stdout).toContain("Kept in the source language, tag-invented (10)");
  expect(first.stdout).toContain("  docs/one.md:5 · fr · Text 2 is hopeless. · <9>");
});

test("what the second model could do is on the page, and the rest is in the source language", async () => {
  const page = await bench.site.read(`${frenchDocs}/one.md`);
  expect(page).toMatch(/^FR Text 0 is easy\.\n\nFR Text 1 is hard\.\n\nText 2 is hopeless\.\n/);
});

test("the second and the third run bill nothing for it, and say the same", async () => {
  for (const _ of ["second", "third"]) {
    bench.forget();
    const { code, stdout } = await bench.run();
    expect(code).toBe(3);
    expect(stdout).toContain("Kept in the source language, tag-invented (10)");
    expect(bench.exchanges()).toBe(0);
  }
});

test("--json has every rung and every text", async () => {
  bench.forget();
  const { stdout } = await bench.run("--json", "--retranslate", "failed");
  expect(JSON.parse(stdout)).toMatchObject({
    ladder: {
      rungs: [
        { rung: "first", model: "small", texts: 10, accepted: 0 },
        { rung: "again", model: "small", texts: 10, accepted: 0 },
        { rung: "fallback", model: "better", texts: 10, accepted: 0 },
        { rung: "alone", model: "better", requests: 10, texts: 10, accepted: 0 },
      ],
      earlier: 0,
      source: 10,
    },
    problems: expect.arrayContaining([
      expect.objectContaining({ page: "docs/one.md", line: 5, kind: "tag-invented" }),
    ]),
  });
});

test("--retranslate all asks for everything, and keeps what nothing better came for", async () => {
  bench.forget();
  const before = await bench.site.read(`${frenchDocs}/two.md`);
  const { code } = await bench.run("--retranslate", "all", "--only", "docs/two.md");
  expect(code).toBe(3);
  expect(new Set(bench.sent())).toEqual(new Set(texts.slice(15)));
  expect(await bench.site.read(`${frenchDocs}/two.md`)).toBe(before);
});

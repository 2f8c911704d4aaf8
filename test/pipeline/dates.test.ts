import { expect, test } from "vitest";
import { startBench } from "./bench.ts";

const post = { "p.md": "# A post\n" };
const first = { "p.md": "2026-01-02T03:04:05.678" };
const other = { "p.md": "2026-02-03T00:00:00.000" };

test("a post gets its date once its history knows one, and keeps it where nobody knows", async () => {
  const bench = await startBench({ pages: post });
  await bench.run();
  expect(await bench.read("p.md")).toBe("# FR A post\n");
  const dated = `---\ndate: "${first["p.md"]}"\n---\n`;
  const known = await bench.run({ dates: first });
  expect(known).toMatchObject({ requests: 0, locales: [{ written: 1 }] });
  expect(await bench.read("p.md")).toContain(dated);
  expect(await bench.run()).toMatchObject({ locales: [{ current: 1, written: 0 }] });
  await bench.write("p.md", "# A post\n\nMore words.\n");
  await bench.run();
  expect(await bench.read("p.md")).toContain(dated);
  expect(await bench.run()).toMatchObject({ locales: [{ current: 1, written: 0 }] });
});

test("a post follows its history", async () => {
  const bench = await startBench({ pages: post });
  await bench.run({ dates: first });
  expect(await bench.plan({ dates: other })).toMatchObject({ locales: [{ written: 1 }] });
  await bench.run({ dates: other });
  expect(await bench.read("p.md")).toContain(`date: "${other["p.md"]}"`);
});

test("a post that comes to say its date itself has no other", async () => {
  const bench = await startBench({ pages: post });
  await bench.run({ dates: first });
  await bench.write("p.md", "---\ndate: 2020-01-01\n---\n\n# A post\n");
  await bench.run();
  expect(await bench.read("p.md")).toContain("---\ndate: 2020-01-01\n---\n");
  expect(await bench.run()).toMatchObject({ locales: [{ current: 1, written: 0 }] });
});

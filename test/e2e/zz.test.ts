import { test } from "vitest";
import { startBench } from "./bench.ts";
test("x", async () => {
  const bench = await startBench({ files: { "docs/a.md": "# Hello\n\nSome words here to translate.\n" } });
  for (const k of ["sk-aaaa-secret\nsk-bbbb-secret", "sk-“quoted”-secret"]) {
   for (const f of [[], ["--json"]]) console.log(await bench.runIn({OPENAI_API_KEY: k}, ...f), bench.exchanges());
  }
  // stale shard
  await bench.runIn({OPENAI_API_KEY: ""});
  await bench.site.write({ "docs/a.md": "# Hello\n\nEntirely different words now.\n" });
  console.log((await bench.run()).stdout, bench.sent());
});

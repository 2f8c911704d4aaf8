import process from "node:process";
import { findSites } from "./find-sites.ts";
import rejectedPins from "./rejected.json" with { type: "json" };
import { reportText } from "./report-text.ts";
import { runPages } from "./run-pages.ts";
import { verdict } from "./verdict.ts";

/** `npm run corpus -- <dir…>`: holds the tool's promises about pages against real sites. */
async function main(dirs: readonly string[]): Promise<number> {
  const start = performance.now();
  const { CORPUS_DIR } = process.env;
  const sites = findSites(dirs.length > 0 ? dirs : [CORPUS_DIR ?? "../shared/corpus"]);
  const reports = await runPages(sites);
  const judged = verdict(
    sites.map(({ id }) => id),
    reports,
    rejectedPins,
  );
  process.stdout.write(reportText(judged, (performance.now() - start) / 1000));
  return judged.passed ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);

import process from "node:process";
import { findSites } from "./find-sites.ts";
import rejectedPins from "./rejected.json" with { type: "json" };
import { reportText } from "./report-text.ts";
import { runPages } from "./run-pages.ts";
import { type OtherFiles, tryOtherFiles } from "./try-other-files.ts";
import { verdict } from "./verdict.ts";

/** `npm run corpus -- <dir…>`: holds the tool's promises about pages and other files against real sites. */
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
  const others = await tryOtherFiles(sites);
  process.stdout.write(otherFilesText(others));
  const faults = [...others.refused, ...others.misses];
  return judged.passed && faults.length === 0 ? 0 : 1;
}

function otherFilesText({ files, texts, refused, misses }: OtherFiles): string {
  const counts = `Messages, authors and tags: ${files} files, ${texts} texts, ${refused.length} refused, ${misses.length} misses.`;
  return [counts, ...refused, ...misses, ""].join("\n");
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

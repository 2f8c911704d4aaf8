import { type ChildProcess, fork } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { PageReport } from "./page-report.ts";
import { listPages, type Site } from "./site.ts";

/** Names a page to a worker. */
export interface Job {
  readonly siteDir: string;
  /** Index in `roots`. */
  readonly root: number;
  readonly file: string;
}

/** Tries every page of these sites, in as many processes as the smallest machine of CI has cores. */
export async function runPages(sites: readonly Site[]): Promise<PageReport[]> {
  const jobs = await jobsOf(sites);
  const reports: PageReport[] = [];
  const total = jobs.length;
  const done = (report: PageReport) => {
    reports.push(report);
    if (reports.length % 500 === 0) process.stderr.write(`${reports.length} of ${total} pages\n`);
  };
  await Promise.all(Array.from({ length: 2 }, () => work(jobs, done)));
  const order = (report: PageReport) => `${report.site}/${report.page}`;
  return reports.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** The longest pages first, so that no process is left alone with one at the end. */
async function jobsOf(sites: readonly Site[]): Promise<Job[]> {
  const jobs: (Job & { readonly size: number })[] = [];
  for (const site of sites) {
    for (const [index, root] of site.roots.entries()) {
      for (const file of await listPages(site, root)) {
        const { size } = statSync(join(site.dir, root.path, file));
        jobs.push({ siteDir: site.dir, root: index, file, size });
      }
    }
  }
  return jobs.sort((a, b) => b.size - a.size);
}

/** One process, fed page by page until none is left. */
async function work(jobs: Job[], done: (report: PageReport) => void): Promise<void> {
  const worker = fork(fileURLToPath(new URL("./worker.ts", import.meta.url)), {
    execArgv: [...process.execArgv, "--max-old-space-size=1800", "--max-semi-space-size=64"],
  });
  try {
    for (let job = jobs.shift(); job; job = jobs.shift()) done(await ask(worker, job));
  } finally {
    worker.kill();
  }
}

function ask(worker: ChildProcess, job: Job): Promise<PageReport> {
  return new Promise((resolve, reject) => {
    const died = () => reject(new Error(`The process died over ${join(job.siteDir, job.file)}.`));
    worker.once("exit", died);
    worker.once("message", (report: PageReport) => {
      worker.off("exit", died);
      resolve(report);
    });
    worker.send(job);
  });
}

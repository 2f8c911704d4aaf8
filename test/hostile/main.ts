import { fork } from "node:child_process";
import process from "node:process";
import { corpusSiteIds } from "./corpus-sites.ts";
import { type HostileBench, openHostileBench } from "./hostile-run.ts";
import { hostileCorpusSite, hostileGuide } from "./hostile-sites.ts";
import { replyThrows } from "./reply-throws.ts";

/**
 * `npm run hostile`: models that answer with every known trick, on every kind of Segment of the guide and of three real
 * sites. After each run the nodes of all compiled pages are those of their sources, files of messages and data differ
 * from theirs in words only, and all locales build. Without a name every site has a process of its own, because each
 * borrows its environment; a kind that is rare on one of them must have met every trick on another.
 */
async function main([name]: readonly string[]): Promise<number> {
  if (name === undefined) return runAll(["guide", ...corpusSiteIds]);
  const id = corpusSiteIds.find((known) => known === name);
  if (id === undefined && name !== "guide") throw new Error(`There is no site "${name}".`);
  const bench = await openHostileBench(
    await (id === undefined ? hostileGuide() : hostileCorpusSite(id)),
  );
  try {
    return await tryAll(name, bench);
  } finally {
    await bench.close();
  }
}

async function runAll(names: readonly string[]): Promise<number> {
  const waiting = [...names];
  const kinds = { common: new Set<string>(), rare: new Set<string>() };
  let failed = 0;
  const worker = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const { code, said, through } = await runSite(name);
      say(said.trimEnd());
      if (code !== 0) failed++;
      for (const kind of through?.common ?? []) kinds.common.add(kind);
      for (const kind of through?.rare ?? []) kinds.rare.add(kind);
    }
  };
  await Promise.all([worker(), worker()]);
  const open = [...kinds.rare].filter((kind) => !kinds.common.has(kind));
  for (const kind of open) say(`On no site are there enough texts to try everything on ${kind}.`);
  say(failed === 0 ? "No reply has hurt." : `${failed} of the sites failed.`);
  return failed + open.length;
}

/** The kinds of Segments of a site: those that meet every trick on it, and those of which it has too few. */
interface Through {
  readonly common: readonly string[];
  readonly rare: readonly string[];
}

/** With fewer texts a kind takes a run for every few tricks; the other sites have more of it. */
const fewTexts = 8;

function throughOf({ kinds }: HostileBench): Through {
  const names = [...kinds.keys()];
  const isRare = (kind: string) => (kinds.get(kind) ?? 0) < fewTexts;
  return { common: names.filter((kind) => !isRare(kind)), rare: names.filter(isRare) };
}

interface SiteRun {
  readonly code: number | null;
  readonly said: string;
  readonly through: Through | undefined;
}

/** What a site says comes in one piece. */
function runSite(name: string): Promise<SiteRun> {
  const [script = ""] = process.argv.slice(1);
  const child = fork(script, [name], { stdio: ["ignore", "pipe", "inherit", "ipc"] });
  return new Promise((resolve, reject) => {
    let said = "";
    let through: Through | undefined;
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      said += chunk;
    });
    child.once("message", (message: Through) => {
      through = message;
    });
    child.once("error", reject).once("close", (code) => resolve({ code, said, through }));
  });
}

/** Two runs over everything, and then over the pages whose kinds of Segments are not yet through, unless they are rare. */
async function tryAll(id: string, bench: HostileBench): Promise<number> {
  const kinds = [...bench.kinds].map(([kind, count]) => `${count} ${kind}`).join(", ");
  say(`${id}: ${bench.pages} pages in ${bench.locales.join(", ")}; ${kinds}`);
  const { common, rare } = throughOf(bench);
  const gaps = () => new Map([...bench.gaps()].filter(([kind]) => common.includes(kind)));
  let failed = await tryOnce(bench, { mode: "singly", seed: 1 });
  failed += await tryOnce(bench, { mode: "mixed", seed: 2 });
  for (let seed = 3; gaps().size > 0 && seed <= mostRuns; seed++) {
    const left = [...gaps().values()].flatMap((tricks) => [...tricks]);
    const mode = left.every((trick) => trick in replyThrows) ? "replies" : "singly";
    failed += await tryOnce(bench, { mode, seed, only: [...gaps().keys()] });
  }
  for (const [kind, tricks] of gaps()) {
    say(`  never tried on ${kind}: ${[...tricks].join(", ")}`);
    failed++;
  }
  process.send?.({ common, rare } satisfies Through);
  return failed;
}

/** Far more than it takes today. */
const mostRuns = 24;

async function tryOnce(
  bench: HostileBench,
  turn: Parameters<HostileBench["translate"]>[0],
): Promise<number> {
  const start = performance.now();
  const before = bench.coverage.total();
  const translated = await bench.translate(turn);
  const odd = await bench.oddPages(turn.only);
  const built = await bench.build(turn.seed === 1 ? "all" : "translated");
  const seconds = Math.round((performance.now() - start) / 1000);
  const tricks = bench.coverage.total() - before;
  say(`  ${turn.mode}, seed ${turn.seed}: ${tricks} tricks, ${odd.length} odd pages, ${seconds} s`);
  const complaints = [
    // 3: what the model spoils for good stays in the source language.
    ...(translated.code === 0 || translated.code === 3
      ? []
      : [translated.stdout, translated.stderr]),
    ...odd,
    ...(built.code === 0 ? [] : [built.stdout, built.stderr]),
  ];
  for (const complaint of complaints) say(`    ${complaint}`);
  return complaints.length;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main(process.argv.slice(2)).then(
  (failed) => {
    process.exitCode = failed === 0 ? 0 : 1;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  },
);

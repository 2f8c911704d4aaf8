import process from "node:process";
import { tryNewVersion } from "./new-version.ts";
import { type Result, runTurn } from "./run-turn.ts";
import { turns } from "./turns.ts";
import { tryUndone } from "./undone.ts";

/**
 * `npm run corners`: a site with every corner of Docusaurus, translated completely, half, and with a third of all texts
 * refused, for both futures and both bundlers; each is built and crawled. With a number, only the turn of that number.
 */
async function main([only]: readonly string[]): Promise<number> {
  const all = [
    ...turns.map((turn) => ({ name: turn.name, run: () => runTurn(turn) })),
    { name: "a new version afterwards", run: tryNewVersion },
    { name: "each trap, its handling undone", run: tryUndone },
  ];
  const chosen = only === undefined ? all : all.slice(Number(only) - 1, Number(only));
  if (chosen.length === 0) throw new Error(`There is no turn ${only}.`);
  say(row(["", "texts", "pages", "links", "wrong", "s"]));
  const waiting = [...chosen];
  let wrong = 0;
  const worker = async () => {
    for (let turn = waiting.shift(); turn !== undefined; turn = waiting.shift()) {
      const start = performance.now();
      const result = await turn.run();
      report(turn.name, result, performance.now() - start);
      wrong += result.complaints.length;
    }
  };
  await Promise.all([worker(), worker()]);
  say(wrong === 0 ? "Every corner holds." : `${wrong} complaints.`);
  return wrong;
}

function report(name: string, { asked, pages, links, complaints }: Result, ms: number): void {
  const seconds = Math.round(ms / 1000);
  say(row([name, asked, pages, links, complaints.length, seconds]));
  for (const complaint of complaints.slice(0, most)) say(shortened(complaint));
  if (complaints.length > most) say(`  … and ${complaints.length - most} more`);
}

const most = 40;

/** Docusaurus says the same of every module, for the browser and for the server. */
function shortened(complaint: string): string {
  const lines = complaint.split("\n").filter((line) => !/^\s*(?:at |$)/.test(line));
  return lines
    .slice(0, 12)
    .map((line) => `  ${line.slice(0, 300)}`)
    .join("\n");
}

function row([name = "", ...counts]: readonly (string | number)[]): string {
  return String(name).padEnd(36) + counts.map((count) => String(count).padStart(8)).join("");
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main(process.argv.slice(2)).then(
  (wrong) => {
    process.exitCode = wrong === 0 ? 0 : 1;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  },
);

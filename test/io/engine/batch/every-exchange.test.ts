import { rm } from "node:fs/promises";
import { expect, test } from "vitest";
import { UserError } from "../../../../src/core/errors.ts";
import type { Engine } from "../../../../src/io/ports.ts";
import type { Fault, FaultAction } from "../../../support/batch-server/options.ts";
import { type Bench, converge, idsInFlight, LIMITS, requestsFor, startBench } from "./bench.ts";

const COUNT = 5;

/** Five requests, of which two go first to try the way, in files of at most two. */
const small = { limits: { ...LIMITS, requests: 2, canary: 2 } };

class Killed extends Error {}

/** One run as the pipeline does it; what was delivered is safe, and is not asked for again. */
async function run(engine: Engine, safe: Record<string, string>): Promise<void> {
  const { size } = new Set([...(await idsInFlight(engine)), ...Object.keys(safe)]);
  if (size < COUNT) await engine.recover?.();
  await converge(engine, requestsFor(COUNT), safe);
}

/** How the exchange with this number goes wrong; what comes after it. */
interface Trouble {
  readonly at: number;
  readonly action: FaultAction;
  /** The process dies with it; otherwise it lives on. */
  readonly isDeadly: boolean;
  /** The folder is lost before the next run. */
  readonly isLost: boolean;
}

async function strike(bench: Bench, trouble: Trouble, safe: Record<string, string>): Promise<void> {
  const { at: skip, action, isDeadly } = trouble;
  const faults: Fault[] = [{ on: "*", skip, do: action }];
  // The network is cut, and the first wait after that is the last.
  if (isDeadly) faults.push({ on: "*", skip, times: Infinity, do: "reset-before" });
  bench.server.faults.push(...faults);
  const wait = async (ms: number) => {
    if (isDeadly && bench.server.audit.exchanges.length > skip) throw new Killed();
    await bench.clock.wait(ms);
  };
  await run(bench.engine(small, { ...bench.clock, wait }), safe).catch((error) => {
    if (!(error instanceof Killed || error instanceof UserError)) throw error;
  });
  bench.server.faults.clear();
}

const ACTIONS: Readonly<Record<string, FaultAction>> = {
  "breaks before the server acts": "reset-before",
  "breaks after the server acted": "reset-after",
  "is cut off in its answer": "truncate",
  "is cut off without a sign": "truncate-silently",
  "is answered 500": { status: 500 },
  "is answered 408": { status: 408 },
  "is answered 429": { status: 429 },
};

/** Exchanges of a run without trouble, and a few more. */
const EXCHANGES = 36;
/** Each action strikes at every third of them, the next one at the next third. */
const STEP = 3;

for (const isLost of [false, true]) {
  for (const isDeadly of [false, true]) {
    for (const [index, [name, action]] of Object.entries(ACTIONS).entries()) {
      const then = `${isDeadly ? "the process dies" : "it lives on"}${isLost ? ", its folder is lost" : ""}`;
      test(`any exchange ${name}, ${then}: all comes in, and nothing is paid for twice`, async () => {
        for (let at = index % STEP; at < EXCHANGES; at += STEP) {
          const bench = await startBench();
          const safe: Record<string, string> = {};
          await strike(bench, { at, action, isDeadly, isLost }, safe);
          if (isLost) await rm(bench.directory, { recursive: true, force: true });
          await run(bench.engine(small), safe);
          const ids = bench.server.audit.billed.map(({ customId }) => customId);
          expect(Object.keys(safe), `exchange ${at}`).toHaveLength(COUNT);
          expect(ids.toSorted(), `exchange ${at}`).toEqual(Object.keys(safe).toSorted());
          await bench.server.close();
        }
      }, 120_000);
    }
  }
}

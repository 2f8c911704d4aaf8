import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { access, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { type Bench, collectAll, outcomes, requestsFor, startBench, translated } from "./bench.ts";

const LOCK_FOLDER = new URL("../../../../src/io/engine/lock-folder.ts", import.meta.url);

/** Another process that locks the bench's folder, and then does what the code says. */
function startOther({ directory }: Bench, then: string) {
  const code = `import(${JSON.stringify(LOCK_FOLDER.href)}).then(async ({ lockFolder }) => {
    await lockFolder(${JSON.stringify(directory)}, { now: Date.now });
    process.stdout.write("locked");
    ${then}
  });`;
  const cwd = fileURLToPath(new URL("../../../..", import.meta.url));
  const other = spawn(process.execPath, ["--import", "tsx", "-e", code], { cwd });
  onTestFinished(() => void other.kill("SIGKILL"));
  return other;
}

function lockOf(bench: Bench): string {
  return join(bench.directory, "lock");
}

test("while another run is at work nothing is sent, and its journal stays as it is", async () => {
  const bench = await startBench();
  const other = startOther(bench, "setInterval(() => {}, 1000);");
  await once(other.stdout, "data");
  const engine = bench.engine();
  const refusal = { code: "run-in-progress", message: expect.stringContaining(`${other.pid}`) };
  await expect(engine.inFlight()).rejects.toMatchObject(refusal);
  await expect(engine.send(requestsFor(2))).rejects.toMatchObject(refusal);
  await expect(collectAll(engine)).rejects.toMatchObject(refusal);
  expect(bench.server.audit.exchanges).toEqual([]);
  expect(await bench.journal()).toBe("");
  other.kill("SIGKILL");
  await once(other, "exit");
  await access(lockOf(bench));
  await engine.send(requestsFor(2));
  expect(outcomes(await collectAll(engine))).toEqual(translated("r1", "r2"));
});

for (const [end, code] of Object.entries({
  "comes to its end": "",
  "is stopped": "process.exit(3);",
})) {
  test(`a process that ${end} takes its lock away`, async () => {
    const bench = await startBench();
    await once(startOther(bench, code), "exit");
    expect(await bench.files()).toEqual([]);
    await expect(access(lockOf(bench))).rejects.toThrow("ENOENT");
  });
}

test("a process never takes away a lock that is another's by now", async () => {
  const bench = await startBench();
  const lock = JSON.stringify(lockOf(bench));
  await once(startOther(bench, `require("node:fs").writeFileSync(${lock}, "theirs");`), "exit");
  expect(await readFile(lockOf(bench), "utf8")).toBe("theirs");
});

test("a run that only looks is welcome while another is at work", async () => {
  const bench = await startBench();
  await bench.engine().send(requestsFor(2));
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  const owners = [process.ppid, pid].map((one) => ({ pid: one, host: hostname(), startedAt: 1 }));
  for (const owner of owners) {
    await writeFile(lockOf(bench), JSON.stringify(owner));
    expect(await bench.engine({ readOnly: true }).inFlight()).toHaveLength(2);
    expect(JSON.parse(await readFile(lockOf(bench), "utf8"))).toEqual(owner);
  }
});

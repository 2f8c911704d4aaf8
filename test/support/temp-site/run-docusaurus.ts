import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { modules } from "./create-temp-site.ts";

/** How a run of the CLI ended. */
export interface Outcome {
  /** `null` where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the CLI that may not have ended yet. */
export interface Running {
  readonly outcome: Promise<Outcome>;
  /** What it has said on standard error so far. */
  stderr(): string;
  /** As `kill -9` does: the process can neither notice nor tidy up. */
  kill(): void;
}

/**
 * Runs the real CLI in a site's folder, as `npx docusaurus` would, without the traces that a test runner leaves in
 * the environment. The bundler's cache is off: it lies in `node_modules`, which temporary sites share.
 */
export function runDocusaurus(
  dir: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  return startDocusaurus(dir, args, env).outcome;
}

/** The same, for tests that do not let it end. */
export function startDocusaurus(
  dir: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Running {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: dir,
    env: {
      ...inherited(),
      DOCUSAURUS_NO_PERSISTENT_CACHE: "true",
      NO_UPDATE_NOTIFIER: "1",
      NO_COLOR: "1",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
  });
  const outcome = Promise.all([ended, text(child.stdout)]).then(([code, stdout]) => ({
    code,
    stdout,
    stderr,
  }));
  return { outcome, stderr: () => stderr, kill: () => void child.kill("SIGKILL") };
}

const cli = join(modules, "@docusaurus", "core", "bin", "docusaurus.mjs");

function inherited(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env);
  return Object.fromEntries(
    entries.filter(
      ([name]) => !/^(NODE_ENV|BABEL_ENV|FORCE_COLOR|VITEST.*|DOCUSAURUS_.*|GITHUB_.*)$/.test(name),
    ),
  );
}

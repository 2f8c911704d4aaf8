import { execFile } from "node:child_process";
import process from "node:process";
import { promisify } from "node:util";

/** Git with a name and a date of its own, whoever runs it and whenever. */
export async function runGit(dir: string, args: readonly string[]): Promise<void> {
  await run("git", ["-c", "core.autocrlf=false", ...args], { cwd: dir, env });
}

const run = promisify(execFile);

const someone = { name: "fixture", email: "fixture@example.com", date: "2024-05-06T10:00:00Z" };

const env = {
  PATH: process.env["PATH"],
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: someone.name,
  GIT_AUTHOR_EMAIL: someone.email,
  GIT_AUTHOR_DATE: someone.date,
  GIT_COMMITTER_NAME: someone.name,
  GIT_COMMITTER_EMAIL: someone.email,
  GIT_COMMITTER_DATE: someone.date,
};

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { ensureGitAttributes } from "../../../src/io/memory/ensure-git-attributes.ts";
import { memoryLine, openStore } from "./store.ts";

test("git is told how to merge and what to leave out", async () => {
  const { dir, text } = await openStore();
  await ensureGitAttributes(dir);
  expect(await text(".gitattributes")).toBe("*.jsonl merge=union text eol=lf\n");
  expect(await text(".gitignore")).toContain("batches/\nchat/\n");
});

test("files that are there stay as they are", async () => {
  const { dir, put, text, watch } = await openStore();
  await put(".gitattributes", "mine\r\n");
  await put(".gitignore", "");
  const isSame = await watch(".gitignore");
  await ensureGitAttributes(dir);
  expect(await text(".gitattributes")).toBe("mine\r\n");
  expect(await text(".gitignore")).toBe("");
  expect(await isSame()).toBe(true);
});

test("two branches that both translate are merged by git itself, and both are read", async () => {
  const { dir, put, memory, warnings } = await openStore();
  const git = (...words: string[]) =>
    promisify(execFile)("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...words], {
      cwd: dir,
    });
  const commit = async (target: string) => {
    await put("memory/fr/a.jsonl", `${memoryLine({ target: [target] })}\n`);
    await git("add", ".");
    await git("commit", "-qm", target);
  };
  await ensureGitAttributes(dir);
  await git("init", "-q", "-b", "main");
  await commit("base");
  await git("checkout", "-qb", "other");
  await commit("theirs");
  await git("checkout", "-q", "main");
  await commit("ours");
  await git("merge", "-q", "other", "-m", "merge");
  const targets = (await memory.read("fr")).flatMap(({ target }) => target);
  expect(targets.sort()).toEqual(["ours", "theirs"]);
  expect(warnings).toEqual([]);
});

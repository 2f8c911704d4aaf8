import { appendFile, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Journal, openJournal } from "../../../../src/io/engine/batch/open-journal.ts";
import { createTestClock } from "./bench.ts";

const NAME = "shard-0123456789ab";
const planned = {
  kind: "planned",
  name: NAME,
  model: "m",
  combination: "c",
  tokens: 1,
  requests: 1,
  bytes: 2,
  sha256: "ab",
} as const;

async function temporaryPath(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "journal-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return join(directory, "deep", "journal.jsonl");
}

function reopen(path: string): Promise<Journal> {
  return openJournal(path, createTestClock());
}

test("a journal that does not exist is empty, and opening makes nothing", async () => {
  const path = await temporaryPath();
  expect((await reopen(path)).live()).toEqual([]);
  await expect(readFile(path)).rejects.toThrow("ENOENT");
});

test("what is appended is there when it is opened again", async () => {
  const path = await temporaryPath();
  const journal = await reopen(path);
  await journal.append(planned);
  await journal.append({ kind: "upload-intent", name: NAME });
  expect((await reopen(path)).find(NAME)?.step).toBe("uploading");
});

test("appends keep their order, however they are called", async () => {
  const path = await temporaryPath();
  const journal = await reopen(path);
  await Promise.all([
    journal.append(planned),
    journal.append({ kind: "upload-intent", name: NAME }),
    journal.append({ kind: "uploaded", name: NAME, fileId: "file-1" }),
  ]);
  expect((await reopen(path)).find(NAME)?.step).toBe("uploaded");
});

test("a torn last line is passed over, and the next append replaces it", async () => {
  const path = await temporaryPath();
  await (await reopen(path)).append(planned);
  await appendFile(path, '{"kind":"upload-int – 日');
  const torn = await reopen(path);
  expect(torn.find(NAME)?.step).toBe("planned");
  await torn.append({ kind: "upload-intent", name: NAME });
  expect((await readFile(path, "utf8")).split("\n")).toHaveLength(3);
  expect((await reopen(path)).find(NAME)?.step).toBe("uploading");
});

const unreadable = {
  "no JSON": "{",
  "an empty line": "",
  "an unknown kind": JSON.stringify({ kind: "toString", name: NAME, at: 1 }),
  "a name that could be a path": JSON.stringify({ ...planned, name: "../../etc", at: 1 }),
  "a missing field": JSON.stringify({ kind: "uploaded", name: NAME, at: 1 }),
  "an id with control characters": JSON.stringify({
    kind: "uploaded",
    name: NAME,
    at: 1,
    fileId: "a\nb",
  }),
  "a record that cannot follow": JSON.stringify({ kind: "settled", name: NAME, at: 1 }),
};

for (const [what, line] of Object.entries(unreadable)) {
  test(`${what} within the journal stops the run and names the line`, async () => {
    const path = await temporaryPath();
    await (await reopen(path)).append(planned);
    await appendFile(
      path,
      `${line}\n${JSON.stringify({ kind: "upload-intent", name: NAME, at: 1 })}\n`,
    );
    await expect(reopen(path)).rejects.toMatchObject({
      code: "journal-broken",
      message: expect.stringContaining(`${path} line 2`),
    });
  });
}

test("an entry that cannot follow is never written", async () => {
  const path = await temporaryPath();
  const journal = await reopen(path);
  await expect(journal.append({ kind: "saved", name: NAME })).rejects.toThrow("cannot follow");
  await journal.append(planned);
  expect((await readFile(path, "utf8")).split("\n")).toHaveLength(2);
});

test("a journal is removed only when nothing is owed", async () => {
  const path = await temporaryPath();
  const journal = await reopen(path);
  await journal.append(planned);
  await journal.compact();
  expect(journal.live()).toHaveLength(1);
  await journal.append({ kind: "superseded", name: NAME, reason: "x" });
  expect(journal.gone()).toEqual([NAME]);
  await journal.compact();
  await expect(readFile(path)).rejects.toThrow("ENOENT");
  await journal.append(planned);
  expect((await reopen(path)).live()).toHaveLength(1);
});

test("what the disk refuses is told in words", async () => {
  const path = await temporaryPath();
  const journal = await reopen(path);
  await mkdir(path, { recursive: true });
  await expect(journal.append(planned)).rejects.toMatchObject({ code: "unwritable" });
  await expect(reopen(path)).rejects.toMatchObject({ code: "unreadable" });
});

test("an append that a full disk cuts short is made good by the next one", async () => {
  const path = await temporaryPath();
  const journal = await reopen(path);
  await journal.append(planned);
  const whole = await readFile(path, "utf8");
  await rm(path);
  await mkdir(path);
  const append = () => journal.append({ kind: "upload-intent", name: NAME });
  await expect(append()).rejects.toMatchObject({ code: "unwritable" });
  await rm(path, { recursive: true });
  await appendFile(path, `${whole}{"kind":"upload-int`);
  await append();
  expect((await reopen(path)).find(NAME)?.step).toBe("uploading");
});

import { mkdir, readdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readBytes } from "../../../src/io/disk/read-bytes.ts";
import { ensureGitAttributes } from "../../../src/io/memory/ensure-git-attributes.ts";
import { readSiteId } from "../../../src/io/memory/site-id.ts";
import { memoryRecord, openStore, pageRecord, temporaryFolder } from "./store.ts";

const shard = "memory/fr/a.jsonl";

test.each(["memory", "memory/fr"])("a link in place of %s is refused", async (name) => {
  const { memory, path, dir } = await openStore();
  const elsewhere = await temporaryFolder();
  await mkdir(join(dir, name, ".."), { recursive: true });
  await symlink(elsewhere, path(name));
  const refused = { name: "UserError", code: "outside" };
  await expect(memory.read("fr")).rejects.toMatchObject(refused);
  await expect(memory.write("fr", [memoryRecord()])).rejects.toMatchObject(refused);
  expect(await readdir(elsewhere)).toEqual([]);
});

test("a link to a file of the machine is not read into Memory", async () => {
  const { memory, path, put } = await openStore();
  await put(shard, "");
  await rm(path(shard));
  await symlink("/etc/passwd", path(shard));
  await expect(memory.read("fr")).rejects.toMatchObject({ code: "outside" });
});

test.each(["there", "not there"])(
  "a link to elsewhere in place of the whole folder is refused: %s",
  async (name) => {
    const { memory, pages, dir } = await openStore();
    const elsewhere = await temporaryFolder();
    await symlink(name === "there" ? elsewhere : join(elsewhere, "new"), dir);
    const refused = { name: "UserError", code: "outside" };
    await expect(memory.read("fr")).rejects.toMatchObject(refused);
    await expect(memory.write("fr", [memoryRecord()])).rejects.toMatchObject(refused);
    await expect(pages.write("fr", [pageRecord()])).rejects.toMatchObject(refused);
    await expect(ensureGitAttributes(dir)).rejects.toMatchObject(refused);
    await expect(readSiteId(dir)).rejects.toMatchObject(refused);
    expect(await readdir(elsewhere)).toEqual([]);
  },
);

test("a link to nowhere in place of a locale's folder never makes one elsewhere", async () => {
  const { memory, path, dir } = await openStore();
  const elsewhere = await temporaryFolder();
  await mkdir(join(dir, "memory"), { recursive: true });
  await symlink(join(elsewhere, "new"), path("memory/fr"));
  await expect(memory.write("fr", [memoryRecord()])).rejects.toMatchObject({ code: "outside" });
  expect(await readdir(elsewhere)).toEqual([]);
});

test("a device in place of a file is not read without end", async () => {
  const { dir, put, path } = await openStore();
  await put("memory/fr/a.jsonl", "");
  await symlink("/dev/zero", path("device"));
  await expect(readBytes(join(dir, "device"))).rejects.toMatchObject({
    code: "unreadable",
    message: expect.stringContaining("it is no regular file"),
  });
});

import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSiteId } from "../../../src/io/memory/site-id.ts";
import { openStore, temporaryFolder } from "./store.ts";

test("an id is made up on first need, and stays", async () => {
  const { dir, text } = await openStore();
  const id = await readSiteId(dir);
  expect(id).toMatch(/^[0-9a-f]{16}$/);
  expect(await text("site.json")).toBe(`{"id":"${id}"}\n`);
  expect(await readSiteId(dir)).toBe(id);
});

test("two sites have two ids", async () => {
  const [one, two] = [await openStore(), await openStore()];
  expect(await readSiteId(one.dir)).not.toBe(await readSiteId(two.dir));
});

test("a formatter may do what it likes with the file, which stays as it is", async () => {
  const { dir, put, text } = await openStore();
  const formatted = '\uFEFF{\r\n  "note": "ours",\r\n  "id": "0123456789abcdef"\r\n}\r\n';
  await put("site.json", formatted);
  expect(await readSiteId(dir)).toBe("0123456789abcdef");
  expect(await text("site.json")).toBe(formatted);
});

test.each([
  "",
  "{}",
  "[]",
  "null",
  '"0123456789abcdef"',
  '{"id":1}',
  '{"id":"x"}',
  '{"id":"0123456789abcdef"',
  '<<<<<<< HEAD\n{"id":"0123456789abcdef"}\n=======\n{"id":"fedcba9876543210"}\n>>>>>>> b\n',
])("the file %j is broken: a person decides, and nothing is overwritten", async (content) => {
  const { dir, put, path, text } = await openStore();
  await put("site.json", content);
  await expect(readSiteId(dir)).rejects.toMatchObject({
    name: "UserError",
    code: "site-id-broken",
    message: expect.stringContaining(path("site.json")),
  });
  expect(await text("site.json")).toBe(content);
});

test("a link out of the folder is not followed", async () => {
  const { dir, put, path } = await openStore();
  await put("memory/fr/a.jsonl", "");
  await symlink(join(await temporaryFolder(), "."), path("site.json"));
  await expect(readSiteId(dir)).rejects.toMatchObject({ code: "outside" });
});

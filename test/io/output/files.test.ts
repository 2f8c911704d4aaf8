import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createFiles } from "../../../src/io/output/files.ts";
import type { Files } from "../../../src/io/ports.ts";

interface Desk {
  readonly files: Files;
  /** The folder that may be written into; it does not exist yet. */
  readonly root: string;
  /** Beside it. */
  readonly elsewhere: string;
}

async function openDesk(): Promise<Desk> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "output-")));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [root, elsewhere] = [join(folder, "i18n"), join(folder, "i18n-elsewhere")];
  await mkdir(elsewhere);
  return { files: createFiles({ within: [root] }), root, elsewhere };
}

const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, 0x0d, 0x0a, 0xff, 0x00);
const outside = { name: "UserError", code: "outside" };

test("what is written is read again, byte for byte, in folders that are created", async () => {
  const { files, root } = await openDesk();
  const path = join(root, "fr", "docs", "a b ü.md");
  expect(files.exists(path)).toBe(false);
  await files.write(path, bytes);
  expect(files.exists(path)).toBe(true);
  expect(new Uint8Array((await files.read(path)) ?? [])).toEqual(bytes);
});

test("a file that is not there is undefined, also where a folder on the way is a file", async () => {
  const { files, root } = await openDesk();
  await files.write(join(root, "a"), bytes);
  expect(await files.read(join(root, "b"))).toBeUndefined();
  expect(await files.read(join(root, "a", "b"))).toBeUndefined();
});

test("writing replaces, and leaves nothing else behind", async () => {
  const { files, root } = await openDesk();
  const path = join(root, "a.md");
  await files.write(path, bytes);
  await files.write(path, Buffer.from("new"));
  expect(await readFile(path, "utf8")).toBe("new");
  expect(await readdir(root)).toEqual(["a.md"]);
});

test("a reader who has the old file open keeps it whole", async () => {
  const { files, root } = await openDesk();
  const path = join(root, "a.md");
  await files.write(path, bytes);
  const before = await stat(path);
  await files.write(path, Buffer.from("new"));
  expect((await stat(path)).ino).not.toBe(before.ino);
});

test("a folder can be neither read nor replaced, and it says so", async () => {
  const { files, root } = await openDesk();
  await mkdir(join(root, "a.md", "b"), { recursive: true });
  const path = join(root, "a.md");
  await expect(files.read(path)).rejects.toMatchObject({
    name: "UserError",
    message: `${path} cannot be read (it is a folder).`,
  });
  await expect(files.write(path, bytes)).rejects.toMatchObject({
    name: "UserError",
    message: `${path} cannot be written (it is a folder).`,
  });
  expect(await readdir(root)).toEqual(["a.md"]);
});

test("a file in place of a folder is said so", async () => {
  const { files, root } = await openDesk();
  await files.write(join(root, "a"), bytes);
  await expect(files.write(join(root, "a", "b.md"), bytes)).rejects.toMatchObject({
    code: "unwritable",
    message: expect.stringMatching(/not a folder|in the way/),
  });
});

test("a name that no file system takes is said so", async () => {
  const { files, root } = await openDesk();
  await mkdir(root);
  await expect(files.write(join(root, "x".repeat(300)), bytes)).rejects.toMatchObject({
    message: expect.stringContaining("the name is too long"),
  });
});

test.skipIf(process.getuid?.() === 0)("a folder without permission is said so", async () => {
  const { files, root } = await openDesk();
  await files.write(join(root, "a.md"), bytes);
  await chmod(root, 0o500);
  onTestFinished(() => chmod(root, 0o700));
  await expect(files.write(join(root, "a.md"), bytes)).rejects.toMatchObject({
    message: expect.stringContaining("permission denied"),
  });
});

test("a path outside of the folders is refused, whatever its name begins with", async () => {
  const { files, root, elsewhere } = await openDesk();
  for (const path of [join(elsewhere, "a"), join(root, "..", "a"), root, dirname(root), "/a"]) {
    await expect(files.write(path, bytes)).rejects.toMatchObject(outside);
  }
  expect(await readdir(dirname(root))).toEqual(["i18n-elsewhere"]);
});

test("without folders nothing may be written", async () => {
  const { root } = await openDesk();
  const files = createFiles({ within: [] });
  await expect(files.write(join(root, "a"), bytes)).rejects.toMatchObject(outside);
});

test("a folder that is a link to elsewhere is refused, at any depth", async () => {
  const { files, root, elsewhere } = await openDesk();
  await mkdir(root);
  await symlink(elsewhere, join(root, "fr"));
  for (const name of ["fr/a.md", "fr/deep/er/a.md"]) {
    await expect(files.write(join(root, name), bytes)).rejects.toMatchObject(outside);
  }
  expect(await readdir(elsewhere)).toEqual([]);
});

test("a page that is a link to elsewhere is refused, and what it leads to stays", async () => {
  const { files, root, elsewhere } = await openDesk();
  await mkdir(root);
  await writeFile(join(elsewhere, "a.md"), "theirs");
  await symlink(join(elsewhere, "a.md"), join(root, "a.md"));
  await expect(files.write(join(root, "a.md"), bytes)).rejects.toMatchObject(outside);
  expect(await readFile(join(elsewhere, "a.md"), "utf8")).toBe("theirs");
});

test("a link that stays inside is followed and kept", async () => {
  const { files, root } = await openDesk();
  await files.write(join(root, "one", "a.md"), bytes);
  await symlink(join(root, "one"), join(root, "two"));
  await files.write(join(root, "two", "a.md"), Buffer.from("new"));
  expect(await readFile(join(root, "one", "a.md"), "utf8")).toBe("new");
});

test("a link to nowhere never makes a file elsewhere", async () => {
  const { files, root, elsewhere } = await openDesk();
  await mkdir(root);
  await symlink(join(elsewhere, "new.md"), join(root, "a.md"));
  await symlink(join(elsewhere, "new"), join(root, "fr"));
  await files.write(join(root, "a.md"), bytes);
  for (const name of ["fr/a.md", "fr/deep/er/a.md"])
    await expect(files.write(join(root, name), bytes)).rejects.toMatchObject(outside);
  expect(await readdir(elsewhere)).toEqual([]);
});

test("links that go in circles are said so", async () => {
  const { files, root } = await openDesk();
  await mkdir(root);
  await symlink(join(root, "b"), join(root, "a"));
  await symlink(join(root, "a"), join(root, "b"));
  await expect(files.write(join(root, "a", "c.md"), bytes)).rejects.toMatchObject({
    message: expect.stringContaining("too many symbolic links"),
  });
});

test("a link out of the folder is not even read through", async () => {
  const { files, root, elsewhere } = await openDesk();
  await mkdir(root);
  await writeFile(join(elsewhere, "a.md"), "theirs");
  await symlink(join(elsewhere, "a.md"), join(root, "a.md"));
  await expect(files.read(join(root, "a.md"))).rejects.toMatchObject(outside);
  expect(await files.read(join(elsewhere, "a.md"))).toEqual(Buffer.from("theirs"));
});

test("a link from one folder to the other is refused: each keeps its own pages", async () => {
  const { root } = await openDesk();
  const [fr, ja] = [join(root, "fr"), join(root, "ja")];
  const files = createFiles({ within: [fr, ja] });
  await files.write(join(ja, "a.md"), bytes);
  await symlink(ja, fr);
  await expect(files.write(join(fr, "a.md"), Buffer.from("new"))).rejects.toMatchObject(outside);
  expect(await files.read(join(ja, "a.md"))).toEqual(Buffer.from(bytes));
});

import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { keyFrom, memoryLine, memoryRecord, openStore } from "./store.ts";

const shard = "memory/fr/a.jsonl";

test("a locale that was never written is empty, and reading makes nothing", async () => {
  const { dir, memory, warnings } = await openStore();
  expect(await memory.read("fr")).toEqual([]);
  expect(warnings).toEqual([]);
  await expect(readdir(dir)).rejects.toThrow("ENOENT");
});

test("writing nothing makes nothing", async () => {
  const { dir, memory } = await openStore();
  await memory.write("fr", []);
  await expect(readdir(dir)).rejects.toThrow("ENOENT");
});

test("a record is one compact line, without what is empty", async () => {
  const { memory, text } = await openStore();
  await memory.write("fr", [
    memoryRecord(),
    memoryRecord({ page: "docs/a.md", human: [0], model: "gpt" }),
  ]);
  expect(await text(shard)).toBe(
    '{"key":"a10000000000000000000000","classes":"pl","source":["Run <1>it</1>.","Name"],"target":["Lancez-<1>le</1>.",null]}\n' +
      '{"key":"a10000000000000000000000","page":"docs/a.md","classes":"pl","source":["Run <1>it</1>.","Name"],"target":["Lancez-<1>le</1>.",null],"human":[0],"model":"gpt"}\n',
  );
});

test("the notes of messages stand behind their texts", async () => {
  const { memory, text } = await openStore();
  await memory.write("fr", [
    memoryRecord({ classes: ["message", "message"], notes: ["A button", null] }),
  ]);
  expect(await text(shard)).toBe(
    '{"key":"a10000000000000000000000","classes":"mm","source":["Run <1>it</1>.","Name"],"notes":["A button",null],"target":["Lancez-<1>le</1>.",null]}\n',
  );
});

test("records go to the file of their key's first digit, sorted by key", async () => {
  const { memory, path, text } = await openStore();
  const keys = ["b2", "a2", "b1", "0f"].map(keyFrom);
  await memory.write(
    "fr",
    keys.map((key) => memoryRecord({ key })),
  );
  expect((await readdir(path("memory/fr"))).sort()).toEqual(["0.jsonl", "a.jsonl", "b.jsonl"]);
  expect((await text("memory/fr/b.jsonl")).match(/"key":"b./g)).toEqual(['"key":"b1', '"key":"b2']);
});

test("locales do not see each other", async () => {
  const { memory } = await openStore();
  await memory.write("fr", [memoryRecord()]);
  await memory.write("pt-BR", [memoryRecord({ model: "m" })]);
  expect(await memory.read("fr")).toEqual([memoryRecord()]);
  expect(await memory.read("pt-BR")).toEqual([memoryRecord({ model: "m" })]);
});

test("writing replaces: what is not given is gone, and a file without records too", async () => {
  const { memory, path } = await openStore();
  const kept = memoryRecord({ key: keyFrom("b1") });
  await memory.write("fr", [memoryRecord(), kept]);
  await memory.write("fr", [kept]);
  expect(await memory.read("fr")).toEqual([kept]);
  expect(await readdir(path("memory/fr"))).toEqual(["b.jsonl"]);
});

test("files whose bytes stay the same are not touched", async () => {
  const { memory, watch } = await openStore();
  const [a, b] = [memoryRecord(), memoryRecord({ key: keyFrom("b1") })];
  await memory.write("fr", [a, b]);
  const [isSame, isOtherSame] = [await watch(shard), await watch("memory/fr/b.jsonl")];
  await memory.write("fr", [{ ...b, model: "m" }, a]);
  expect(await isSame()).toBe(true);
  expect(await isOtherSame()).toBe(false);
});

test("nothing but the files stays behind in the folder", async () => {
  const { memory, path } = await openStore();
  await memory.write("fr", [memoryRecord()]);
  await memory.write("fr", [memoryRecord({ model: "m" })]);
  expect(await readdir(path("memory/fr"))).toEqual(["a.jsonl"]);
});

test("a file that cannot be replaced is a mistake a person can mend, and leaves no rest", async () => {
  const { memory, path, put } = await openStore();
  await put("memory/fr/a.jsonl/in-the-way", "");
  await expect(memory.write("fr", [memoryRecord()])).rejects.toMatchObject({
    name: "UserError",
    code: "unreadable",
    message: `${path(shard)} cannot be read (it is a folder).`,
  });
  expect(await readdir(path("memory/fr"))).toEqual(["a.jsonl"]);
});

test("lines are read as a merge, an editor or Windows leaves them", async () => {
  const { memory, put, warnings } = await openStore();
  const [a, b] = [memoryLine(), memoryLine({ key: keyFrom("a0") })];
  await put(shard, `\uFEFF${a}\r\n\r\n  \n${b}\n${a}`);
  const keys = (await memory.read("fr")).map(({ key }) => key);
  expect(keys).toEqual([keyFrom("a1"), keyFrom("a0"), keyFrom("a1")]);
  expect(warnings).toEqual([]);
});

test("the next write tidies up", async () => {
  const { memory, put, text } = await openStore();
  const [a, b] = [memoryLine(), memoryLine({ key: keyFrom("a0") })];
  await put(shard, `\uFEFF${a}\r\n\r\n${b}\n${a}`);
  await memory.write("fr", await memory.read("fr"));
  expect(await text(shard)).toBe(`${b}\n${a}\n`);
});

test("a record in the wrong file is read, and moves to the right one", async () => {
  const { memory, put, path, text } = await openStore();
  await put("memory/fr/7.jsonl", memoryLine());
  await memory.write("fr", await memory.read("fr"));
  expect(await readdir(path("memory/fr"))).toEqual(["a.jsonl"]);
  expect(await text(shard)).toBe(`${memoryLine()}\n`);
});

const unreadable = {
  "a conflict mark": "<<<<<<< HEAD",
  "half a line": memoryLine().slice(0, -3),
  "a list": `[${memoryLine()}]`,
  "an unknown field, as of a newer version": memoryLine({ v: 2 }),
  "a field that would reach the prototype": memoryLine().replace("{", '{"__proto__":{"a":1},'),
  "a key that is too short": memoryLine({ key: "a1" }),
  "a key that is a path": memoryLine({ key: "../../../../../../../etc/a" }),
  "no key": memoryLine({ key: undefined }),
  "a page that is no text": memoryLine({ page: 1 }),
  "a page of absurd length": memoryLine({ page: "p".repeat(5000) }),
  "a class that does not exist": memoryLine({ classes: "x" }),
  "classes as a list": memoryLine({ classes: ["p"] }),
  "more classes than texts": memoryLine({ classes: "pp" }),
  "a source that is no list": memoryLine({ source: "s" }),
  "a source with a number": memoryLine({ source: [1] }),
  "fewer targets than sources": memoryLine({ target: [] }),
  "a target that is an object": memoryLine({ target: [{}] }),
  "a person's index that is nowhere": memoryLine({ human: [1] }),
  "a person's index that is no integer": memoryLine({ human: [0.5] }),
  "a person's text that is not there": memoryLine({ target: [null], human: [0] }),
  "a person's index twice": memoryLine({ human: [0, 0] }),
  "notes that are no list": memoryLine({ notes: "n" }),
  "a note that is a number": memoryLine({ notes: [1] }),
  "more notes than texts": memoryLine({ notes: ["n", "n"] }),
  "notes of nothing": memoryLine({ notes: [null] }),
  "a model that is no text": memoryLine({ model: {} }),
  "a field twice": memoryLine().replace("{", `{"target":["evil"],`),
  "lists without end": memoryLine({ target: [] }).replace("[]", "[".repeat(9e4) + "]".repeat(9e4)),
};

test.each(Object.entries(unreadable))("%s is skipped with a warning", async (_, line) => {
  const { memory, put, path, warnings } = await openStore();
  await put(shard, `${memoryLine()}\n${line}\n${memoryLine({ model: "m" })}\n`);
  expect((await memory.read("fr")).map(({ model }) => model)).toEqual([undefined, "m"]);
  expect(warnings).toEqual([{ kind: "unreadable-record", file: path(shard), line: 2 }]);
});

test.each(Object.entries(unreadable))("%s survives a rewrite of its file", async (_, line) => {
  const { memory, put, text } = await openStore();
  await put(shard, `${line}\r\n${memoryLine()}`);
  const [record] = await memory.read("fr");
  await memory.write("fr", record ? [{ ...record, model: "m" }] : []);
  expect(await text(shard)).toBe(`${memoryLine({ model: "m" })}\n${line}\n`);
});

test("bytes that are no text are skipped, and survive a rewrite as they are", async () => {
  const { memory, put, path, warnings } = await openStore();
  const broken = Buffer.from(memoryLine({ target: ["é"] }), "latin1");
  await put(shard, broken);
  expect(await memory.read("fr")).toEqual([]);
  await memory.write("fr", [memoryRecord()]);
  const bytes = await readFile(path(shard));
  expect(bytes.includes(broken)).toBe(true);
  expect(warnings).toHaveLength(1);
});

test("a line of absurd size is skipped without being read", async () => {
  const { memory, put, warnings } = await openStore();
  await put(shard, `${memoryLine({ target: ["t".repeat(17 * 1024 * 1024)] })}\n${memoryLine()}`);
  expect(await memory.read("fr")).toHaveLength(1);
  expect(warnings).toMatchObject([{ line: 1 }]);
});

test("unreadable lines keep their file, also in a process that never read it", async () => {
  const { memory, put, text, watch } = await openStore();
  await put(shard, "<<<<<<< HEAD\n");
  const isSame = await watch(shard);
  await memory.write("fr", []);
  expect(await text(shard)).toBe("<<<<<<< HEAD\n");
  expect(await isSame()).toBe(true);
});

test.each([
  "../x",
  "..",
  ".",
  "",
  "a/b",
  "a\\b",
  "/etc",
  "C:",
  "fr.",
  ".git",
  "a\0b",
  "x".repeat(99),
])("the locale %j reaches no file", async (locale) => {
  const { memory, pages } = await openStore();
  const refused = { name: "UserError", code: "locale-unusable" };
  await expect(memory.read(locale)).rejects.toMatchObject(refused);
  await expect(memory.write(locale, [memoryRecord()])).rejects.toMatchObject(refused);
  await expect(pages.read(locale)).rejects.toMatchObject(refused);
  await expect(pages.write(locale, [])).rejects.toMatchObject(refused);
});

test.each(["fr", "pt-BR", "zh-Hans", "en_US", "x", "en-US-x-twain", "sr-Latn@ijekavian"])(
  "the locale %s is fine",
  async (locale) => {
    const { memory } = await openStore();
    await memory.write(locale, [memoryRecord()]);
    expect(await memory.read(locale)).toHaveLength(1);
  },
);

test("a key that is none is a bug, and writes nothing", async () => {
  const { memory, dir } = await openStore();
  const bad = memoryRecord({ key: keyFrom("../../x") });
  await expect(memory.write("fr", [memoryRecord(), bad])).rejects.toThrow("no key of a Section");
  await expect(readdir(dir)).rejects.toThrow("ENOENT");
});

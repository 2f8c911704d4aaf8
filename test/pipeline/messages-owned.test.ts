import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { entries, messages, open, put } from "./messages-bench.ts";

test("copies of the source that write-translations left count as missing", async () => {
  const bench = await open();
  await put(bench, { "theme.next": "Suivant", hello: "Hello, {name}!" });
  await bench.run();
  const found = await entries(bench);
  expect(Object.keys(found)).toEqual(["theme.next", "hello", "posts"]);
  expect(found["hello"]?.message).toBe("Bonjour, {name} !");
});

test("a person's message is never overwritten, and is named once its source has changed", async () => {
  const bench = await open();
  await bench.run();
  const own = { hello: "Coucou {name}", posts: "Un|{count}|{count} articles" };
  await put(bench, own);
  bench.engine.sent();
  expect(await bench.run()).toMatchObject({ requests: 0, problems: [] });
  const [, ...rest] = messages;
  bench.say("code.json", [{ id: "hello", message: "Hi, {name}!" }, ...rest]);
  for (const _ of [1, 2]) {
    expect(await bench.run()).toMatchObject({
      requests: 0,
      problems: [
        { kind: "outdated", page: "code.json", line: 3, text: "Hi, {name}!", earlier: true },
      ],
    });
    expect((await entries(bench))["hello"]?.message).toBe(own.hello);
  }
});

test("what a person put there for nothing stays, and is told of", async () => {
  const bench = await open();
  await put(bench, { old: "Vieux" });
  await bench.run();
  expect((await entries(bench))["old"]).toEqual({ message: "Vieux" });
  const warning = { kind: "messages-unused", locale: "fr", file: "code.json", ids: ["old"] };
  expect(bench.events).toContainEqual({ kind: "warning", warning });
});

test("a broken file is a Problem, and stays as it is", async () => {
  const bench = await open();
  const file = join(bench.dir, "i18n/fr/code.json");
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, '{\n  "hello": {\n<<<<<<< ours\n');
  expect(await bench.run()).toMatchObject({
    problems: [{ kind: "source-refused", page: "code.json", locale: "fr", line: 3 }],
  });
  expect(await readFile(file, "utf8")).toContain("<<<<<<< ours");
});

test("with Memory and the manifest, a file that is lost is written again for nothing", async () => {
  const bench = await open();
  await bench.run();
  const before = await bench.read("code.json");
  await bench.remove("i18n/fr/code.json");
  bench.engine.sent();
  expect(await bench.run()).toMatchObject({ requests: 0, locales: [{ written: 1 }] });
  expect(await bench.read("code.json")).toBe(before);
});

test("a file of messages that are not asked for any more goes, unless a person's are in it", async () => {
  const bench = await open();
  await bench.run();
  bench.silence("code.json");
  await bench.run({ unread: ["code.json"] });
  expect(existsSync(join(bench.dir, "i18n/fr/code.json"))).toBe(true);
  await bench.run();
  expect(existsSync(join(bench.dir, "i18n/fr/code.json"))).toBe(false);
  bench.say("code.json", messages);
  await bench.run();
  await put(bench, { hello: "Coucou {name}" });
  await bench.run();
  bench.silence("code.json");
  expect(await bench.run()).toMatchObject({
    locales: [{ removed: 0, editedPages: ["code.json"] }],
  });
  expect(await bench.read("code.json")).toContain("Coucou {name}");
});

test("a copy that docs:version makes is ours, and a label of the old version does not stay on it", async () => {
  const bench = await open();
  const said = [...messages, { id: "version.label", message: "Coming soon" }];
  bench.say("code.json", said);
  await bench.run();
  const copy = await bench.read("code.json");
  expect(copy).toContain("FR Coming soon");
  await writeFile(join(bench.dir, "i18n/fr/version-2.json"), copy);
  bench.say("version-2.json", [...messages, { id: "version.label", message: "2.0" }]);
  bench.engine.sent();
  expect(await bench.run()).toMatchObject({ requests: 0, problems: [] });
  expect(JSON.parse(await bench.read("version-2.json"))).toEqual({
    ...JSON.parse(copy),
    "version.label": { message: "2.0" },
  });
});

test("with the manifest lost, messages that Memory would have us write are ours", async () => {
  const bench = await open();
  await bench.run();
  await bench.remove(".translate-llm/pages");
  bench.engine.sent();
  expect(await bench.run()).toMatchObject({ requests: 0, problems: [] });
  bench.say("code.json", [{ id: "hello", message: "Hi, {name}!" }]);
  await bench.run();
  expect(await entries(bench)).toEqual({ hello: { message: "Salut, {name} !" } });
});

test("messages that a run wrote before it died are ours, although the manifest is older", async () => {
  const bench = await open();
  await bench.run();
  const manifest = await readFile(bench.path("pages", "fr.jsonl"), "utf8");
  bench.say("code.json", [{ id: "hello", message: "Hi, {name}!" }, ...messages.slice(1)]);
  await bench.run();
  await writeFile(bench.path("pages", "fr.jsonl"), manifest);
  expect(await bench.run()).toMatchObject({ requests: 0, problems: [] });
  bench.say("code.json", messages);
  await bench.run();
  expect((await entries(bench))["hello"]?.message).toBe("Bonjour, {name} !");
});

test("a file in which nothing is ours is never removed", async () => {
  const bench = await open();
  await put(bench, { old: "Vieux" });
  bench.say("code.json", [{ id: "name", message: "GitHub/x" }]);
  await bench.run();
  bench.silence("code.json");
  await bench.run();
  expect(await entries(bench)).toEqual({ old: { message: "Vieux" } });
});

test("a page that a person emptied is theirs, whatever messages have no file", async () => {
  const bench = await open({ answer: (text) => (text === "A page" ? "FR Une page" : "") });
  await bench.run();
  await writeFile(join(bench.dir, "i18n/fr/a.md"), "");
  expect(await bench.run()).toMatchObject({ locales: [{ editedPages: ["docs/a.md"] }] });
});

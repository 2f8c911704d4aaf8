import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { ChatRequest } from "../../src/core/model.ts";
import { type Bench, type BenchContent, startBench } from "./bench.ts";

const messages = [
  { id: "hello", message: "Hello, {name}!", description: "Greets on the home page" },
  { id: "posts", message: "One post|{count} posts", description: "Plural of posts" },
  { id: "theme.next", message: "Next" },
];

const answers: Readonly<Record<string, string>> = {
  "Hello, `{name}`!": "Bonjour, `{name}` !",
  "One post|`{count}` posts": "`{count}` article|`{count}` articles|`{count}` articles",
  "Hi, `{name}`!": "Salut, `{name}` !",
};

async function open(change: Partial<BenchContent> = {}): Promise<Bench> {
  const bench = await startBench({
    pages: { "a.md": "# A page\n" },
    answer: (text) => answers[text] ?? `FR ${text}`,
    shipped: { fr: { "theme.next": "Suivant" } },
    ...change,
  });
  bench.say("code.json", messages);
  return bench;
}

async function entries(bench: Bench): Promise<Record<string, { message: string }>> {
  return JSON.parse(await bench.read("code.json"));
}

async function put(bench: Bench, texts: Readonly<Record<string, string>>): Promise<void> {
  const file = join(bench.dir, "i18n/fr/code.json");
  await mkdir(dirname(file), { recursive: true });
  const all = Object.entries(texts).map(([id, message]) => [id, { message }]);
  await writeFile(file, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
}

test("messages are translated with the pages; what is shipped needs no entry", async () => {
  const bench = await open();
  expect(await bench.run()).toMatchObject({ requests: 1, problems: [], locales: [{ written: 2 }] });
  expect(await entries(bench)).toEqual({
    hello: { message: "Bonjour, {name} !", description: "Greets on the home page" },
    posts: {
      message: "{count} article|{count} articles|{count} articles",
      description: "Plural of posts",
    },
  });
  bench.engine.sent();
  expect(await bench.run()).toMatchObject({ requests: 0, locales: [{ current: 2, written: 0 }] });
});

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

test("a message of ours follows its source; one that is gone goes", async () => {
  const bench = await open();
  await bench.run();
  bench.say("code.json", [{ id: "hello", message: "Hi, {name}!" }]);
  bench.engine.sent();
  expect(await bench.run()).toMatchObject({ problems: [] });
  expect(bench.engine.sent()).toEqual(["fr: Hi, `{name}`!"]);
  expect(await entries(bench)).toEqual({ hello: { message: "Salut, {name} !" } });
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

test("a locale that ships everything needs no file", async () => {
  const shipped = { hello: "a {name}", posts: "b|{count}", "theme.next": "c" };
  const bench = await open({ shipped: { fr: shipped } });
  await bench.run();
  expect(existsSync(join(bench.dir, "i18n/fr/code.json"))).toBe(false);
});

test("an answer with a placeholder or a form too few is refused", async () => {
  const bench = await open({ answer: (text) => (text.includes("post") ? "Article" : "Bonjour") });
  const { problems } = await bench.run();
  expect(problems).toMatchObject([
    { page: "code.json", kind: "code-changed", text: "Hello, `{name}`!" },
    { page: "code.json", text: "One post|`{count}` posts" },
  ]);
  expect(existsSync(join(bench.dir, "i18n/fr/code.json"))).toBe(false);
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

test("the model is told what a message is for and how many forms it has", async () => {
  const asked: string[] = [];
  const reply = ({ body }: ChatRequest) => {
    asked.push(body.messages[1]?.content ?? "");
    return "";
  };
  const bench = await open({ reply });
  await bench.run();
  expect(asked[0]).toContain('# Line 2: "Greets on the home page"\n2 Hello, `{name}`!\n');
  expect(asked[0]).toMatch(/# Line 3: 3 plural forms.*one \(0, 1\).*"Plural of posts"\n3 One post/);
});

test("messages with the same words and another purpose are asked for and kept apart", async () => {
  const answer = (text: string) => `FR ${text}`;
  const bench = await open({ answer });
  bench.say("code.json", [
    { id: "a", message: "Open it", description: "A verb" },
    { id: "b", message: "Open it", description: "A state" },
    { id: "c", message: "Open it", description: "A verb" },
  ]);
  await bench.run();
  expect(bench.engine.sent()).toEqual(["fr: A page", "fr: Open it", "fr: Open it"]);
  expect(Object.keys(await entries(bench))).toEqual(["a", "b", "c"]);
});

test("answers for messages that a run over other pages collects are not lost", async () => {
  const bench = await open();
  bench.engine.cutOff();
  await expect(bench.run()).rejects.toThrow();
  bench.engine.goOn();
  await bench.run({ only: ["a.md"] });
  bench.engine.sent();
  expect(await bench.run()).toMatchObject({ requests: 0, problems: [] });
  expect((await entries(bench))["hello"]?.message).toBe("Bonjour, {name} !");
});

test("messages that nothing came of are given up, although there is no file", async () => {
  const bench = await open({ answer: (text) => (text === "A page" ? "FR Une page" : "") });
  await bench.run();
  expect(existsSync(join(bench.dir, "i18n/fr/code.json"))).toBe(false);
  bench.engine.sent();
  for (const _ of [1, 2])
    expect(await bench.run()).toMatchObject({
      requests: 0,
      problems: [{}, {}],
      locales: [{ current: 2 }],
    });
});

import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ChatRequest } from "../../src/core/model.ts";
import { entries, open } from "./messages-bench.ts";

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

test("a message of ours follows its source; one that is gone goes", async () => {
  const bench = await open();
  await bench.run();
  bench.say("code.json", [{ id: "hello", message: "Hi, {name}!" }]);
  bench.engine.sent();
  expect(await bench.run()).toMatchObject({ problems: [] });
  expect(bench.engine.sent()).toEqual(["fr: Hi, `{name}`!"]);
  expect(await entries(bench)).toEqual({ hello: { message: "Salut, {name} !" } });
});

test("a message that is translated by its own words needs no entry, unless an older translation of ours is there", async () => {
  const answers = ["FR Blog", "Blog"];
  const answer = (text: string) => (text === "Blog" ? answers.shift() : text);
  const bench = await open({ answer });
  bench.say("code.json", [
    { id: "blog", message: "Blog" },
    { id: "ok", message: "OK then" },
  ]);
  await bench.run();
  expect(await entries(bench)).toEqual({ blog: { message: "FR Blog" } });
  expect(await bench.run({ retranslate: "all" })).toMatchObject({ problems: [] });
  expect(await entries(bench)).toEqual({ blog: { message: "Blog" } });
  expect(await bench.run()).toMatchObject({ requests: 0, locales: [{ current: 2 }] });
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

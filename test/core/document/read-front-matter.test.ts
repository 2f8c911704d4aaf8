import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { parsePage } from "../../../src/core/document/parse-page.ts";
import { readFrontMatter } from "../../../src/core/document/read-front-matter.ts";
import { markdownFor } from "../../support/markdown.ts";

const markdown = markdownFor();
const evil = "globalThis.evil = true";

beforeEach(() => {
  Reflect.deleteProperty(globalThis, "evil");
});

function parse(text: string) {
  return parsePage("/site/docs/page.mdx", text, markdown);
}

test("the host's parser, left to itself, runs what a page says", async () => {
  await markdown.parseFrontMatter({ filePath: "a.md", fileContent: `---js\n{a: ${evil}}\n---\n` });
  expect(globalThis).toHaveProperty("evil");
});

const foreign: readonly (readonly [name: string, text: string])[] = [
  ["js", `---js\n{a: ${evil}}\n---\n`],
  ["javascript", `---javascript\n{a: ${evil}}\n---\n`],
  ["JavaScript", `---JavaScript\n{a: ${evil}}\n---\n`],
  ["js behind spaces", `---  js  \n{a: ${evil}}\n---\n`],
  ["js with Windows lines", `---js\r\n{a: ${evil}}\r\n---\r\n`],
  ["js behind a byte order mark", `\ufeff---js\n{a: ${evil}}\n---\n`],
  ["js behind old line ends and odd spaces", `---\r\u2028\u00a0\ufeffjs\v\n{a: ${evil}}\n---\n`],
  ["js that never ends", `---js\n${evil}`],
  ["js in a page of one line", "---js1"],
  ["json", '---json\n{"a": 1}\n---\n'],
  ["yaml", "---yaml\na: 1\n---\n"],
  ["something unknown", "---toml\na = 1\n---\n"],
  ["a name of every object", "---constructor\na\n---\n"],
];

test.each(foreign)("front matter in %s is refused and never run", async (_, text) => {
  const page = await parse(text);
  const reason = expect.stringMatching(/^front matter in "\w+" is not read;/);
  expect(page).toMatchObject({ line: 1, reason });
  expect(globalThis).not.toHaveProperty("evil");
});

test("nothing is run, whatever stands in the first line", async () => {
  const name = fc.constantFrom(
    "js",
    "javascript",
    "Js",
    "js\u0085",
    "x",
    " ",
    "\t",
    "\r",
    "\v",
    "\f",
    "\u2028",
    "\ufeff",
    "-",
    "#",
    "\0",
  );
  const first = fc.array(name, { maxLength: 5 }).map((parts) => parts.join(""));
  const start = fc.constantFrom("---", "\ufeff---", "\ufeff\ufeff---", "----", " ---", "\n---");
  const lineEnd = fc.constantFrom("\n", "\r\n", "\r", "", "\n\n");
  await fc.assert(
    fc.asyncProperty(start, first, lineEnd, async (open, language, end) => {
      await parse(`${open}${language}${end}(${evil})${end}---\n`);
      expect(globalThis).not.toHaveProperty("evil");
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ["spaces", "---  \t\na: 1\n---\n"],
  ["nothing", "---\r\na: 1\r\n---\r\n"],
  ["nothing, in a page with a byte order mark of its own", "\ufeff---\na: 1\n---\n"],
])("YAML behind %s is read", async (_, text) => {
  expect(await parse(text)).toMatchObject({ frontMatter: { a: 1 } });
});

test.each([
  ["a rule", "----js\n\nWords.\n"],
  ["words", "Words.\n\n---js\n"],
  ["a rule, then words", "---\n\n***\n"],
])("a page that begins with %s is left to the host", async (_, text) => {
  const page = await parse(text);
  expect(page).not.toMatchObject({ reason: expect.stringContaining("is not read") });
});

const laughs = Array.from({ length: 12 }, (_, level) => {
  const entries = Array(9).fill(level === 0 ? "ha" : `*a${level - 1}`);
  return `a${level}: &a${level} [${entries.join(", ")}]`;
}).join("\n");

describe("front matter beyond all bounds is refused at once", () => {
  test.each([
    ["of words that aliases repeat a billion times", laughs, /holds more than 100000 values/],
    ["that holds itself", "a: &a [*a]", /nests more than 100 levels/],
    ["with a hundred thousand brackets", `a: ${"[".repeat(1e5)}`, /./],
    ["with a hundred thousand braces", `a: ${"{a: ".repeat(1e5)}`, /./],
    ["with a hundred thousand lists on a line", `a:\n ${"- ".repeat(1e5)}x`, /./],
    ["of megabytes", `a: ${"x".repeat(5_000_000)}`, /longer than 4194304 characters/],
    ["with a key for the prototype", "__proto__: {a: 1}", /a key "__proto__"/],
  ])("%s", async (_, yaml, reason) => {
    const start = performance.now();
    const page = await parse(`---\n${yaml}\n---\n\nWords.\n`);
    expect(page).toMatchObject({ line: expect.any(Number), reason: expect.stringMatching(reason) });
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

test("the same alias a few times is honest", async () => {
  const page = await parse("---\na: &a [x, y]\nb: *a\nc: *a\n---\n");
  expect(page).toMatchObject({ frontMatter: { c: ["x", "y"] } });
});

test("a parser of the site's own is bound by the same", async () => {
  const page = { filePath: "a.md", fileContent: "Words." };
  const cyclic: Record<string, unknown> = {};
  cyclic["a"] = cyclic;
  const parsing = readFrontMatter(page, async () => ({ frontMatter: cyclic, content: "" }));
  await expect(parsing).rejects.toThrow(
    "the front matter is not read: it nests more than 100 levels",
  );
});

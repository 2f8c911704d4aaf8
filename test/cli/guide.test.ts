import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { UserError, type UserErrorCode } from "../../src/core/errors.ts";
import { problemWords } from "../../src/core/problems.ts";
import { providerErrorWords } from "../../src/core/provider-errors.ts";
import { defaultOptions, type PluginOptions } from "../../src/options.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** TypeScript keeps this list complete. */
const options: Readonly<Record<Exclude<keyof Required<PluginOptions>, "id">, true>> = {
  engine: true,
  baseURL: true,
  apiKeyEnv: true,
  model: true,
  fallbackModels: true,
  temperature: true,
  requestBody: true,
  tokenLimitField: true,
  locales: true,
  include: true,
  exclude: true,
  content: true,
  glossary: true,
  frontMatter: true,
  jsxAttributes: true,
  requestTokens: true,
  concurrency: true,
  limits: true,
  prices: true,
  maxCost: true,
};

const rows = read("example-site/docs/options.mdx")
  .split("\n")
  .filter((line) => line.startsWith("| "));

function rowOf(name: string): string | undefined {
  return rows.find((row) => row.split(/(?<!\\)\|/)[1]?.includes(`\`${name}\``));
}

test.each(Object.keys(options))("the guide has a row for the option %s", (name) => {
  expect(rowOf(name)).toBeDefined();
});

test.each([
  "engine",
  "baseURL",
  "apiKeyEnv",
  "temperature",
  "tokenLimitField",
  "requestTokens",
  "concurrency",
] as const)("the guide tells the default of %s", (name) => {
  const value = defaultOptions[name];
  expect(rowOf(name)).toContain(typeof value === "string" ? `\`'${value}'\`` : `\`${value}\``);
});

test.each(flagsOfCommand())("the guide and the README have a row for the flag %s", (flag) => {
  expect(read("example-site/docs/options.mdx")).toMatch(new RegExp(`^\\|.*\`${flag}[ \`]`, "m"));
  expect(read("README.md")).toMatch(new RegExp(`^\\|.*${flag}[ \`]`, "m"));
});

function flagsOfCommand(): string[] {
  const source = read("src/cli/commands.ts");
  return [...source.matchAll(/\.option\(\s*"(?:-\w, )?(--[a-z-]+)/g)].map(([, flag = ""]) => flag);
}

test("the command has the flags that these tests look for", () => {
  expect(flagsOfCommand()).toContain("--locale");
  expect(flagsOfCommand()).toContain("--verbose");
});

test.each(Object.keys(problemWords))("the guide has a section for the problem %s", (kind) => {
  const sections = read("example-site/docs/problems.md").split(/^### /m).slice(1);
  const own = sections.filter((section) => {
    const [heading = ""] = section.split("\n");
    return heading.includes(`\`${kind}\``) || section.includes(`Kind \`${kind}\``);
  });
  expect(own).toHaveLength(1);
});

/** TypeScript keeps the table of words complete; its codes are a type only, so they are read from the source. */
const codes: readonly string[] = [
  ...Object.keys(providerErrorWords),
  ...[...read("src/core/errors.ts").matchAll(/^ {2}\| ["']([\w-]+)["']/gm)].map(
    ([, code = ""]) => code,
  ),
];

function isCode(code: string): code is UserErrorCode {
  return codes.includes(code);
}

interface Throw {
  readonly code: UserErrorCode;
  /** The details that its sentence gets. */
  readonly given: string;
}

/** Where the code is not written out: in `io/disk/on-disk.ts`, and where a provider's trouble is explained. */
function codesOf(given: string): readonly string[] {
  return given.includes("baseURL") ? Object.keys(providerErrorWords) : ["unwritable", "unreadable"];
}

/** Where codes are thrown. */
function throwsIn(folder: string): readonly Throw[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  const sources = files
    .filter((file) => /\.ts$/.test(file))
    .map((file) => read(join(folder, file)));
  const pattern = /new UserError\(\s*(?:["']([\w-]+)["']|code)(?:,\s*\{([^}]*)\})?/g;
  return sources.flatMap((source) =>
    [...source.matchAll(pattern)].flatMap(([, literal, given = ""]) =>
      (literal === undefined ? codesOf(given) : [literal])
        .filter(isCode)
        .map((code) => ({ code, given })),
    ),
  );
}

const thrown = throwsIn("src");

test.each(thrown)(
  "$code is thrown with all that its sentence and hint ask for",
  ({ code, given }) => {
    const names = [...given.matchAll(/(\w+)(?=\s*[:,]|\s*$)/g)].map(([name]) => name);
    const { message, hint } = new UserError(code);
    const asked = [...`${message} ${hint}`.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    expect(asked.filter((name) => !names.includes(name))).toEqual([]);
    expect(message).toMatch(/^[^\n]+[.)}]$/);
    expect(hint).toMatch(/^[^\n]+\.$/);
  },
);

test("every code of the table is thrown somewhere", () => {
  const used = new Set(thrown.map(({ code }) => code));
  expect(codes.length).toBeGreaterThan(20);
  expect(codes.filter((code) => !isCode(code) || !used.has(code))).toEqual([]);
});

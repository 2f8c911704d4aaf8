import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conformMessage } from "../../../src/core/messages/conform-message.ts";
import { readMessage, writeMessage } from "../../../src/core/messages/message-words.ts";
import { isPlural, pluralForms } from "../../../src/core/messages/plural.ts";
import { pseudoForms } from "../../../src/core/messages/pseudo-forms.ts";
import { acceptLine } from "../../../src/core/reply/accept-line.ts";
import { writeWords } from "../../../src/core/words/notation.ts";

const theme = dirname(
  createRequire(import.meta.url).resolve("@docusaurus/theme-translations/package.json"),
);
const localeFolders = readdirSync(join(theme, "locales"));
const locales = localeFolders.filter((name) => name !== "base");
const source = "One post|{count} posts";

/** As `usePluralForm` of Docusaurus' theme-common chooses. */
function rendered(message: string, locale: string, count: number): string | undefined {
  const rules = new Intl.PluralRules(locale);
  const own = rules.resolvedOptions().pluralCategories;
  const order = ["zero", "one", "two", "few", "many", "other"].filter((name) =>
    own.some((category) => category === name),
  );
  const forms = message.split("|");
  const form = forms[Math.min(order.indexOf(rules.select(count)), forms.length - 1)];
  return forms.length > order.length ? undefined : form?.replace("{count}", String(count));
}

function translated(message: string, line: string, locale: string): string | readonly string[] {
  const { words, kept } = readMessage(message);
  const forms = pluralForms(locale);
  const asked = { text: writeWords(words), words, message: { kept, forms } };
  const read = acceptLine(line, asked, { sourceLocale: "en", locale, isPreview: true });
  return "kind" in read ? [read.kind, read.detail] : writeMessage(read.words, kept);
}

describe.each(locales)("in %s", (locale) => {
  const forms = pluralForms(locale);
  const numbers = [0, 1, 2, 5, 21, 100, 1.5, 1_000_000];

  test("a translation with all forms renders the one that Intl chooses", () => {
    const line = forms.map(({ category }) => `${category} {count}`).join(" | ");
    const message = translated(source, line, locale);
    for (const number of numbers) {
      const category = new Intl.PluralRules(locale).select(number);
      expect(rendered(String(message), locale, number)).toBe(`${category} ${number}`);
    }
  });

  test("a translation without the rare forms renders the right one for every count", () => {
    const usual = forms.filter(({ isRare }) => !isRare);
    const line = usual.map(({ category }) => `${category} {count}`).join("|");
    const message = translated(source, line, locale);
    for (const number of [0, 1, 2, 5, 21, 100, 999]) {
      const category = new Intl.PluralRules(locale).select(number);
      expect(rendered(String(message), locale, number)).toBe(`${category} ${number}`);
    }
  });

  test("the number may be left out only where it is known", () => {
    forms.forEach(({ isOneNumber }, at) => {
      const line = forms.map((_, index) => (index === at ? "mot" : "{count} mots")).join("|");
      const message = translated(source, line, locale);
      expect(typeof message === "string").toBe(isOneNumber);
    });
  });

  test("the examples are of their form", () => {
    const rules = new Intl.PluralRules(locale);
    for (const { category, examples } of forms) {
      expect(examples.length).toBeGreaterThan(0);
      expect(examples.map((number) => rules.select(number))).toEqual(examples.map(() => category));
    }
  });

  test("a preview has all forms", () => {
    const { words } = readMessage(source);
    const line = writeWords(pseudoForms(words, forms.length));
    const message = String(translated(source, line, locale));
    for (const number of numbers) expect(rendered(message, locale, number)).toContain(`${number}`);
  });
});

test("the forms are those of each language", () => {
  const names = (locale: string) => pluralForms(locale).map(({ category }) => category);
  expect(names("ja")).toEqual(["other"]);
  expect(names("fr")).toEqual(["one", "many", "other"]);
  expect(names("ru")).toEqual(["one", "few", "many", "other"]);
  expect(names("ar")).toEqual(["zero", "one", "two", "few", "many", "other"]);
});

test("a name that is no language has the forms of English, as in Docusaurus", () => {
  expect(pluralForms("pt_BR")).toEqual(pluralForms("en"));
});

test("a language that nobody knows has them too, whatever the machine speaks", () => {
  const module = new URL("../../../src/core/messages/plural.ts", import.meta.url).href;
  const script = `import { pluralForms } from "${module}";
    console.log(pluralForms("xx-nobody").length, new Intl.PluralRules().resolvedOptions().locale);`;
  const flags = ["--import", "tsx", "--input-type=module", "--eval", script];
  const output = execFileSync(process.execPath, flags, {
    cwd: fileURLToPath(new URL("../../..", import.meta.url)),
    env: { LC_ALL: "ru_RU.UTF-8" },
    encoding: "utf8",
  });
  expect(output.trim()).toBe("2 ru-RU");
});

const lines: readonly (readonly [locale: string, line: string, written: string])[] = [
  ["de", "Ein Beitrag | {count} Beiträge", "Ein Beitrag|{count} Beiträge"],
  ["de", "Ein Beitrag|`{count}` Beiträge", "Ein Beitrag|{count} Beiträge"],
  ["fr", "{count} article|{count} articles", "{count} article|{count} articles|{count} articles"],
  [
    "ru",
    "{count} запись|{count} записи|{count} записей",
    "{count} запись|{count} записи|{count} записей|{count} записей",
  ],
  ["cs", "příspěvek|{count} a|{count} b", "příspěvek|{count} a|{count} b|{count} b"],
  ["ja", "{count} 件の投稿", "{count} 件の投稿"],
  ["ja", "1 件の投稿|{count} 件の投稿", "{count} 件の投稿"],
  ["zh-Hans", "一篇博文｜{count} 篇博文", "{count} 篇博文"],
];

test.each(lines)("in %s, %j is written as %j", (locale, line, written) => {
  expect(translated(source, line, locale)).toBe(written);
});

const refused: readonly (readonly [locale: string, line: string, kind: string, detail: string])[] =
  [
    [
      "ru",
      "Запись|{count} записей",
      "structure",
      "2 plural forms instead of 4: one | few | many | other",
    ],
    ["de", "{count} Beiträge", "structure", "1 plural forms instead of 2: one | other"],
    [
      "de",
      "Ein|{count} Zwei|{count} Drei",
      "structure",
      "3 plural forms instead of 2: one | other",
    ],
    ["de", "Ein Beitrag|Beiträge", "code-changed", "{count} (other)"],
    ["de", "Ein Beitrag|{count} von {count}", "code-changed", "{count} (other)"],
    ["de", "Ein Beitrag|{count}", "empty", "other"],
    ["de", "|{count} Beiträge", "empty", "one"],
    ["fr", "Un article|{count} articles", "code-changed", "{count} (one)"],
    ["ja", "投稿", "code-changed", "{count} (other)"],
  ];

test.each(refused)("in %s, %j is refused: %s %s", (locale, line, kind, detail) => {
  expect(translated(source, line, locale)).toEqual([kind, detail]);
});

type PluralRow = readonly [isPlural: boolean, message: string, about?: string, locale?: string];

const plurals: readonly PluralRow[] = [
  [true, "One post|{count} posts"],
  [true, "1 item|{count} items"],
  [true, "{a} file of {b}|{a} files of {b}"],
  [true, "One result | {count} results", "Pluralized label"],
  [true, "Nothing|Something", "plural"],
  [true, "{count} 件", "Pluralized label", "ja"],
  [false, "{count} 件", "", "ja"],
  [false, "{count} posts", "Pluralized label"],
  [false, "Docs|API"],
  [false, "{title} | {site}"],
  [false, "{title}|{site}"],
  [false, "Home | {site}"],
  [false, "none|one|{count}", "plural"],
  [false, "<b>One</b>|{count}", "plural"],
];

test.each(
  plurals.map(([expected, message, about = "", locale = "en"]) => ({
    expected,
    message,
    about,
    locale,
  })),
)(
  "it is $expected that $message is plural, told $about",
  ({ expected, message, about, locale }) => {
    expect(isPlural({ id: "a.b", message, description: about }, locale)).toBe(expected);
    expect(isPlural({ id: `a.${about}`, message }, locale)).toBe(expected);
  },
);

test("of the messages of Docusaurus' themes, the plural ones are found", () => {
  const files = readdirSync(join(theme, "locales/base"));
  const found = files.flatMap((file) => {
    const messages: Record<string, string> = JSON.parse(
      readFileSync(join(theme, "locales/base", file), "utf8"),
    );
    return Object.entries(messages)
      .filter(([id]) => !id.endsWith("___DESCRIPTION"))
      .flatMap(([id, message]) => (isPlural({ id, message }, "en") ? [id] : []));
  });
  expect(found.sort()).toEqual([
    "theme.SearchPage.documentsFound.plurals",
    "theme.blog.post.plurals",
    "theme.blog.post.readingTime.plurals",
    "theme.docs.DocCard.categoryDescription.plurals",
    "theme.docs.tagDocListPageTitle.nDocsTagged",
  ]);
});

test("many equal forms are no loop of the model", () => {
  const { words, kept } = readMessage("One min read|{n} min read");
  const asked = { text: writeWords(words), words, message: { kept, forms: pluralForms("ar") } };
  const line = Array.from({ length: 6 }, () => "قراءة {n} د").join("|");
  expect(acceptLine(line, asked, { sourceLocale: "en", locale: "ar" })).toHaveProperty("words");
});

test("whatever a model says, a plural message has the forms of its locale and no other placeholder", () => {
  const part = fc.constantFrom("{count}", "{other}", "|", "｜", " ", "a", "один", "`{count}`", "<");
  const line = fc.array(part, { maxLength: 20 }).map((parts) => parts.join(""));
  const { words, kept } = readMessage(source);
  const formsOf = locales.map(pluralForms);
  fc.assert(
    fc.property(line, fc.constantFrom(...formsOf), (text, forms) => {
      const read = conformMessage(text, words, { kept, forms });
      if ("kind" in read) return;
      const message = writeMessage(read.words, kept);
      expect(message.split("|")).toHaveLength(forms.length);
      expect(new Set(message.match(/\{\w+\}/g))).toEqual(new Set(["{count}"]));
      const again = conformMessage(writeWords(read.words), words, { kept, forms });
      expect(again).toEqual({ words: read.words });
    }),
    { numRuns: 2000 },
  );
});

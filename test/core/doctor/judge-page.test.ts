import { expect, test } from "vitest";
import { type Finding, findingText } from "../../../src/core/doctor/findings.ts";
import { judgePage } from "../../../src/core/doctor/judge-page.ts";
import { defaultTextRules } from "../../../src/core/segment/rules.ts";
import { compilerFor } from "../../support/compile-page.ts";
import { type MarkdownSettings, markdownFor } from "../../support/markdown.ts";

async function findingsIn(
  text: string,
  settings: MarkdownSettings = {},
): Promise<readonly Finding[]> {
  const markdown = markdownFor(settings);
  const source = { page: "docs/a.md", path: "/site/docs/a.md", text, markdown };
  return (await judgePage(source, defaultTextRules)).findings;
}

test("a sound page has no finding", async () => {
  expect(await findingsIn("# Title\n\n## Part {#part}\n\nWords.\n\n## Part\n")).toEqual([
    // The second heading's own slug, because Docusaurus does not count written ids.
    expect.objectContaining({ kind: "heading-id-doubled", line: 7, details: { id: "part" } }),
  ]);
  expect(await findingsIn("# Title\n\n## Part {#one}\n\n## Part\n\n## Part\n")).toEqual([]);
});

test("a title takes no id from others", async () => {
  expect(await findingsIn("# Part\n\n## Part {#part}\n")).toEqual([]);
});

const refused: readonly [string, string, number, MarkdownSettings, string][] = [
  ["a quote", "> ## Part {#part}\n>\n> Words.\n", 1, {}, "\\{#part}"],
  ["a list", "Words.\n\n- ## Part {#part}\n", 3, {}, "\\{#part}"],
  ["an underlined heading", "Part {#part}\n----\n", 1, {}, "\\{#part}"],
  [
    "a site without the classic syntax",
    "## Part {#part}\n",
    1,
    { classicHeadingIds: false },
    "{/* #part */}",
  ],
  [
    "a site that knows neither syntax",
    "## Part {#part}\n",
    1,
    { classicHeadingIds: false, commentHeadingIds: false },
    "\\{#part}",
  ],
];

test.each(refused)(
  "an id in %s is refused, and the cure that is named works",
  async (_, text, line, settings, instead) => {
    const [finding, ...others] = await findingsIn(text, settings);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      kind: "heading-id-refused",
      line,
      details: { id: "{#part}", instead },
    });
    const compile = compilerFor(settings);
    await expect(compile({ filePath: "/site/docs/a.md", text })).rejects.toThrow();
    const mended = text.replace("{#part}", instead);
    const { ids } = await compile({ filePath: "/site/docs/a.md", text: mended });
    expect(ids).toEqual(["part"]);
    expect(await findingsIn(mended, settings)).toEqual([]);
  },
);

test("any other page that is refused says why and where", async () => {
  const [finding] = await findingsIn("# Title\n\nWords, {and no end\n");
  expect(finding).toMatchObject({ kind: "page-refused", file: "docs/a.md", line: 3 });
  expect(finding && findingText(finding).sentence).toMatch(/: \S.*[^.]\.$/);
});

test.each([
  ["texts", "Words.\n\n".repeat(1501), "1,501", "9,006"],
  ["characters", `${"many words ".repeat(10_000)}\n`, "1", "109,999"],
])("a page of too many %s costs too much", async (_, text, segments, characters) => {
  expect(await findingsIn(text)).toMatchObject([
    { kind: "page-huge", details: { segments, characters } },
  ]);
});

test("code and markup cost nothing", async () => {
  expect(await findingsIn(`\`\`\`\n${"code ".repeat(30_000)}\n\`\`\`\n`)).toEqual([]);
});

import fc from "fast-check";

const words = fc.constantFrom(
  "plain words",
  "日本語の文",
  "a *b* and `c`",
  "see [this](./install.md)",
  "x_y and 10:30",
  "(root:root)",
  "the *first* *second*",
  "[a](b)",
  "it’s 1 & 2",
);

const id = fc.constantFrom("one", "two-2", "x_y", "日本", "_a_");
const keyword = fc.constantFrom("note", "tip", "warning", "danger");

/** Blocks that Docusaurus' passes rewrite before it parses, among others that look like them. */
const block = fc.oneof(
  words,
  fc.tuple(words, words).map(([a, b]) => `${a}\n${b}`),
  fc.tuple(fc.integer({ min: 2, max: 6 }), words).map(([n, text]) => `${"#".repeat(n)} ${text}`),
  fc.tuple(words, id).map(([text, name]) => `## ${text} {#${name}}`),
  fc.tuple(words, id).map(([text, name]) => `## ${text} {/* #${name} */}`),
  fc.tuple(keyword, words).map(([name, text]) => `:::${name} ${text}\n\n${text}\n\n:::`),
  fc.tuple(keyword, words).map(([name, text]) => `:::${name}[Title]\n\n${text}\n\n:::`),
  fc
    .tuple(keyword, words)
    .map(([name, text]) => `- item\n\n  :::${name} ${text}\n\n  text\n\n  :::`),
  words.map((text) => `\`\`\`mdx-code-block\n<Card title="A card" />\n\n${text}\n\`\`\``),
  words.map((text) => `\`\`\`\`mdx-code-block\n${text}\n\n\`\`\`js\nx\n\`\`\`\n\`\`\`\``),
  words.map((text) => `\`\`\`md\n## ${text} {#x}\n:::note ${text}\n:::\n\`\`\``),
  words.map((text) => `> ${text}\n> ${text}`),
  words.map((text) => `1. ${text}\n   - ${text}`),
  words.map((text) => `| ${text} | b |\n| --- | --- |\n| c | ${text} |`),
  words.map((text) => `![${text.replace(/[[\]]/g, "")}](./pictures/box.png "${text}")`),
  words.map((text) => `<Tab label="A label">\n\n${text}\n\n</Tab>`),
  words.map((text) => `${text}  \n${text}\\\n${text}`),
  fc.constantFrom("***", "{/* comment */}", "<!-- comment -->", "import './a.js'"),
);

/** A page of MDX that Docusaurus accepts. */
export const anyPage: fc.Arbitrary<string> = fc
  .record({
    frontMatter: fc.constantFrom("", "---\ntitle: A title\nslug: /x\n---\n\n"),
    blocks: fc.array(block, { maxLength: 8 }),
    newline: fc.constantFrom("\n", "\n", "\r\n"),
    end: fc.constantFrom("\n", "", "\n\n"),
  })
  .map(({ frontMatter, blocks, newline, end }) =>
    (frontMatter + blocks.join("\n\n") + end).replaceAll("\n", newline),
  );

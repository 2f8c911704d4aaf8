import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, frenchDocs, openBench, type WrittenFile, written } from "./bench.ts";

/** One page a change, so that one run shows them all. */
const before = {
  "word.md": "# A word\n\nThe quick fox jumps over the dog.\n\nThis paragraph stays as it was.\n",
  "code.md": "# Some code\n\nThis is how to run it:\n\n```sh\nnpm start\n```\n",
  "url.md": "# An address\n\nThere is [more to read](https://example.com/old) elsewhere.\n",
  "attribute.mdx": '# An attribute\n\n<div className="old">\n\nWords in a box.\n\n</div>\n',
  "wrapped.md": "# Lines\n\nThese words stand on one line, and how.\n",
  "paragraph.md": "# A paragraph\n\nThe first of them.\n\nThe last of them.\n",
  "heading.md": "# A heading\n\nThe words in front.\n\nThe words behind.\n",
  "renamed.md": "# A page with another name\n\nIt says what it said.\n",
  "moved.md": "# A page in another folder\n\nIt still says the same.\n",
  "section.md":
    "# A section\n\nAn introduction.\n\n## To be copied\n\nShort.\n\nAnd a bit longer.\n",
};

const after = {
  "word.md": before["word.md"].replace("quick", "slow"),
  "code.md": before["code.md"].replace("npm start", "npm stop"),
  "url.md": before["url.md"].replace("/old", "/new"),
  "attribute.mdx": before["attribute.mdx"].replace("old", "new"),
  "wrapped.md": before["wrapped.md"].replace("line, and", "line,\nand"),
  "paragraph.md": before["paragraph.md"].replace("\n\nThe last", "\n\nOne between.\n\nThe last"),
  "heading.md": before["heading.md"].replace(
    "\n\nThe words behind",
    "\n\n## Wedge\n\nThe words behind",
  ),
  "new-name.md": before["renamed.md"],
  "deep/er/moved.md": before["moved.md"],
  "copy.md": "# The copy\n\n## To be copied\n\nShort.\n\nAnd a bit longer.\n",
};

const gone = ["renamed.md", "moved.md"];

let bench: Bench;
let sent: readonly string[];
let afterFirst: readonly WrittenFile[];

beforeAll(async () => {
  bench = await openBench({ files: inDocs(before) });
  await bench.run();
  afterFirst = await written(bench.site);
  bench.forget();
  await Promise.all(gone.map((page) => bench.site.remove(`docs/${page}`)));
  await bench.site.write(inDocs(after));
  expect(await bench.run()).toMatchObject({ code: 0 });
  sent = bench.sent();
});

afterAll(() => bench.close());

test("only texts that are new are sent, each once", () => {
  expect(sent).toEqual(["One between.", "The copy", "The slow fox jumps over the dog.", "Wedge"]);
});

test("one changed word sends its own text and nothing around it", async () => {
  expect(await french("word.md")).toBe(
    "# FR A word\n\nFR The slow fox jumps over the dog.\n\nFR This paragraph stays as it was.\n",
  );
});

test.each([
  ["a code block", "code.md", "\n\nFR This is how to run it:\n\n```sh\nnpm stop\n```\n"],
  ["an address", "url.md", "FR There is [more to read](https://example.com/new) elsewhere."],
  ["an attribute", "attribute.mdx", '<div className="new">\n\nFR Words in a box.\n\n</div>'],
])("%s that changed is on the page and was not sent", async (_, page, expected) => {
  expect(await french(page)).toContain(expected);
});

test("a paragraph that is wrapped in another way leaves the localized page as it was", async () => {
  const path = `${frenchDocs}/wrapped.md`;
  const find = (files: readonly WrittenFile[]) => files.find((file) => file.path === path);
  expect(find(await written(bench.site))).toEqual(find(afterFirst));
});

test("an inserted paragraph stands between its neighbours", async () => {
  expect(await french("paragraph.md")).toBe(
    "# FR A paragraph\n\nFR The first of them.\n\nFR One between.\n\nFR The last of them.\n",
  );
});

test("a heading that cuts a section in two sends only itself", async () => {
  expect(await french("heading.md")).toBe(
    "# FR A heading\n\nFR The words in front.\n\n## FR Wedge {#wedge}\n\nFR The words behind.\n",
  );
});

test("a renamed page and a moved one are written under their new names", async () => {
  expect(await french("new-name.md")).toContain("FR It says what it said.");
  expect(await french("deep/er/moved.md")).toContain("FR It still says the same.");
});

test("a section that another page has, its short texts included, is not sent again", async () => {
  expect(await french("copy.md")).toContain("FR Short.\n\nFR And a bit longer.");
});

test("after the changes the command is at rest again", async () => {
  const settled = await written(bench.site);
  bench.forget();
  expect(await bench.run()).toMatchObject({ code: 0 });
  expect(bench.exchanges()).toBe(0);
  expect(await written(bench.site)).toEqual(settled);
});

function french(page: string): Promise<string> {
  return bench.site.read(`${frenchDocs}/${page}`);
}

function inDocs(pages: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(pages).map(([page, text]) => [`docs/${page}`, text]));
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readData } from "../../../src/core/data/read-data.ts";
import type { DataDocument } from "../../../src/core/document/document.ts";
import type { DataSource } from "../../../src/core/model.ts";
import { plainWords } from "../../../src/core/words/plain-words.ts";

const authors = `# Who writes here
editors:
  name: The editors
  title: 'They keep the blog'   # shown below the name
  url: https://example.com
  image_url: ./editors.png
  page: true
  description: >
    They read everything
    twice.

robot: { name: Robot, title: "Answers: all of them", socials: { github: robot } }
`;

const tags = `release:
  label: Release notes
  permalink: /release
  description: What is new
plain:
v3.0: {label: v3.0}
`;

describe("a file of data", () => {
  test("gives away only what readers see of an author", () => {
    expect(textsOf(authors, "authors")).toEqual([
      "They keep the blog",
      "They read everything twice.",
      "Answers: all of them",
    ]);
  });

  test("gives away labels and descriptions of tags, but no names", () => {
    expect(textsOf(tags, "tags")).toEqual(["Release notes", "What is new"]);
  });

  test("has a Section for each author or tag", () => {
    expect(documentOf(authors, "authors").sections.map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [2, 3],
    ]);
  });

  test("keeps comments, order and all other bytes", () => {
    const lines = ["Sie führen den Blog", 'Lesen "alles".', "Antworten: alle"];
    expect(written(authors, "authors", lines)).toBe(`# Who writes here
editors:
  name: The editors
  title: "Sie führen den Blog"   # shown below the name
  url: https://example.com
  image_url: ./editors.png
  page: true
  description: "Lesen \\"alles\\"."

robot: { name: Robot, title: "Antworten: alle", socials: { github: robot } }
`);
  });

  test("may be JSON", () => {
    const json = '{\n  "release": { "label": "Release notes" }\n}\n';
    expect(written(json, "tags", ["Versionshinweise"])).toBe(
      '{\n  "release": { "label": "Versionshinweise" }\n}\n',
    );
  });

  test.each([
    ["no YAML", "a: [b\n", "it is no YAML"],
    ["aliases", "a: &a {label: Words}\nb: *a\n", "it uses an alias"],
    ["a key twice", "a: {label: One}\na: {label: Two}\n", "it has a key twice"],
  ])("is left alone with %s", (_, text, reason) => {
    expect(readData(text, "tags")).toMatchObject({ reason });
  });

  test("with nothing but names has no Segments", () => {
    for (const text of ["", "- a\n- b\n", "just text\n", "a: b\n", "a: {label: 3}\n"])
      expect(textsOf(text, "tags")).toEqual([]);
  });

  test("reads back with any words as the same file with these words", () => {
    const label = fc.string({ unit: "grapheme", minLength: 1 }).map((text) => `x${text}`);
    fc.assert(
      fc.property(label, label, (one, two) => {
        expect(parse(written(tags, "tags", [one, two]))).toEqual({
          release: { label: one, permalink: "/release", description: two },
          plain: null,
          "v3.0": { label: "v3.0" },
        });
      }),
    );
  });
});

test("takes no label of a tag that could not be the end of a link", () => {
  const document = documentOf(tags, "tags");
  for (const label of ["# Notes", "%", "(Notes)"]) {
    const words = new Map([
      [0, plainWords(label)],
      [1, plainWords("# fine here")],
    ]);
    expect(document.write(words).rejected).toMatchObject([{ index: 0 }]);
  }
});

function documentOf(text: string, holds: DataSource["holds"]): DataDocument {
  const document = readData(text, holds);
  if ("reason" in document) throw new Error(document.reason);
  return document;
}

function textsOf(text: string, holds: DataSource["holds"]): readonly string[] {
  return documentOf(text, holds).segments.map((segment) => segment.text);
}

function written(text: string, holds: DataSource["holds"], lines: readonly string[]): string {
  const words = new Map(lines.map((line, index) => [index, plainWords(line)]));
  const { text: result, rejected } = documentOf(text, holds).write(words);
  expect(rejected).toEqual([]);
  return result;
}

import fc from "fast-check";
import { expect, test } from "vitest";
import { aboutPlace, inReadingOrder, keptByKind, sizeWords } from "../../src/cli/reporters/kept.ts";
import { type Problem, problemWords } from "../../src/core/problems.ts";
import { isProblemKind, problem } from "./summaries.ts";

const kinds = Object.keys(problemWords).filter(isProblemKind);

/** Pages, lines, locales, texts and details that often meet. */
const someProblems: fc.Arbitrary<readonly Problem[]> = fc.array(
  fc
    .record({
      kind: fc.constantFrom(...kinds.slice(0, 3)),
      page: fc.constantFrom(
        "docs/a.md",
        "docs/a2.md",
        "docs/a10.md",
        "blog/é.md",
        "blog/e\u0301.md",
      ),
      line: fc.integer({ min: 1, max: 12 }),
      locale: fc.constantFrom("fr", "ja", "pt-BR", ""),
      text: fc.constantFrom("", "A text", "Another"),
      detail: fc.constantFrom("", "<1>", "<2>"),
    })
    .map(({ locale, ...rest }) => (locale === "" ? rest : { ...rest, locale })),
  { maxLength: 40 },
);

test("pages are sorted as people count, then lines, then locales", () => {
  const [ja, fr] = ["ja", "fr"].map((locale) => problem("empty", { locale, line: 10 }));
  const second = problem("copied", { page: "docs/part-2.md" });
  const tenth = problem("copied", { page: "docs/part-10.md" });
  const early = problem("empty", { locale: "ja", line: 9 });
  const shuffled = [tenth, ja, second, fr, early].filter((one) => one !== undefined);
  expect(inReadingOrder(shuffled)).toEqual([early, fr, ja, second, tenth]);
});

test("kinds stand in the order of their table", () => {
  const found = keptByKind([...kinds].reverse().map((kind) => problem(kind)));
  expect(found.map(({ kind }) => kind)).toEqual(kinds);
});

test("locales that keep the same text are one place, with each detail once", () => {
  const [kept] = keptByKind([
    problem("tag-missing", { locale: "ja", text: "A <1>", detail: "<1>" }),
    problem("tag-missing", { locale: "fr", text: "A <1>", detail: "<1>" }),
    problem("tag-missing", { locale: "de", text: "A <1>", detail: "<2>" }),
  ]);
  const place = { page: "docs/a.md", line: 3, text: "A <1>" };
  const joined = { ...place, locales: ["de", "fr", "ja"], details: ["<2>", "<1>"] };
  expect(kept).toMatchObject({ size: 3, places: [joined] });
  expect(aboutPlace(joined)).toBe("de, fr, ja · A <1> · <2>; <1>");
});

test("two cells of one table row are two places", () => {
  const [kept] = keptByKind([
    problem("empty", { locale: "fr", text: "One cell" }),
    problem("empty", { locale: "ja", text: "Another cell" }),
  ]);
  expect(kept?.places.map(aboutPlace)).toEqual(["fr · One cell", "ja · Another cell"]);
});

test("of many details three are shown, and that there are more", () => {
  const details = ["<1>", "<2>", "<3>", "<4>"];
  const place = { page: "docs/a.md", line: 3, text: "", locales: [] };
  expect(aboutPlace({ ...place, details })).toBe("<1>; <2>; <3>; …");
  expect(aboutPlace({ ...place, details: details.slice(1) })).toBe("<2>; <3>; <4>");
});

test("the size is told in places too where they are fewer", () => {
  const [fr, ja] = ["fr", "ja"].map((locale) => problem("empty", { locale }));
  const elsewhere = problem("empty", { locale: "fr", line: 1234 });
  const size = (problems: readonly (Problem | undefined)[]) =>
    keptByKind(problems.filter((one) => one !== undefined)).map(sizeWords);
  expect(size([fr, elsewhere])).toEqual(["2"]);
  expect(size([fr, ja])).toEqual(["2 in 1 place"]);
  expect(size([fr, ja, elsewhere])).toEqual(["3 in 2 places"]);
});

test("nothing is lost, counted twice or invented", () => {
  fc.assert(
    fc.property(someProblems, (problems) => {
      const found = keptByKind(problems);
      const said = found.flatMap(({ kind, places }) =>
        places.flatMap(({ page, line, text, locales }) =>
          (locales.length === 0 ? [""] : locales).map((locale) =>
            named({ kind, page, line, text, locale }),
          ),
        ),
      );
      expect(problems.map(named)).toEqual(expect.arrayContaining(said));
      expect(found.reduce((sum, { size }) => sum + size, 0)).toBe(problems.length);
      for (const { kind, page, line, text, locale, detail } of problems) {
        const place = found
          .find((kept) => kept.kind === kind)
          ?.places.filter((one) => one.page === page && one.line === line && one.text === text);
        expect(place).toHaveLength(1);
        if (locale !== undefined) expect(place?.[0]?.locales).toContain(locale);
        if (detail !== "") expect(place?.[0]?.details).toContain(detail);
      }
    }),
  );
});

test("the order does not depend on the order in which problems were found", () => {
  const order = (problems: readonly Problem[]) =>
    inReadingOrder(problems).map(({ page, line, locale }) => [page, line, locale]);
  fc.assert(
    fc.property(someProblems, (problems) => {
      expect(order([...problems].reverse())).toEqual(order(problems));
    }),
  );
});

function named({ kind, page, line, text, locale }: Omit<Problem, "detail">): string {
  return JSON.stringify([kind, page, line, text, locale ?? ""]);
}

import { expect, test } from "vitest";
import { turns } from "./turns.ts";

/** What a turn is made of, as values to pair. */
const values = turns.map(({ engine, state, variant: { v4, bundler } }) => [
  engine,
  state,
  v4 ? "v4" : "v3",
  bundler,
]);

const known: readonly (readonly string[])[] = [
  ["batch", "pseudo"],
  ["complete", "half", "third"],
  ["v3", "v4"],
  ["rspack", "webpack"],
];

test.each(pairsOf(known))("%s and %s meet in one of the turns", (one, other) => {
  expect(values.some((turn) => turn.includes(one) && turn.includes(other))).toBe(true);
});

test("every locale is built complete, half and with a third refused", () => {
  for (const state of ["complete", "half", "third"]) {
    const locales = turns
      .filter((turn) => turn.state === state)
      .flatMap(({ variant }) => variant.locales);
    expect(new Set(locales)).toEqual(new Set(["fr", "ja", "ru", "ar"]));
  }
});

/** All pairs of values of two different lists, but what makes no sense. */
function pairsOf(lists: readonly (readonly string[])[]): readonly (readonly [string, string])[] {
  const pairs = lists.flatMap((ones, first) =>
    lists
      .slice(first + 1)
      .flat()
      .flatMap((other) => ones.map((one) => [one, other] as const)),
  );
  return pairs.filter(([one, other]) => !(one === "pseudo" && other === "third"));
}

import fc from "fast-check";
import { mergeTexts, type Word, type Words } from "../../../src/core/words/words.ts";

/** Text that is rich in what the notation itself is made of. */
export const trickyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "<",
        ">",
        "/",
        "\\",
        "`",
        "``",
        "<1>",
        "</2>",
        "<3/>",
        "<01>",
        " ",
        "é",
        "語",
      ),
      fc.string({ minLength: 1, maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join("").replace(/[\r\n]/g, " "));

type Shape =
  | { readonly type: "text" | "code"; readonly value: string }
  | { readonly type: "single" }
  | { readonly type: "pair"; readonly children: readonly Shape[] };

const { shapes } = fc.letrec<{ shapes: readonly Shape[]; shape: Shape }>((tie) => ({
  shapes: fc.array(tie("shape"), { maxLength: 5 }),
  shape: fc.oneof(
    { maxDepth: 3 },
    fc.record({ type: fc.constant("text" as const), value: trickyText }),
    fc.record({ type: fc.constant("code" as const), value: trickyText }),
    fc.record({ type: fc.constant("single" as const) }),
    fc.record({ type: fc.constant("pair" as const), children: tie("shapes") }),
  ),
}));

/** Any Words that a page can hold: tags count from 1, texts are merged, no two code spans touch. */
export const anyWords: fc.Arbitrary<Words> = shapes.map((list) => {
  const count = { tags: 0 };
  return mergeTexts(numbered(list, count));
});

function numbered(list: readonly Shape[], count: { tags: number }): Words {
  const words: Word[] = [];
  for (const shape of list) {
    if (shape.type === "code" && words.at(-1)?.type === "code") continue;
    words.push(wordOf(shape, count));
  }
  return words;
}

function wordOf(shape: Shape, count: { tags: number }): Word {
  if ("value" in shape) return shape;
  const id = ++count.tags;
  if (shape.type === "single") return { type: "single", id };
  return { type: "pair", id, children: numbered(shape.children, count) };
}

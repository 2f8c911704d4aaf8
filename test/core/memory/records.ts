import fc from "fast-check";
import type { MemoryRecord, SectionKey, WordClass } from "../../../src/core/model.ts";
import { sectionKey, segmentKey } from "../../../src/core/segment/keys.ts";

type Fields = Partial<Omit<MemoryRecord, "key">> & { readonly source: readonly string[] };

/** A record as the pipeline makes it: the key fits the words. */
export function recordOf({ source, page, model, notes, ...rest }: Fields): MemoryRecord {
  const classes = rest.classes ?? source.map(() => "prose" as const);
  return {
    key: keyOf(source, classes, notes),
    ...(page === undefined ? {} : { page }),
    classes,
    source,
    ...(notes === undefined ? {} : { notes }),
    target: rest.target ?? source.map(() => null),
    human: rest.human ?? [],
    ...(model === undefined ? {} : { model }),
  };
}

export function keyOf(
  source: readonly string[],
  classes: readonly WordClass[] = source.map(() => "prose"),
  notes: readonly (string | null)[] = [],
): SectionKey {
  return sectionKey(
    source.map((text, index) => ({
      key: segmentKey(classes[index] ?? "prose", text, notes[index] ?? undefined),
    })),
  );
}

/** Few words, so that records meet. */
const sentences = ["Set", "Save the file before you go on.", "文件必须在继续之前保存好", "Run it"];

export const anyRecord: fc.Arbitrary<MemoryRecord> = fc
  .record({
    parts: fc.array(
      fc.record({
        text: fc.constantFrom(...sentences),
        wordClass: fc.constantFrom<WordClass>("prose", "label", "message"),
        note: fc.constantFrom(null, null, null, "A button", ""),
        target: fc.option(fc.constantFrom("a", "b", "c", "É\n\u2028", "")),
        human: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
    page: fc.constantFrom(undefined, "docs/a.md", "docs/b.md"),
    model: fc.constantFrom(undefined, "m1", "m2"),
  })
  .map(({ parts, page, model }) =>
    recordOf({
      source: parts.map(({ text }) => text),
      classes: parts.map(({ wordClass }) => wordClass),
      ...(parts.some(({ note }) => note !== null) ? { notes: parts.map(({ note }) => note) } : {}),
      target: parts.map(({ target }) => target),
      human: parts.flatMap(({ target, human }, index) => (human && target !== null ? [index] : [])),
      ...(page === undefined ? {} : { page }),
      ...(model === undefined ? {} : { model }),
    }),
  );

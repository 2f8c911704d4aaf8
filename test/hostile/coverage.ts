/** Which tricks have been played on which kinds of Segments, in all runs on a site. */
export interface Coverage {
  note(text: string, trick: string): void;
  /** Of these tricks, one that is new to most of the kinds of these texts, else seldom played; the first of equals. */
  rarest(texts: readonly string[], tricks: readonly string[]): string;
  /** Tricks that would have fitted and were never played, by kind of Segment; no kind without any. */
  gaps(fitting: (text: string) => readonly string[]): ReadonlyMap<string, ReadonlySet<string>>;
  /** All tricks played. */
  total(): number;
}

/** `kindsOf` names the kinds of Segments that each text of the site stands in. */
export function openCoverage(kindsOf: ReadonlyMap<string, readonly string[]>): Coverage {
  const counts = new Map<string, Map<string, number>>();
  for (const kind of new Set([...kindsOf.values()].flat())) counts.set(kind, new Map());
  const seen = (kind: string, trick: string) => counts.get(kind)?.get(trick) ?? 0;
  return {
    note: (text, trick) => {
      for (const kind of kindsOf.get(text) ?? [])
        counts.get(kind)?.set(trick, seen(kind, trick) + 1);
    },
    rarest: (texts, tricks) => {
      const kinds = [...new Set(texts.flatMap((text) => kindsOf.get(text) ?? []))];
      const rated = tricks.map((trick) => {
        const counts = kinds.map((kind) => seen(kind, trick));
        const known = counts.filter((count) => count > 0).length;
        return { trick, known, least: Math.min(...counts) };
      });
      return rated.sort((a, b) => a.known - b.known || a.least - b.least)[0]?.trick ?? "";
    },
    gaps: (fitting) => {
      const open = new Map<string, Set<string>>();
      for (const [text, kinds] of kindsOf) {
        const tricks = fitting(text);
        for (const kind of kinds) {
          const unseen = tricks.filter((trick) => seen(kind, trick) === 0);
          open.set(kind, new Set([...(open.get(kind) ?? []), ...unseen]));
        }
      }
      return new Map([...open].filter(([, tricks]) => tricks.size > 0));
    },
    total: () =>
      [...counts.values()].flatMap((tricks) => [...tricks.values()]).reduce((a, b) => a + b, 0),
  };
}

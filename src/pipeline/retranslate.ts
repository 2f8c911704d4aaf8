import type { LocaleRun } from "./run.ts";

/** Everything that a model has translated is asked for anew; a person's words never are, nor is a page that is theirs. */
export function askAnew(locales: readonly LocaleRun[]): void {
  const pages = locales.flatMap((run) => (run.offer.retranslate === "all" ? run.pages : []));
  for (const page of pages.filter(({ edited }) => !edited)) {
    page.known.forEach((entry, index) => {
      if (entry === undefined || entry.human) return;
      page.spares.get(index)?.unshift(entry);
      page.known[index] = undefined;
      page.rendered = undefined;
    });
  }
}

/** What no new answer could better stays as it was translated before. */
export function restoreEarlier(locales: readonly LocaleRun[]): void {
  for (const page of locales.flatMap(({ pages }) => pages)) {
    page.known.forEach((entry, index) => {
      const earlier = entry === undefined ? page.spares.get(index)?.shift() : undefined;
      if (earlier === undefined) return;
      page.known[index] = { ...earlier, isEarlier: true };
      page.rendered = undefined;
    });
  }
}

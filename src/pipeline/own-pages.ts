import { hashOf } from "./page-state.ts";
import { renderPage } from "./render-page.ts";
import type { LocaleRun, PageRun, Ports, Task } from "./run.ts";

/** With the manifest lost, our own pages look like a person's, until they turn out to be what we would write. */
export async function recogniseOwnPages(
  locales: readonly LocaleRun[],
  task: Task,
  ports: Ports,
): Promise<void> {
  for (const { locale, pages } of locales) {
    for (const page of pages.filter(({ edited }) => edited)) {
      const rendered = await renderPage(page, { locale, task, ports });
      if (rendered !== undefined && (await isThere(page, rendered, ports))) page.edited = false;
    }
  }
}

/** Whether the localized file is already what it would become. */
export async function isThere(
  { target }: PageRun,
  rendered: string,
  { files }: Ports,
): Promise<boolean> {
  const localized = await files.read(target);
  return (
    localized !== undefined && hashOf(localized) === hashOf(new TextEncoder().encode(rendered))
  );
}

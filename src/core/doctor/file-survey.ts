import type { Locale } from "../model.ts";

/** What stands out among the files of a site, whatever is in them. All are relative to the site folder, with `/`. */
export interface FileSurvey {
  /** Folders of pages that are links, and where they lead. */
  readonly linkedFolders: readonly { readonly file: string; readonly real: string }[];
  /** Pages that lead out of their folder: they are no Sources. */
  readonly pagesLeadingOut: readonly string[];
  readonly orphans: readonly Orphan[];
}

/** A localized file that Docusaurus never reads. */
export interface Orphan {
  readonly locale: Locale;
  readonly file: string;
  /** What would have to be there. */
  readonly source: string;
}

import type { Range } from "../model.ts";

/** A path in a page that means something else once the page stands under `i18n/`. */
export interface Reference {
  readonly role: ReferenceRole;
  /** The path as written, escapes included. */
  readonly range: Range;
  readonly path: string;
}

export type ReferenceRole =
  | "image" // Markdown image
  | "link" // Markdown link or definition: a page or an asset
  | "module" // import, export … from, require()
  | "front-matter"; // an asset that the front matter names

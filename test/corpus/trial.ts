import type { PageDocument } from "../../src/core/document/document.ts";
import type { Edit } from "../../src/core/render/edits.ts";
import type { CompiledPage, Loader } from "./create-loader.ts";
import type { PageBytes } from "./decode-page.ts";

/** A page under test. */
export interface Trial {
  readonly document: PageDocument;
  readonly edits: readonly Edit[];
  readonly bytes: PageBytes;
  readonly loader: Loader;
  /** Absent where Docusaurus refuses the source. */
  readonly compiled?: CompiledPage;
}

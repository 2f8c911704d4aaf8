import { basename, dirname, extname, join, relative } from "node:path/posix";
import type { PageDocument } from "../document/document.ts";
import { addField } from "./add-field.ts";
import type { Edit, PagePlace } from "./edits.ts";

/**
 * Tells apart the sidebar categories of folders whose titles become the same words: without a key of its own,
 * Docusaurus takes a category's label for one, and refuses to build where two are equal.
 */
export function sidebarKeyEdit(
  document: Pick<PageDocument, "text" | "frontMatter">,
  place: SidebarPage,
): Edit | undefined {
  const folder = categoryOf(place);
  if (folder === undefined || Object.hasOwn(document.frontMatter, field)) return undefined;
  if (hasMetadata(place)) return undefined;
  // No label looks like this, and labels are the keys of categories that have none.
  return addField(document.text, { name: field, value: `folder:${folder}` });
}

type SidebarPage = Pick<PagePlace, "kind" | "page" | "root" | "exists">;

const field = "sidebar_key";

/** The folder, relative to the content root, that Docusaurus makes this page the index of by its name. */
function categoryOf({ kind, page, root }: SidebarPage): string | undefined {
  const folder = relative(root, dirname(page));
  if (kind !== "docs" || folder === "") return undefined;
  const name = basename(page, extname(page)).toLowerCase();
  const names = ["index", "readme", basename(folder).toLowerCase()];
  return names.includes(name) ? folder : undefined;
}

/** Such a file may name the category, and the site's translation of that name goes by the key it has now. */
function hasMetadata(place: SidebarPage): boolean {
  const file = join(dirname(place.page), "_category_");
  return ["json", "yml", "yaml"].some((type) => place.exists(`${file}.${type}`));
}

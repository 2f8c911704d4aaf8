import { normalizeTags } from "@docusaurus/utils";

/** What Docusaurus makes of a tag's name for its URL, below the URL of all tags. */
export function tagPermalink(tag: string): string {
  const [normal] = normalizeTags({
    options: { onInlineTags: "ignore", tags: null },
    source: "",
    frontMatterTags: [tag],
    tagsBaseRoutePath: "/",
    tagsFile: null,
  });
  return normal?.permalink ?? tag;
}

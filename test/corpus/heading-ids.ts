import type { Nodes, Root } from "mdast";

/** What the plugin has seen in the page that was compiled last. */
export interface HeadingIds {
  ids: string[];
}

declare module "mdast" {
  interface HeadingData {
    id?: string;
  }
}

/** A remark plugin for behind Docusaurus' own: writes down the ids that the headings got, except those of titles. */
export function headingIds(collected: HeadingIds) {
  return (tree: Root): void => {
    collected.ids = [...idsIn(tree)];
  };
}

function* idsIn(node: Nodes): Generator<string> {
  if (node.type === "heading" && node.depth > 1) yield node.data?.id ?? "";
  if (!("children" in node)) return;
  for (const child of node.children) yield* idsIn(child);
}

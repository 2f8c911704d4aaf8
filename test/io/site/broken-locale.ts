import type { Finding, FindingKind } from "../../../src/core/doctor/findings.ts";
import type { TempSiteContent } from "../../support/temp-site/create-temp-site.ts";
import { code } from "../../support/temp-site/site-config-source.ts";

const french = "i18n/fr/docusaurus-plugin-content";
const post = (author: string) =>
  `---\ndate: 2024-01-02\nauthors: ${author}\ntags: [one]\n---\n\nWords.\n`;

/** One thing that breaks, what Docusaurus says of it, what the doctor says, and the cure that it names. */
export interface Broken {
  readonly kind: FindingKind;
  readonly files: Readonly<Record<string, string>>;
  readonly mended: Readonly<Record<string, string>>;
  readonly said: string;
  readonly finding: Omit<Finding, "kind" | "locales">;
}

/** Each is proven to break by itself. */
export const broken: readonly Broken[] = [
  {
    kind: "category-file",
    files: {
      "labels/a/_category_.json": '{"label": "Same"}',
      "labels/a/page.md": "# A\n",
      "labels/b/_category_.yml": "label: Same\n",
      "labels/b/page.md": "# B\n",
    },
    mended: { "labels/b/_category_.yml": "label: Same\nkey: b\n" },
    said: "sidebar.defaultSidebar.category.Same",
    finding: {
      file: "labels/b/_category_.yml",
      details: {
        key: "sidebar.defaultSidebar.category.Same",
        label: "Same",
        other: '"Same" of labels/a/_category_.json',
        ownKey: "b",
      },
    },
  },
  {
    kind: "category-folder",
    files: { "folders/a/setup/x.md": "# X\n", "folders/b/setup/y.md": "# Y\n" },
    mended: { "folders/b/setup/_category_.json": '{"key": "b/setup"}' },
    said: "sidebar.defaultSidebar.category.setup",
    finding: {
      file: "folders/b/setup/_category_.json",
      details: {
        key: "sidebar.defaultSidebar.category.setup",
        label: "setup",
        other: '"setup" of folders/a/setup/_category_.json',
        ownKey: "b/setup",
      },
    },
  },
  {
    kind: "category-page",
    files: {
      "keys/a/index.md": "---\nsidebar_key: one\n---\n\n# A\n",
      "keys/a/page.md": "# About a\n",
      "keys/b/index.md": "---\nsidebar_key: one\n---\n\n# B\n",
      "keys/b/page.md": "# About b\n",
    },
    mended: { "keys/b/index.md": "---\nsidebar_key: b\n---\n\n# B\n" },
    said: "sidebar.defaultSidebar.category.one",
    finding: {
      file: "keys/b/index.md",
      details: {
        key: "sidebar.defaultSidebar.category.one",
        label: "B",
        other: '"A" of keys/a/index.md',
        ownKey: "b",
      },
    },
  },
  {
    kind: "sidebar-item",
    files: {
      "items.mjs": `export default {menu: ["a", ${link("a")}, {type: "category", label: "More", items: [${link("b")}]}]};\n`,
      "items/a.md": "# A\n",
    },
    mended: {
      "items.mjs": `export default {menu: ["a", ${link("a")}, {type: "category", label: "More", items: [${link("b", 'key: "https://example.com/b",')}]}]};\n`,
    },
    said: "sidebar.menu.link.Forum",
    finding: {
      file: "items.mjs",
      details: {
        key: "sidebar.menu.link.Forum",
        label: "Forum",
        other: 'another item "Forum"',
        ownKey: "https://example.com/b",
      },
    },
  },
  {
    kind: "author-missing",
    files: {
      "blog/authors.yml": "ann:\n  name: Ann\nbob:\n  name: Bob\n",
      "blog/a.md": post("ann"),
      "blog/b.md": post("bob"),
      "blog/c.md": post("bob"),
      [`${french}-blog/authors.yml`]: "ann:\n  name: Ann\n",
    },
    mended: { [`${french}-blog/authors.yml`]: "ann:\n  name: Ann\nbob:\n  name: Robert\n" },
    said: 'Blog author with key "bob" not found',
    finding: { file: `${french}-blog/authors.yml`, details: { author: "bob", page: "blog/b.md" } },
  },
  {
    kind: "tag-missing",
    files: {
      "tagged/tags.yml": "one:\n  label: One\n",
      "tagged/a.md": "---\ntags: [one]\n---\n\n# A\n",
      [`${french}-docs-tagged/current/tags.yml`]: "two:\n  label: Deux\n",
    },
    mended: { [`${french}-docs-tagged/current/tags.yml`]: "one:\n  label: Un\n" },
    said: "are not defined in tags.yml",
    finding: {
      file: `${french}-docs-tagged/current/tags.yml`,
      details: { tags: "one", page: "tagged/a.md" },
    },
  },
  {
    kind: "messages-refused",
    files: {
      "i18n/fr/docusaurus-theme-classic/navbar.json":
        '{"title": {"message": "Titre", "hash": "1"}}',
    },
    mended: { "i18n/fr/docusaurus-theme-classic/navbar.json": '{"title": {"message": "Titre"}}' },
    said: '"title.hash" is not allowed',
    finding: {
      file: "i18n/fr/docusaurus-theme-classic/navbar.json",
      details: { reason: '"title.hash" is not allowed' },
    },
  },
  {
    kind: "content-refused",
    files: {
      "docs/a.md": "# A\n",
      [`${french}-docs/current/a.md`]: "---\nsidebar_position: un\n---\n\n# A\n",
    },
    mended: { [`${french}-docs/current/a.md`]: "---\nsidebar_position: 1\n---\n\n# A\n" },
    said: '"sidebar_position" must be a number',
    finding: {
      file: `${french}-docs/current/a.md`,
      details: { reason: '"sidebar_position" must be a number' },
    },
  },
];

function link(path: string, more = ""): string {
  return `{type: "link", label: "Forum", ${more} href: "https://example.com/${path}"}`;
}

function docs(id: string, options: object = {}) {
  return ["@docusaurus/plugin-content-docs", { id, path: id, routeBasePath: id, ...options }];
}

/** A site with all of them. */
export const content: TempSiteContent = {
  config: {
    preset: { blog: { onUntruncatedBlogPosts: "ignore", onInlineTags: "ignore" } },
    site: {
      plugins: [
        docs("labels"),
        docs("folders"),
        docs("keys"),
        docs("items", { sidebarPath: code("'./items.mjs'") }),
        docs("tagged", { onInlineTags: "throw" }),
      ],
    },
  },
  files: Object.assign({}, ...broken.map(({ files }) => files)),
};

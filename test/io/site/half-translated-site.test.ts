import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTempSite, type TempSite } from "../../support/temp-site/create-temp-site.ts";
import { type Outcome, runDocusaurus } from "../../support/temp-site/run-docusaurus.ts";
import { code } from "../../support/temp-site/site-config-source.ts";

const room = fileURLToPath(new URL("../../../src/io/site/", import.meta.url));

/** Sets the hook as the plugin of the package does. */
const plugin = `
import { createBrokenLinkHook } from ${JSON.stringify(`${room}broken-links.ts`)};
import { permalinksOf } from ${JSON.stringify(`${room}permalinks-of.ts`)};

export default function hooked(context) {
  let roots = [];
  const { hooks } = context.siteConfig.markdown;
  hooks.onBrokenMarkdownLinks = createBrokenLinkHook({
    siteDir: context.siteDir,
    earlier: hooks.onBrokenMarkdownLinks,
    roots: () => roots,
  });
  return {
    name: 'hooked',
    async allContentLoaded({ allContent }) { roots = permalinksOf(allContent, context); },
  };
}
`;

const docs = "docusaurus-plugin-content-docs";
const page = (title: string, ...links: string[]) =>
  `# ${title}\n\n## Part\n\n${links.map((link) => `- [${link}](${link})`).join("\n")}\n`;

/** In each folder `a` is localized and `b` is not, and they link each other; in `all` everything is localized. */
const files = {
  "hooked.mjs": plugin,
  "docs/guide/a.md": page("A", "./b.md", "../top.mdx#part"),
  "docs/guide/b.md": page("B", "./a.md?x=1#part", "a.md", "/guide/a.md", "@site/docs/guide/a.md"),
  "docs/top.mdx": `import Shared from './_shared.mdx';\n\n${page("Top", "./guide/a.md")}\n<Shared />\n`,
  "docs/_shared.mdx": "See [A](./guide/a.md#part) and [B](./guide/b.md).\n",
  [`i18n/fr/${docs}/current/guide/a.md`]: page(
    "A en français",
    "./b.md",
    "../top.mdx#part",
    "/guide/b.md",
  ),
  "versions.json": '["1.0"]',
  "versioned_docs/version-1.0/a.md": page("Old A", "./b.md"),
  "versioned_docs/version-1.0/b.md": page("Old B", "./a.md#part"),
  [`i18n/fr/${docs}/version-1.0/a.md`]: page("Vieux A", "./b.md#part"),
  "sdk/a.md": page("SDK A", "./b.md"),
  "sdk/b.md": page("SDK B", "./a.md"),
  [`i18n/fr/${docs}-sdk/current/a.md`]: page("SDK A", "./b.md"),
  "news/2024/01-01-a.md": page("Post A", "./02-02-b.md"),
  "news/2024/02-02-b.md": page("Post B", "./01-01-a.md"),
  "i18n/fr/docusaurus-plugin-content-blog/2024/01-01-a.md": page("Billet A", "./02-02-b.md"),
  "src/pages/index.md": page("Home", "./about.md", "/about.md"),
  "src/pages/about.md": page("About", "./index.md"),
  "i18n/fr/docusaurus-plugin-content-pages/about.md": page("À propos", "./index.md"),
};

let site: TempSite;
let built: Outcome;

beforeAll(async () => {
  const sdk = ["@docusaurus/plugin-content-docs", { id: "sdk", path: "sdk", routeBasePath: "sdk" }];
  site = await createTempSite({
    config: {
      preset: {
        docs: { lastVersion: "current" },
        blog: { path: "news", onUntruncatedBlogPosts: "ignore" },
      },
      site: { plugins: [code("'./hooked.mjs'"), sdk] },
    },
    files,
  });
  built = await runDocusaurus(site.dir, ["build"]);
}, 240_000);

afterAll(() => site.remove());

test('builds every locale with everything that is broken at "throw"', () => {
  expect(built.code, built.stdout + built.stderr).toBe(0);
});

test.each([
  ["fr/docs/guide/b/index.html", ["/fr/docs/guide/a?x=1#part", "/fr/docs/guide/a"]],
  ["fr/docs/guide/a/index.html", ["/fr/docs/guide/b", "/fr/docs/top#part"]],
  ["fr/docs/top/index.html", ["/fr/docs/guide/a", "/fr/docs/guide/a#part", "/fr/docs/guide/b"]],
  ["fr/docs/1.0/b/index.html", ["/fr/docs/1.0/a#part"]],
  ["fr/docs/1.0/a/index.html", ["/fr/docs/1.0/b#part"]],
  ["fr/sdk/a/index.html", ["/fr/sdk/b"]],
  ["fr/sdk/b/index.html", ["/fr/sdk/a"]],
  ["fr/blog/2024/01/01/a/index.html", ["/fr/blog/2024/02/02/b"]],
  ["fr/blog/2024/02/02/b/index.html", ["/fr/blog/2024/01/01/a"]],
  ["fr/about/index.html", ["/fr/"]],
  ["fr/index.html", ["/fr/about"]],
  ["docs/guide/b/index.html", ["/docs/guide/a?x=1#part", "/docs/guide/a"]],
])("the links of %s lead to pages of the same locale", async (path, links) => {
  const html = await site.read(`build/${path}`);
  for (const link of links)
    expect(html).toMatch(new RegExp(`href="?${link.replace(/[?]/g, "\\?")}["> ]`));
  expect(html).not.toMatch(/href="?[^"> ]+\.mdx?["#?> ]/);
});

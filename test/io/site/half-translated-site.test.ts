import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTempSite, type TempSite } from "../../support/temp-site/create-temp-site.ts";
import { type Outcome, runDocusaurus } from "../../support/temp-site/run-docusaurus.ts";
import { code } from "../../support/temp-site/site-config-source.ts";

const room = fileURLToPath(new URL("../../../src/io/site/", import.meta.url));

/** The part of the package that matters here, as late as it can be: plugins start side by side. */
const plugin = `
import { setTimeout } from 'node:timers/promises';
import { keepLinks } from ${JSON.stringify(`${room}keep-links.ts`)};

export default async function hooked(context) {
  await setTimeout(1000);
  return { name: 'hooked', ...keepLinks(context) };
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
  "docs/user.mdx": `import Shared from './_shared.mdx';\nimport Twin from './_twin.mdx';\n\n# User\n\n<Shared />\n\n<Twin />\n`,
  "docs/_twin.mdx": "See [A](./guide/a.md) and [B](./guide/b.md), or [the top](/top.mdx#part).\n",
  [`i18n/fr/${docs}/current/user.mdx`]: `import Shared from '@site/docs/_shared.mdx';
import Twin from '@site/i18n/fr/${docs}/current/_twin.mdx';\n\n# User\n\n<Shared />\n\n<Twin />\n`,
  [`i18n/fr/${docs}/current/_twin.mdx`]:
    "Jumeau : [A](./guide/a.md?twin), [B](./guide/b.md?twin), [le haut](/top.mdx?twin#part).\n",
  "versions.json": '["1.0", "1.0-beta"]',
  "versioned_docs/version-1.0-beta/a.md": page("Beta A", "./b.md"),
  "versioned_docs/version-1.0-beta/b.md": page("Beta B", "./a.md"),
  [`i18n/fr/${docs}/version-1.0-beta/a.md`]: page("Bêta A", "./b.md"),
  "versioned_docs/version-1.0/a.md": page("Old A", "./b.md"),
  "versioned_docs/version-1.0/user.mdx": "import Old from './_old.mdx';\n\n# Old user\n\n<Old />\n",
  "versioned_docs/version-1.0/_old.mdx": "See [A](./a.md) and [B](./b.md).\n",
  [`i18n/fr/${docs}/version-1.0/user.mdx`]:
    "import Old from '@site/versioned_docs/version-1.0/_old.mdx';\n\n# Vieux\n\n<Old />\n",
  "versioned_docs/version-1.0/b.md": page("Old B", "./a.md#part"),
  [`i18n/fr/${docs}/version-1.0/a.md`]: page("Vieux A", "./b.md#part"),
  "sdk/a.md": page("SDK A", "./b.md"),
  "sdk/b.md": page("SDK B", "./a.md"),
  [`i18n/fr/${docs}-sdk/current/a.md`]: page("SDK A", "./b.md"),
  "news/2024/01-01-a.md": page("Post A", "./02-02-b.md"),
  "news/2024/02-02-b.md": page("Post B", "./01-01-a.md"),
  "i18n/fr/docusaurus-plugin-content-blog/2024/01-01-a.md": page("Billet A", "./02-02-b.md"),
  "log/2024-03-03-a.mdx": "import P from './_p.mdx';\n\n# Log A\n\n<P />\n",
  "log/2024-03-04-b.md": page("Log B", "./2024-03-03-a.mdx"),
  "log/_p.mdx": "See [B](./2024-03-04-b.md#part).\n",
  "i18n/fr/docusaurus-plugin-content-blog-log/2024-03-03-a.mdx":
    "import P from '@site/i18n/fr/docusaurus-plugin-content-blog-log/_p.mdx';\n\n# Journal A\n\n<P />\n",
  "i18n/fr/docusaurus-plugin-content-blog-log/_p.mdx": "Voir [B](./2024-03-04-b.md?fr#part).\n",
  "src/pages/index.md": page("Home", "./about.md", "/about.md"),
  "src/pages/about.md": page("About", "./index.md"),
  "i18n/fr/docusaurus-plugin-content-pages/about.md": page("À propos", "./index.md"),
};

let site: TempSite;
let built: Outcome;

beforeAll(async () => {
  const sdk = ["@docusaurus/plugin-content-docs", { id: "sdk", path: "sdk", routeBasePath: "sdk" }];
  const log = [
    "@docusaurus/plugin-content-blog",
    { id: "log", path: "log", routeBasePath: "log", onUntruncatedBlogPosts: "ignore" },
  ];
  site = await createTempSite({
    config: {
      preset: {
        docs: { lastVersion: "current" },
        blog: { path: "news", onUntruncatedBlogPosts: "ignore" },
      },
      site: { plugins: [code("'./hooked.mjs'"), sdk, log] },
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
  [
    "fr/docs/user/index.html",
    [
      "/fr/docs/guide/a#part",
      "/fr/docs/guide/b",
      "/fr/docs/guide/a?twin",
      "/fr/docs/guide/b?twin",
      "/fr/docs/top?twin#part",
    ],
  ],
  ["docs/user/index.html", ["/docs/guide/a#part", "/docs/guide/b", "/docs/top#part"]],
  ["fr/docs/1.0/user/index.html", ["/fr/docs/1.0/a", "/fr/docs/1.0/b"]],
  ["fr/docs/1.0-beta/a/index.html", ["/fr/docs/1.0-beta/b"]],
  ["fr/docs/1.0-beta/b/index.html", ["/fr/docs/1.0-beta/a"]],
  ["fr/log/2024/03/03/a/index.html", ["/fr/log/2024/03/04/b?fr#part"]],
  ["fr/log/2024/03/04/b/index.html", ["/fr/log/2024/03/03/a"]],
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

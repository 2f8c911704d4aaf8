import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { crawlSite } from "./crawl-site.ts";

test("a site in which everything leads somewhere is in order", async () => {
  const { findings, pages, links } = await crawl({
    "docs/a.html": `<h2 id=part>A</h2><a href="/base/docs/a#part"></a><a href=/base/></a>
      <a href="b?x=1&amp;y=2#%C3%BC"></a><img src=/base/img/a%20b.png srcset="/base/img/a%20b.png 2x">
      <a href="https://example.com/base/docs/b/">b</a><a href="https://elsewhere.org/x.md">x</a>
      <a href="mailto:nobody@example.com">m</a><a href="#">top</a><img src="data:image/png;base64,AA">
      <meta property=og:image content=https://example.com/base/img/x.svg>`,
    "docs/b.html": '<!-- <a href="/nowhere"> --><script>"<a href=/no>"</script><a name="ü"></a>',
    "img/a b.png": "",
    "img/x.svg": "",
  });
  expect(findings).toEqual([]);
  expect([pages, links]).toEqual([3, 11]);
});

test.each([
  ["a link", "<a href=/base/none>", "leads nowhere: /base/none"],
  ["a relative link", "<a href='./none'>", "leads nowhere: ./none"],
  ["a link out of the base URL", "<a href=/docs/b>", "leads nowhere: /docs/b"],
  ["a link with the site's own origin", "<a href=https://example.com/x>", "leads nowhere"],
  ["a link in capitals", '<A CLASS="x" HREF="/base/none">', "leads nowhere: /base/none"],
  ["an anchor here", '<a href="#none">', "no such anchor: #none"],
  ["an anchor elsewhere", "<a href=/base/b#none>", "no such anchor: /base/b#none"],
  ["a raw Markdown file", "<a href=/base/raw.md>", "leads to raw Markdown: /base/raw.md"],
  ["a raw MDX file with a hash", "<a href=./raw.mdx#x>", "leads to raw Markdown: ./raw.mdx#x"],
  ["an image", "<img src=/base/none.png>", "leads nowhere: /base/none.png"],
  ["an image of a set", '<img srcset="/base/x.svg, /base/no.png 2x">', "leads nowhere: /base/no"],
  ["an image of a feed", '<meta name="twitter:image" content="./a.png">', "leads nowhere: ./a.png"],
  ["a script", "<script src=/base/none.js></script>", "leads nowhere: /base/none.js"],
  ["a style sheet", "<link rel=stylesheet href=/base/none.css>", "leads nowhere: /base/none.css"],
  ["what is no URL", '<a href="https://">', "no URL: https://"],
])("%s that leads nowhere is found", async (_, html, finding) => {
  const { findings } = await crawl({ "a.html": html, "b.html": "", "raw.md": "", "x.svg": "" });
  expect(findings).toEqual([expect.stringContaining(finding)]);
});

test("pages that only one locale has are found", async () => {
  const { findings } = await crawl({ "docs/a.html": "", "fr/docs/b.html": "" }, ["fr"]);
  expect(findings).toEqual(["fr: has no page /docs/a", "fr: has a page of its own: /docs/b"]);
});

test("a locale of another name is no locale", async () => {
  const { findings } = await crawl({ "a.html": "", "fr/a.html": "", "french.html": "" }, ["fr"]);
  expect(findings).toEqual(["fr: has no page /french"]);
});

test.each([
  ["another id", "<h2 id=one></h2><p id=x>", "<h2 id=un></h2><p id=y>", "h2#un for h2#one"],
  ["no emphasis", "<p>a <em>b</em></p>", "<p>a b</p>", "nothing for em"],
  ["a link more", "<p>a</p>", "<p>a <a href='#'>b</a></p>", "a # for nothing"],
  ["another link", "<a href=/base/a>", "<a href=/base/fr>", "a  for a a"],
])("a page with %s than in the source is found", async (_, source, localized, found) => {
  const { findings } = await crawl({ "a.html": source, "fr/a.html": localized }, ["fr"]);
  expect(findings).toEqual([`/base/fr/a: has ${found}`]);
});

test("a page in other words is none but the source page", async () => {
  const { findings } = await crawl(
    {
      "a.html": "<title>One</title><a href=/base/a>One</a><h2 id=x>Two</h2>",
      "fr/a.html":
        "<title>Un</title><link rel=x href=/base/a><a href=/base/fr/a>Un</a><h2 id=x></h2>",
      "tags.html": "<h2 id=A></h2>",
      "fr/tags.html": "<h2 id=B></h2>",
    },
    ["fr"],
  );
  expect(findings).toEqual([]);
});

/** With a home page for each locale. */
async function crawl(files: Readonly<Record<string, string>>, locales: readonly string[] = []) {
  const dir = await mkdtemp(join(tmpdir(), "crawl-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  const homes = ["", ...locales.map((locale) => `${locale}/`)].map((name) => [
    `${name}index.html`,
    "",
  ]);
  for (const [path = "", html = ""] of [...homes, ...Object.entries(files)]) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), html);
  }
  return crawlSite({ dir, baseUrl: "/base/", origin: "https://example.com", locales });
}

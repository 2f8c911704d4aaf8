import { expect, test } from "vitest";
import { translationCompilerOf } from "./compiling.ts";
import { siteWith, small } from "./loading.ts";

/** One pixel. */
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>\n';

const compile = async (page: string, original: string, text: string) => {
  const site = await siteWith({
    files: {
      ...small,
      "docs/deep/b.mdx": "# B\n",
      "docs/c.md": "---\nslug: /elsewhere\n---\n\n# C\n",
      "docs/index.md": "---\nslug: /\n---\n\n# Home\n",
      "docs/deep/img/a b.svg": svg,
      "docs/deep/data.json": "{}\n",
      "docs/deep/_part.mdx": "## Part\n",
      "docs/deep/other.json": "{}\n",
      "static/files/a.zip": "",
    },
  });
  return (await translationCompilerOf(site))(page, original, text);
};

test.each([
  [
    "words in another order",
    "A [link](https://a.example) and *emphasis* with `code` and **more**.\n",
    "**Plus** : `code`, *accent* et un [lien](https://a.example).\n",
  ],
  [
    "an admonition's title in several pieces",
    ":::note[Title]\n\nWords.\n\n:::\n\n:::tip[A *good* `title`]\n\nWords.\n\n:::\n",
    ":::note[Titre]\n\nMots.\n\n:::\n\n:::tip[*Bon* titre `title`, quoi]\n\nMots.\n\n:::\n",
  ],
  [
    "colons, which cut words into pieces",
    ":::note[Title]\n\nWords.\n\n:::\n",
    ":::note[Titre:fin]\n\nDes:mots.\n\n:::\n",
  ],
  ["code in a heading", "## Use `List<T>` *now*\n", "## *Vite* : `List<T>` ici\n"],
  [
    "tabs",
    'import Tabs from "@theme/Tabs";\nimport TabItem from "@theme/TabItem";\n\n<Tabs>\n' +
      '  <TabItem value="a" label="First">\n\n  Words.\n\n  </TabItem>\n</Tabs>\n',
    'import Tabs from "@theme/Tabs";\nimport TabItem from "@theme/TabItem";\n\n<Tabs>\n' +
      '  <TabItem value="a" label="Premier : https://a.example">\n\n  Des mots.\n\n  </TabItem>\n</Tabs>\n',
  ],
  [
    "words that are cut into other pieces",
    "<div>Words {1 + 1} *here* <b title='Words'>words</b></div>\n",
    "<div><b title='Mots'>Des mots</b> {1 + 1}*ici*</div>\n",
  ],
  [
    "words among data",
    "<Chart data={[{label: 'Words', src: '/a.png'}]} />\n",
    "<Chart data={[{label: 'Mots', src: '/a.png'}]} />\n",
  ],
  ["a footnote", "Words[^1].\n\n[^1]: Note.\n", "Mots[^1] ici[^1].\n\n[^1]: Une note.\n"],
])("a translation is taken with %s", async (_, original, text) => {
  expect(await compile("docs/a.md", original, text)).toBeUndefined();
});

test("paths may be written as seen from the localized page", async () => {
  const original =
    "import Part from './_part.mdx';\nimport data from './data.json';\n\n" +
    '[b](./b.mdx#x) [c](../c.md) [home](../index.md) ![a](<./img/a b.svg> "Title")\n' +
    "[data](./data.json) [zip](/files/a.zip) <img src={require('./img/a b.svg').default} />\n\n" +
    "<Part/> {data.x}\n";
  const text =
    "import Part from '@site/docs/deep/_part.mdx';\nimport data from '@site/docs/deep/data.json';\n\n" +
    '![a](<@site/docs/deep/img/a b.svg> "Titre") [c](../c.md) [b](./b.mdx#y) [ici](../index.md)\n' +
    "[data](@site/docs/deep/data.json) [zip](/files/a.zip)\n" +
    "<img src={require('@site/docs/deep/img/a b.svg').default} />\n\n<Part/> {data.x}\n";
  expect(await compile("docs/deep/b.mdx", original, text)).toBeUndefined();
});

test("an image or a file of another name is none of the source's", async () => {
  const original = "![a](<./img/a b.svg>) [data](./data.json)\n";
  const text = "![a](<@site/docs/deep/img/a b.svg>) [data](@site/docs/deep/other.json)\n";
  expect(await compile("docs/deep/b.mdx", original, text)).toMatchObject({
    reason: "it would add the module other.json",
  });
});

test("CommonMark with HTML is taken in other words", async () => {
  const head = "---\nmdx:\n  format: md\n---\n\n";
  const original = `${head}## A <b title="Words">word</b>\n\n<a href="./x.html" onclick="go()">Words</a> <br> & {\n`;
  const text = `${head}## Un <b title="Des mots">mot</b>\n\n{ <a href="./x.html" onclick="go()">Mots</a> <br>\n`;
  expect(await compile("docs/a.md", original, text)).toBeUndefined();
  expect(await compile("docs/a.md", original, text.replace("Mots", "<i>Mots</i>"))).toMatchObject({
    reason: "it would add the element <i>",
  });
});

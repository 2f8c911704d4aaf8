/** One trap of the table in `README.md`: what the tool does about it is taken back in one localized file. */
export interface Undone {
  readonly trap: string;
  /** Below the French folder. */
  readonly file: string;
  /** `undefined` deletes the file. */
  readonly edit: ((text: string) => string) | undefined;
  /**
   * Where it is noticed: while Docusaurus loads the site or compiles or renders the pages, by its checks of links and of
   * anchors, or only by those who look at what was built.
   */
  readonly noticed: "loading" | "compiling" | "rendering" | "linking" | "anchoring" | "looking";
  /** In what is then said. */
  readonly as: RegExp;
}

const docs = "docusaurus-plugin-content-docs/current";
const blog = "docusaurus-plugin-content-blog";
const pages = "docusaurus-plugin-content-pages";

/** What goes wrong in the same phase goes wrong in one build; Docusaurus names all of it. */
export const undoneTraps: readonly Undone[] = [
  undone("a", `${docs}/assets/plain.md`, "compiling", {
    edit: (text) => text.replace("@site/docs/assets/img/dot.png", "./img/dot.png"),
    as: /assets\/plain\.md.*\.\/img\/dot\.png/s,
  }),
  undone("a", `${docs}/assets/pictures.mdx`, "linking", {
    edit: (text) => text.replace("@site/docs/assets/files/paper.pdf#", "./files/paper.pdf#"),
    as: /docs\/assets\/files\/paper\.pdf/,
  }),
  undone("a", `${docs}/assets/pictures.mdx`, "looking", {
    edit: (text) => text.replace(/^image: .*$/m, "image: '@site/docs/assets/img/dot.png'"),
    as: /docs\/assets\/pictures: leads nowhere: .*@site/,
  }),
  undone("b", `${docs}/assets/pictures.mdx`, "compiling", {
    edit: (text) => text.replace("'@site/docs/assets/data/facts.json'", "'./data/facts.json'"),
    as: /Can't resolve '\.\/data\/facts\.json'/,
  }),
  undone("b", `${docs}/assets/pictures.mdx`, "compiling", {
    edit: (text) => text.replace("!@site/docs/assets/data/listing.txt", "!./data/listing.txt"),
    as: /Can't resolve '!*raw-loader!\.\/data\/listing\.txt'|Can't resolve '\.\/data\/listing\.txt'/,
  }),
  undone("c", `${pages}/about/index.mdx`, "compiling", {
    edit: (text) =>
      text.replace("require('@site/src/pages/about/line.png')", "require('./line.png')"),
    as: /Can't resolve '\.\/line\.png'/,
  }),
  undone("e", `${docs}/setup/install.mdx`, "anchoring", {
    edit: (text) => text.replace(/ ?\\?\{#on-linux\}| ?\{\/\* #on-linux \*\/\}/, ""),
    as: /docs\/setup\/install#on-linux/,
  }),
  undone("e", `${docs}/partials/_words.mdx`, "anchoring", {
    edit: (text) =>
      text.replace(/ ?\\?\{#a-shared-heading\}| ?\{\/\* #a-shared-heading \*\/\}/, ""),
    as: /#a-shared-heading/,
  }),
  undone("f", `${docs}/partials/_words.mdx`, "compiling", {
    edit: undefined,
    as: /_words\.mdx/,
  }),
  undone("g", `${docs}/intro.mdx`, "loading", {
    edit: (text) => text.replace("id: intro", "id: début"),
    as: /sidebar.*document ids.*|intro/is,
  }),
  undone("g", `${docs}/intro.mdx`, "loading", {
    edit: (text) => text.replace("sidebar_position: 1", "sidebar_position: un"),
    as: /sidebar_position/,
  }),
  undone("g", `${docs}/setup/configure.md`, "loading", {
    edit: (text) => text.replace(/^title: .*$/m, "title: Un : deux"),
    as: /configure\.md|mapping/,
  }),
  undone("g", `${docs}/tags.yml`, "loading", {
    edit: (text) => text.replace(/^setup:/m, "installation:"),
    as: /Tags \[setup\]/,
  }),
  undone("g", `${blog}/authors.yml`, "loading", {
    edit: (text) => text.replace(/^robot:/m, "machine:"),
    as: /robot/,
  }),
  undone("g", `${docs}/overview/a/index.md`, "loading", {
    edit: (text) => text.replace("folder:overview/a", "folder:overview/b"),
    as: /same translation key/,
  }),
  undone("g", `${docs}/syntax/commonmark.md`, "looking", {
    edit: (text) => text.replace(/^slug: .*$/m, "slug: /syntax/titres"),
    as: /fr: has no page \/docs\/syntax\/headings-in-commonmark/,
  }),
  undone("g", `docusaurus-plugin-content-docs-community/current/help.mdx`, "looking", {
    edit: (text) => text.replace(/permalink: .?\/own-tag.?/, "permalink: /autre"),
    as: /fr: has no page \/community\/tags\/own-tag/,
  }),
  undone("h", `${docs}/syntax/tabs.mdx`, "rendering", {
    edit: (text) => text.replace('defaultValue="b"', 'defaultValue="bé"'),
    as: /docs\/syntax\/tabs/,
  }),
  undone("i", `${docs}/syntax/words.mdx`, "rendering", {
    edit: (text) => text.replace("\\{", "{").replace("\\}", "}"),
    as: /docs\/syntax\/words/,
  }),
  undone("i", `${docs}/syntax/math.mdx`, "looking", {
    edit: (text) => text.replace("\\$5", "$5 et $5"),
    as: /\(i\).*math/,
  }),
  undone("j", `${blog}/2024-01-02-first.md`, "loading", {
    edit: (text) => text.replace("<!-- truncate -->", ""),
    as: /truncat/i,
  }),
  undone("j", `${blog}/undated.md`, "looking", {
    edit: (text) => text.replace(/^date: .*\n/m, ""),
    as: /blog\/archive: has/,
  }),
  undone("k", `${docs}/syntax/admonitions.mdx`, "looking", {
    edit: (text) => text.replace(":::tip[", ":::tip[Un ] "),
    as: /\(k\).*boxes/,
  }),
  undone("l", "code.json", "looking", {
    edit: (text) => text.replace(/(?<=apples": \{\s*"message": ")([^"|]*)\|([^"|]*)/, "$2|$1"),
    as: /fr: plurals: 2 shows|fr: plurals: 0 shows/,
  }),
  undone("n", `${docs}/syntax/words.mdx`, "looking", {
    edit: (text) => text.replace(/:\*\*/, ": **"),
    as: /\(n\).*marks/,
  }),
];

function undone(
  trap: string,
  file: string,
  noticed: Undone["noticed"],
  { edit, as }: Pick<Undone, "edit" | "as">,
): Undone {
  return { trap, file, noticed, edit, as };
}

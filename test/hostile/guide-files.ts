import type { TempSiteContent } from "../support/temp-site/create-temp-site.ts";

type Files = TempSiteContent["files"];

/**
 * Messages and data of every sort, which the guide itself has little of: placeholders, plural forms, HTML that is shown
 * as HTML, references, authors and tags in different styles of YAML.
 */
export const guideFiles: Files = {
  "src/pages/messages.jsx": `import Translate, {translate} from "@docusaurus/Translate";
import {usePluralForm} from "@docusaurus/theme-common";
import Layout from "@theme/Layout";

export default function Messages() {
  const {selectMessage} = usePluralForm();
  const counted = (count) => [
    selectMessage(count, translate({
      id: "guide.messages.plurals",
      message: "One file was translated|{count} files were translated",
      description: "Pluralized label",
    }, {count})),
    selectMessage(count, translate({
      id: "guide.messages.left",
      message: "One page of {locale} is left|{count} pages of {locale} are left",
    }, {count, locale: "en"})),
  ];
  return (
    <Layout title={translate({id: "guide.messages.title", message: "The messages of this site"})}>
      <p>
        <Translate
          id="guide.messages.greeting"
          description="Shown above the numbers"
          values={{name: <b>Docusaurus</b>, pages: 12}}>
          {"Welcome to {name}, which has {pages} pages in many languages."}
        </Translate>
      </p>
      <p>
        <Translate id="guide.messages.code">
          {"Run the command \`docusaurus build\` when all texts of the 24 pages are there."}
        </Translate>
      </p>
      <p
        dangerouslySetInnerHTML={{
          __html: translate({
            id: "guide.messages.html",
            message:
              'Words with <strong>weight</strong>, a <a href="https://docusaurus.io" title="x">link to another site</a>,<br/>and the signs &lt; &amp; &#38; for readers of <em>{name}</em>.',
          }, {name: "HTML"}),
        }}
      />
      {[0, 1, 2, 5, 20, 100].flatMap(counted).map((text, index) => <p key={index}>{text}</p>)}
    </Layout>
  );
}
`,
  "blog/authors.yml": `# The people behind the guide.
writer:
  name: The writing team
  title: 'Writers of the guide'
  url: https://example.com/writers
  page: true
  description: >
    They write every page of the guide
    and answer questions about it.
builder: {name: The builders, title: Builders of the site, image_url: "/img/logo.svg"}
reader:
  name: The readers
  title: "People: those who read \\"it\\" # all"
  page: {permalink: '/readers'}
  description: |
    They find the mistakes of 24 translators.
  socials:
    github: docusaurus
`,
  "blog/tags.yml": `release:
  label: Releases of the plugin
  permalink: /released
  description: Everything that is new in a version
"how-to":
  label: 'How it is done'
  description: 'Ways that lead to a translated site: step by step'
plain:
  label: Plain words about translations
`,
  "blog/2026-11-24-all-tags.md": `---
title: All authors and tags
authors: [writer, builder, reader]
tags: [release, how-to, plain]
---

A page for everybody.

<!-- truncate -->

More of it.
`,
};

/** Goes into the theme's configuration: the copyright is written to the page as HTML. */
export const guideFooter = `footer: {
      links: [
        {
          title: 'More about translations',
          items: [{ label: 'Messages & numbers', to: '/messages' }],
        },
      ],
      copyright:
        'Copyright © 2026 the translators &middot; made with <a href="https://docusaurus.io">this generator</a><br>and <b>much patience</b>',
    },`;

/** A page with every kind of place that words can stand in; `name` makes its words its own. */
function page(name: string): string {
  return `---
title: "Title of ${name}"
description: Description of ${name}
sidebar_label: 'Label of ${name}'
---

import Tabs from '@theme/Tabs';
import TabItem from '@theme/TabItem';
import Box from '@site/src/components/Box';

export const version = '1.2';

# Heading of ${name}

First words of ${name}, with [one link](https://example.com/a "Tip of ${name}") and version {version}.

Second words of ${name} with *stress*, **force** and \`code of it\`.

![Picture of ${name}](/img/dot.svg) and ![Another of ${name}](./dot.svg)

## Part of ${name}

<Tabs>
<TabItem value="one" label="Tab of ${name}">

Words in a tab of ${name}.

</TabItem>
<TabItem value="two" label='Second tab of ${name}'>
Words *close* in a tab of ${name}.
</TabItem>
</Tabs>

<Box label="Box of ${name}" hint={'Hint of ${name}'}>Words in a box of ${name}</Box>

| Head of ${name} | Other head of ${name} |
|---|:-:|
| Cell of ${name} | [Link in a cell](https://example.com/b) of ${name} |

:::tip Advice of ${name}

Words in an admonition of ${name}.

:::

- Item of ${name}
- [ ] Task of ${name}
  1. Inner item of ${name}

> Quoted words of ${name}

Setext heading of ${name}
---

Words with a note of ${name}.[^1]

[^1]: Note of ${name}

See [the second page](./second.md#part-of-second) of ${name}.
`;
}

export const pages: Readonly<Record<string, string>> = {
  "docs/first.mdx": page("first"),
  "docs/second.md": page("second"),
  "docs/third.mdx": page("third"),
  "src/pages/fourth.mdx": page("fourth")
    .replace("./dot.svg", "/img/dot.svg")
    .replace("./second.md#", "/docs/second#"),
};

const dot = '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"><circle r="1"/></svg>\n';

export const files: Readonly<Record<string, string>> = {
  ...pages,
  "docs/dot.svg": dot,
  "static/img/dot.svg": dot,
  "src/components/Box.js":
    "export default ({label, hint, children}) => <section aria-label={label} title={hint}>{children}</section>;\n",
};

/** Where a page of `pages` is found in a locale. */
export function localized(source: string, locale: string): string {
  const [folder, path] = source.startsWith("docs/")
    ? ["docusaurus-plugin-content-docs/current", source.slice("docs/".length)]
    : ["docusaurus-plugin-content-pages", source.slice("src/pages/".length)];
  return `i18n/${locale}/${folder}/${path}`;
}

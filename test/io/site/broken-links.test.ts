import { join, resolve } from 'node:path';
import type { MarkdownHooks, OnBrokenMarkdownLinksFunction } from '@docusaurus/types';
import { expect, test, vi } from 'vitest';
import { createBrokenLinkHook } from '../../../src/io/site/broken-links.ts';
import type { LinkedRoot } from '../../../src/io/site/permalinks-of.ts';

type Node = Parameters<OnBrokenMarkdownLinksFunction>[0]['node'];

const siteDir = resolve('/site');
const docs: LinkedRoot = {
  dir: join(siteDir, 'docs'),
  localizedDir: join(siteDir, 'i18n/fr/docs'),
  permalinks: new Map([
    ['@site/docs/guide/a.md', '/fr/guide/a'],
    ['@site/i18n/fr/docs/guide/a.md', '/fr/guide/a'],
    ['@site/docs/b c.md', '/fr/b-c'],
  ]),
};
const inner: LinkedRoot = {
  dir: join(siteDir, 'docs/inner'),
  localizedDir: join(siteDir, 'i18n/fr/inner'),
  permalinks: new Map([['@site/docs/inner/x.md', '/fr/x']]),
};
const node: Node = { type: 'link', url: '', children: [] };

function resolveLink(url: string, from: string, earlier: MarkdownHooks['onBrokenMarkdownLinks'] = 'ignore') {
  const hook = createBrokenLinkHook({ siteDir, earlier, roots: () => [docs, inner] });
  return hook({ url, sourceFilePath: join(siteDir, from), node });
}

test.each([
  ['./guide/a.md', 'docs/b c.md', '/fr/guide/a'],
  ['a.md?x=1#part', 'docs/guide/z.mdx', '/fr/guide/a?x=1#part'],
  ['guide/a.md', 'docs/deep/er/z.md', '/fr/guide/a'],
  ['/guide/a.md', 'docs/b c.md', '/fr/guide/a'],
  ['@site/docs/guide/a.md', 'docs/b c.md', '/fr/guide/a'],
  ['../b%20c.md', 'docs/guide/a.md', '/fr/b-c'],
  ['../guide/a.md', 'i18n/fr/docs/deep/z.md', '/fr/guide/a'],
  ['./x.md', 'docs/inner/_part.md', '/fr/x'],
])('resolves %s in %s', (url, from, permalink) => {
  expect(resolveLink(url, from)).toBe(permalink);
});

test.each([
  ['./missing.md', 'docs/b c.md'],
  ['./guide/a.md', 'elsewhere/z.md'],
  ['../guide/a.md', 'docs/inner/y.md'],
  ['./guide/a.txt', 'docs/z.md'],
  ['https://example.com/a.md', 'docs/z.md'],
  ['', 'docs/z.md'],
])('leaves %s in %s to the site', (url, from) => {
  const earlier = vi.fn<OnBrokenMarkdownLinksFunction>(() => 'kept');
  if (from === 'docs/inner/y.md') earlier.mockReturnValue(undefined);
  resolveLink(url, from, earlier);
  const isResolved = from === 'docs/inner/y.md';
  expect(earlier).toHaveBeenCalledTimes(isResolved ? 1 : 1);
});

import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { loadSite, type SiteOptions } from '../../../src/io/site/load-site.ts';
import type { Site } from '../../../src/io/ports.ts';
import { createTempSite, type TempSite, type TempSiteContent } from '../../support/temp-site/create-temp-site.ts';
import { loadContext } from '../../support/temp-site/load-context.ts';
import { code } from '../../support/temp-site/site-config-source.ts';

const everything: SiteOptions = { content: ['docs', 'blog', 'pages'], include: [], exclude: [] };
const leftovers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const remove of leftovers.splice(0)) await remove();
});

async function siteWith(content: TempSiteContent): Promise<TempSite> {
  const site = await createTempSite(content);
  leftovers.push(() => site.remove());
  return site;
}

async function load({ dir }: TempSite, options: Partial<SiteOptions> = {}): Promise<Site> {
  return loadSite(await loadContext(dir), { ...everything, ...options });
}

async function pagesOf(site: TempSite, options?: Partial<SiteOptions>): Promise<readonly string[]> {
  return (await load(site, options)).sources.map(({ page }) => page);
}

const small = { 'docs/a.md': '# A\n' };

test('lists docs, posts and Markdown pages by their path from the site folder, sorted', async () => {
  const site = await siteWith({
    files: {
      'docs/z.mdx': '# Z\n',
      'docs/guide/a.md': '# A\n',
      'blog/2024-01-01-hello.md': '# Hello\n',
      'src/pages/about.md': '# About\n',
      'src/pages/widget.js': 'export default () => null;\n',
    },
  });
  expect(await pagesOf(site)).toEqual([
    'blog/2024-01-01-hello.md',
    'docs/guide/a.md',
    'docs/z.mdx',
    'src/pages/about.md',
  ]);
});

test('leaves out what the content plugin excludes, and takes what it includes only', async () => {
  const site = await siteWith({
    config: { preset: { docs: { include: ['**/*.md'], exclude: ['**/internal/**'] } } },
    files: { ...small, 'docs/b.mdx': '# B\n', 'docs/internal/c.md': '# C\n', 'docs/_d.md': 'D\n' },
  });
  expect(await pagesOf(site)).toEqual(['docs/_d.md', 'docs/a.md']);
});

test('leaves out partials by default', async () => {
  const site = await siteWith({ files: { ...small, 'docs/_part.md': 'Part\n', 'docs/_parts/x.md': 'X\n' } });
  expect(await pagesOf(site)).toEqual(['docs/a.md']);
});

test('keeps drafts', async () => {
  const site = await siteWith({ files: { ...small, 'docs/d.md': '---\ndraft: true\n---\n\nLater.\n' } });
  expect(await pagesOf(site)).toEqual(['docs/a.md', 'docs/d.md']);
});

test('applies the plugin\'s own globs to the path from the site folder', async () => {
  const site = await siteWith({ files: { ...small, 'docs/guide/b.md': '# B\n', 'docs/guide/c.md': '# C\n' } });
  expect(await pagesOf(site, { include: ['docs/guide/**'], exclude: ['**/c.md'] })).toEqual(['docs/guide/b.md']);
});

test('takes only the kinds of content that are asked for', async () => {
  const site = await siteWith({ files: { ...small, 'blog/2024-01-01-p.md': '# P\n' } });
  expect(await pagesOf(site, { content: ['blog'] })).toEqual(['blog/2024-01-01-p.md']);
});

test('reads every instance of a plugin, each with its own folder under i18n', async () => {
  const plugin = ['@docusaurus/plugin-content-docs', { id: 'sdk', path: 'sdk', routeBasePath: 'sdk' }];
  const site = await siteWith({
    config: { site: { plugins: [plugin] } },
    files: { ...small, 'sdk/b.md': '# B\n', 'blog/2024-01-01-p.md': '# P\n', 'src/pages/q.md': '# Q\n' },
  });
  const dirs = (await load(site)).sources.map(({ page, root }) => [page, root.localizedDirs.get('fr')]);
  const i18n = join(site.dir, 'i18n', 'fr');
  expect(dirs).toEqual([
    ['blog/2024-01-01-p.md', join(i18n, 'docusaurus-plugin-content-blog')],
    ['docs/a.md', join(i18n, 'docusaurus-plugin-content-docs', 'current')],
    ['sdk/b.md', join(i18n, 'docusaurus-plugin-content-docs-sdk', 'current')],
    ['src/pages/q.md', join(i18n, 'docusaurus-plugin-content-pages')],
  ]);
});

test('reads an instance that is wrapped by a plugin of the site', async () => {
  const wrapper = `import docs from '@docusaurus/plugin-content-docs';
export default async (context, options) => ({...(await docs.default(context, options))});
export { validateOptions } from '@docusaurus/plugin-content-docs';\n`;
  const site = await siteWith({
    config: { site: { plugins: [['./wrapper.mjs', { id: 'sdk', path: 'sdk', routeBasePath: 'sdk' }]] } },
    files: { ...small, 'sdk/b.md': '# B\n', 'wrapper.mjs': wrapper },
  });
  expect(await pagesOf(site)).toEqual(['docs/a.md', 'sdk/b.md']);
});

test('follows i18n.path and the path of a locale', async () => {
  const i18n = { path: 'locales', localeConfigs: { fr: { path: 'french' } } };
  const site = await siteWith({ config: { site: { i18n } }, files: small });
  const root = (await load(site)).sources[0]?.root;
  expect(root?.localizedDirs.get('fr')).toBe(
    join(site.dir, 'locales', 'french', 'docusaurus-plugin-content-docs', 'current'),
  );
});

test('translates a locale that has no folder yet, and leaves alone one with translate: false', async () => {
  const i18n = { localeConfigs: { ja: { translate: false } } };
  const site = await siteWith({ config: { locales: ['en', 'fr', 'ja', 'de'], site: { i18n } }, files: small });
  const { sourceLocale, locales, untranslatedLocales, sources } = await load(site);
  expect({ sourceLocale, locales, untranslatedLocales }).toEqual({
    sourceLocale: 'en',
    locales: ['fr', 'de'],
    untranslatedLocales: ['ja'],
  });
  expect([...(sources[0]?.root.localizedDirs.keys() ?? [])]).toEqual(['fr', 'de']);
});

test('the source language is the default locale, whichever it is', async () => {
  const site = await siteWith({ config: { locales: ['ja', 'en'] }, files: small });
  expect(await load(site)).toMatchObject({ sourceLocale: 'ja', locales: ['en'] });
});

test('narrows the locales, and says which do not exist', async () => {
  const site = await siteWith({ config: { locales: ['en', 'fr', 'ja'] }, files: small });
  expect((await load(site, { locales: ['ja'] })).locales).toEqual(['ja']);
  await expect(load(site, { locales: ['xx'] })).rejects.toThrow('this site has fr, ja');
  await expect(load(site, { locales: ['en'] })).rejects.toThrow('"en" is the language the site is written in');
});

test('reads docs that lie outside the site folder', async () => {
  const outside = await siteWith({ files: { 'docs/x.md': '# X\n' } });
  const path = join(outside.dir, 'docs');
  const site = await siteWith({ config: { preset: { docs: { path } } }, files: small });
  const pages = await pagesOf(site, { include: ['**/x.md'] });
  expect(pages).toEqual([`../${basename(outside.dir)}/docs/x.md`]);
  expect(await pagesOf(site, { exclude: ['**'] })).toEqual([]);
});

test('leaves out files that are reached through a link out of the folder, and links to nowhere', async () => {
  const site = await siteWith({ files: { ...small, 'secret/s.md': '# S\n', 'docs/real/r.md': '# R\n' } });
  await symlink(join(site.dir, 'secret'), join(site.dir, 'docs', 'linked'), 'junction');
  await symlink(join(site.dir, 'secret', 's.md'), join(site.dir, 'docs', 's.md'));
  await symlink(join(site.dir, 'nowhere.md'), join(site.dir, 'docs', 'n.md'));
  await symlink(join(site.dir, 'docs', 'real'), join(site.dir, 'docs', 'alias'), 'junction');
  expect(await pagesOf(site)).toEqual(['docs/a.md', 'docs/alias/r.md', 'docs/real/r.md']);
});

test('a content folder that is itself a link is read', async () => {
  const site = await siteWith({ config: { preset: { docs: {} } }, files: { 'elsewhere/a.md': '# A\n' } });
  await symlink(join(site.dir, 'elsewhere'), join(site.dir, 'docs'), 'junction');
  expect(await pagesOf(site)).toEqual(['docs/a.md']);
});

test('never takes localized pages for sources, even where the docs span the site', async () => {
  const localized = 'i18n/fr/docusaurus-plugin-content-docs/current/docs/a.md';
  const site = await siteWith({
    config: { preset: { docs: { path: '.', include: ['docs/**/*.md', 'i18n/**/*.md'] } } },
    files: { ...small, [localized]: '# A\n' },
  });
  expect(await pagesOf(site)).toEqual(['docs/a.md']);
});

test('leaves out current docs that are not built, and older versions', async () => {
  const files = {
    ...small,
    'versions.json': '["1.0"]',
    'versioned_docs/version-1.0/a.md': '# A\n',
    'versioned_sidebars/version-1.0-sidebars.json': '{}',
  };
  const versioned = await siteWith({ files });
  expect(await pagesOf(versioned)).toEqual(['docs/a.md']);
  for (const docs of [{ includeCurrentVersion: false }, { onlyIncludeVersions: ['1.0'] }]) {
    const site = await siteWith({ config: { preset: { docs } }, files });
    expect(await pagesOf(site)).toEqual([]);
  }
});

test('a site without blog posts, docs or pages has no sources', async () => {
  const site = await siteWith({ files: {} });
  expect(await pagesOf(site)).toEqual([]);
});

test('reads Markdown options as the site has resolved them', async () => {
  const site = await siteWith({
    config: { site: { markdown: { format: 'detect', anchors: { maintainCase: true } } } },
    files: { ...small, 'blog/2024-01-01-p.md': '# P\n' },
  });
  const [post, doc] = (await load(site)).sources.map(({ root }) => root.markdown);
  expect(doc).toMatchObject({
    format: 'detect',
    comments: true,
    classicHeadingIds: true,
    commentHeadingIds: true,
    dropsTitle: false,
    keepsSlugCase: true,
  });
  expect(post?.dropsTitle).toBe(true);
});

test('follows the defaults of Docusaurus 4', async () => {
  const site = await siteWith({ config: { site: { future: { v4: true } } }, files: small });
  const markdown = (await load(site)).sources[0]?.root.markdown;
  expect(markdown).toMatchObject({ comments: false, classicHeadingIds: false });
});

test('preprocesses and parses a page as the site would', async () => {
  const site = await siteWith({
    config: {
      preset: { docs: { admonitions: { keywords: ['aside'] } } },
      site: {
        markdown: {
          preprocessor: ({ fileContent }: { fileContent: string }) => fileContent.replace('VERSION', '2'),
          parseFrontMatter: async (params: { defaultParseFrontMatter: (p: unknown) => Promise<object> }) => {
            const parsed = await params.defaultParseFrontMatter(params);
            return { ...parsed, frontMatter: { extra: true } };
          },
        },
      },
    },
    files: small,
  });
  const markdown = (await load(site)).sources[0]?.root.markdown;
  const filePath = join(site.dir, 'docs', 'a.md');
  const fileContent = '---\nid: a\n---\n\n## VERSION {#v}\n\n:::aside Look\n\nHere.\n\n:::\n';
  expect(markdown?.preprocess({ filePath, fileContent })).toBe(
    '---\nid: a\n---\n\n## 2 \\{#v}\n\n:::aside[Look]\n\nHere.\n\n:::\n',
  );
  const parsed = await markdown?.parseFrontMatter({ filePath, fileContent: '---\nid: a\n---\n\nText.\n' });
  expect(parsed).toEqual({ frontMatter: { extra: true }, content: 'Text.' });
});

test('numbers repeated slugs for each page anew', async () => {
  const site = await siteWith({ files: small });
  const markdown = (await load(site)).sources[0]?.root.markdown;
  const slugger = markdown?.createSlugger();
  expect([slugger?.slug('Title'), slugger?.slug('Title')]).toEqual(['title', 'title-1']);
  expect(markdown?.createSlugger().slug('Title')).toBe('title');
});

test('hands on the remark plugins of the instance', async () => {
  const site = await siteWith({
    config: {
      head: "import remarkMath from 'remark-math';\nconst early = () => () => undefined;",
      preset: { docs: { remarkPlugins: [[code('remarkMath'), {}]], beforeDefaultRemarkPlugins: [code('early')] } },
    },
    files: small,
  });
  const plugins = (await load(site)).sources[0]?.root.markdown.plugins;
  expect(plugins?.after).toEqual([[expect.any(Function), {}]]);
  expect(plugins?.before).toEqual([expect.any(Function)]);
});

test('writes nothing into the site, leaves no folder behind and restores the environment', async () => {
  const spy = '(context) => { globalThis.generated = context.generatedFilesDir; return {name: "spy"}; }';
  const site = await siteWith({ config: { site: { plugins: [code(spy)] } }, files: small });
  const before = await site.list();
  await load(site);
  expect(await site.list()).toEqual(before);
  expect(existsSync(String(Reflect.get(globalThis, 'generated')))).toBe(false);
  // biome-ignore lint/style/noProcessEnv: the variable is what is tested.
  expect(process.env['DOCUSAURUS_CURRENT_LOCALE']).toBeUndefined();
});

test('the configuration sees the locale that it is loaded for', async () => {
  const site = await siteWith({
    config: {
      preset: { docs: { path: code("process.env.DOCUSAURUS_CURRENT_LOCALE === 'en' ? 'docs' : 'other'") } },
    },
    files: { ...small, 'other/b.md': '# B\n' },
  });
  expect(await pagesOf(site)).toEqual(['docs/a.md']);
});

test('says which form of Docusaurus is missing', async () => {
  const site = await siteWith({ files: small });
  const context = await loadContext(site.dir);
  const other = await siteWith({ files: {} });
  await other.remove('node_modules');
  await other.write({ 'node_modules/@docusaurus/core/package.json': '{"version": "5.0.0"}' });
  const moved = { ...context, siteDir: other.dir, siteConfigPath: join(other.dir, 'docusaurus.config.mjs') };
  await expect(loadSite(moved, everything)).rejects.toThrow(
    /@docusaurus\/core 5\.0\.0: missing loadContext of .*, initPlugins of .*, default of .*preprocessor/,
  );
});

test('finds Docusaurus from the site folder when the configuration lies elsewhere', async () => {
  const site = await siteWith({ files: small });
  const dir = await mkdtemp(join(tmpdir(), 'translate-llm-config-'));
  leftovers.push(() => rm(dir, { recursive: true }));
  await writeFile(join(dir, 'docusaurus.config.mjs'), await site.read('docusaurus.config.mjs'));
  const context = await loadContext(site.dir);
  const { version } = await import('../../../src/io/site/docusaurus.ts').then(({ openDocusaurus }) =>
    openDocusaurus({ ...context, siteConfigPath: join(dir, 'docusaurus.config.mjs') }),
  );
  expect(version).toMatch(/^3\./);
});

import remarkMath from 'remark-math';
import rehypeFormula from './src/math/rehypeFormula.js';

const remarkPlugins = [remarkMath];
const rehypePlugins = [rehypeFormula];

/** @type {import('@docusaurus/types').Config} */
export default {
  title: 'translate-llm',
  tagline: 'Translations that stay alive',
  favicon: 'img/logo.svg',
  url: 'https://example.com',
  baseUrl: '/',
  trailingSlash: false,

  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',
  onDuplicateRoutes: 'throw',
  markdown: {
    hooks: { onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw' },
  },
  future: { faster: true, v4: { removeLegacyPostBuildHeadAttribute: true } },

  i18n: {
    defaultLocale: 'en',
    locales: ['en', 'fr', 'ja', 'ar'],
    localeConfigs: {
      en: { label: 'English' },
      fr: { label: 'Français' },
      ja: { label: '日本語' },
      ar: { label: 'العربية' },
    },
  },

  presets: [
    [
      'classic',
      {
        docs: { routeBasePath: '/', sidebarPath: './sidebars.js', remarkPlugins, rehypePlugins },
        blog: { blogSidebarCount: 0, onInlineAuthors: 'ignore', remarkPlugins, rehypePlugins },
        pages: { remarkPlugins, rehypePlugins },
        theme: { customCss: './src/css/custom.css' },
      },
    ],
  ],

  plugins: [
    [
      'docusaurus-plugin-translate-llm',
      {
        baseURL: process.env.TRANSLATE_LLM_BASE_URL ?? 'https://api.openai.com/v1',
        model: 'gpt-4.1-mini',
        jsxAttributes: { Card: ['title', 'footer', 'items[].label'] },
      },
    ],
  ],

  themeConfig: {
    navbar: {
      title: 'translate-llm',
      logo: { alt: '', src: 'img/logo.svg' },
      items: [
        { type: 'doc', docId: 'start', label: 'Guide', position: 'left' },
        { to: '/cheatsheet', label: 'Cheat sheet', position: 'left' },
        { to: '/blog', label: 'Blog', position: 'left' },
        { type: 'localeDropdown', position: 'right' },
      ],
    },
  },
};

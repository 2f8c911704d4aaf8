/** What a test wants different from a plain site with everything broken at `throw`. */
export interface SiteConfig {
  /** The first is the source language. English and French where nothing is said. */
  readonly locales?: readonly [string, ...string[]];
  /** Options of the classic preset, merged into the defaults: `{docs: {routeBasePath: '/'}}`. */
  readonly preset?: Readonly<Record<string, unknown>>;
  /** Any other configuration, merged likewise. Functions must be arrows that close over nothing. */
  readonly site?: Readonly<Record<string, unknown>>;
  /** JavaScript above the configuration, for imports; its names are written with `code`. */
  readonly head?: string;
}

/** An expression that is written into the configuration as it is. */
export function code(expression: string): Code {
  return { [mark]: expression };
}

/** Made by `code`. */
export interface Code {
  readonly [mark]: string;
}

/** The text of `docusaurus.config.mjs` for a site that has these files. */
export function siteConfigSource(config: SiteConfig, files: readonly string[]): string {
  const [defaultLocale, ...others] = config.locales ?? ["en", "fr"];
  const site = merge(
    { ...strictSite, i18n: { defaultLocale, locales: [defaultLocale, ...others] } },
    { presets: [["classic", merge(presetFor(files), config.preset ?? {})]], ...config.site },
  );
  return `${config.head ?? ""}\nexport default ${literal(site)};\n`;
}

const mark = Symbol("code");

/** Rspack, because it builds in a tenth of the time; its flags need each other. */
const strictSite = {
  title: "Temporary site",
  url: "https://example.com",
  baseUrl: "/",
  onBrokenLinks: "throw",
  onBrokenAnchors: "throw",
  onDuplicateRoutes: "throw",
  markdown: { hooks: { onBrokenMarkdownLinks: "throw", onBrokenMarkdownImages: "throw" } },
  future: { faster: true, v4: { removeLegacyPostBuildHeadAttribute: true } },
};

function presetFor(files: readonly string[]): Readonly<Record<string, unknown>> {
  const has = (folder: string) => files.some((file) => file.startsWith(`${folder}/`));
  return {
    docs: has("docs") ? {} : false,
    blog: has("blog") ? { onUntruncatedBlogPosts: "ignore", onInlineAuthors: "ignore" } : false,
  };
}

type Json = Readonly<Record<string, unknown>>;

function merge(base: Json, over: Json): Json {
  const merged = Object.entries(over).map(([key, value]) => {
    const below = base[key];
    return [key, isRecord(below) && isRecord(value) ? merge(below, value) : value];
  });
  return { ...base, ...Object.fromEntries(merged) };
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(mark in value);
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "function" || value instanceof RegExp) return String(value);
  if (isCode(value)) return value[mark];
  if (!isRecord(value)) return JSON.stringify(value) ?? "undefined";
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}: ${literal(member)}`,
  );
  return `{${members.join(", ")}}`;
}

function isCode(value: unknown): value is Code {
  return typeof value === "object" && value !== null && mark in value;
}

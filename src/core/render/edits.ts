import { dirname, extname, join, normalize, relative } from "node:path/posix";
import type { PageDocument } from "../document/document.ts";
import type { ContentKind, Range } from "../model.ts";
import type { Reference, ReferenceRole } from "../segment/reference.ts";
import { addField } from "./add-field.ts";
import { isLocalPath } from "./local-path.ts";
import { sidebarKeyEdit } from "./sidebar-key.ts";

/** A change that every localized page gets, whatever its words. The list of kinds is closed. */
export interface Edit {
  readonly kind: "heading-id" | "asset" | "import" | "md-link" | "front-matter";
  readonly range: Range;
  readonly text: string;
  /** What the localized page's front matter holds besides that of the source. */
  readonly adds?: Readonly<Record<string, string>>;
}

/** Where a page stands, and where its localized twin will; all relative to the site folder, with `/`. */
export interface PagePlace {
  readonly kind: ContentKind;
  readonly page: string;
  /** Front matter has no place in it. */
  readonly isPartial?: boolean;
  /** Docusaurus would look for what a path from the content root leads to in another root. */
  readonly isShadowed?: boolean;
  /** When a blog's post was published, where neither its name nor its front matter says so. */
  readonly date?: string | undefined;
  /** The content root of the page. */
  readonly root: string;
  readonly localized: string;
  /** Asks about a file relative to the site folder. */
  exists(file: string): boolean;
  /** Where the localized twin of a partial is or will be; `undefined` for everything that has none. */
  partial(file: string): string | undefined;
}

/** By start; what they replace can be put back (`revert`). */
export function editsOf(document: PageDocument, place: PagePlace): Edit[] {
  const edits = pinEdits(document);
  for (const added of [sidebarKeyEdit(document, place), dateEdit(document, place)])
    if (added !== undefined && !place.isPartial) edits.push(added);
  for (const reference of document.references) {
    const edit = resolvers[reference.role](reference, place);
    if (edit !== undefined && edit.text !== reference.path)
      edits.push({ ...edit, range: reference.range });
  }
  return edits.sort((a, b) => a.range.start - b.range.start);
}

/** Docusaurus would date the localized post by its own file, and so put it to another place of the blog. */
function dateEdit({ text, frontMatter }: PageDocument, { date }: PagePlace): Edit | undefined {
  if (date === undefined || Object.hasOwn(frontMatter, "date")) return undefined;
  return addField(text, { name: "date", value: date });
}

/** The edits that are the same wherever the page stands. */
export function pinEdits(document: PageDocument): Edit[] {
  return document.pins.map(({ at, text }) => ({
    kind: "heading-id",
    range: { start: at, end: at },
    text,
  }));
}

type Resolver = (reference: Reference, place: PagePlace) => Omit<Edit, "range"> | undefined;

/** How each kind of path is written so that it means the same from `i18n/…`. See the guide, "How it works". */
const resolvers: Readonly<Record<ReferenceRole, Resolver>> = {
  image: ({ path }, place) => (isRelative(path) ? asset(path, place) : undefined),
  link(reference, place) {
    const { path } = reference;
    if (!isLocalPath(path) || path.includes("\\")) return undefined;
    const [file = "", rest = ""] = split(path);
    if (/\.mdx?$/i.test(file)) return pageLink(file, rest, place);
    const isAsset = isRelative(path) && extname(file) !== "" && !/\.html?$/i.test(file);
    return isAsset && place.exists(join(dirname(place.page), decoded(file)))
      ? asset(path, place)
      : undefined;
  },
  module({ path }, place) {
    const loaders = path.slice(0, path.lastIndexOf("!") + 1);
    const [request = "", query = ""] = split(path.slice(loaders.length));
    const file = moduleFile(request, place);
    if (file === undefined) return undefined;
    const isPage = loaders === "" && /\.mdx?$/i.test(file);
    const twin = isPage ? place.partial(unescaped(file)) : undefined;
    const beside = isBeside(request) ? besideLocalized(request, place) : undefined;
    if (beside !== undefined && (beside === twin || place.exists(beside))) return undefined;
    return { kind: "import", text: `${loaders}@site/${twin ?? file}${query}` };
  },
  "front-matter"({ path }, place) {
    const [, quote, value] = /^(['"]?)(\.\/.*)\1$/.exec(path) ?? [];
    if (value === undefined || place.exists(join(dirname(place.localized), value)))
      return undefined;
    const target = relative(dirname(place.localized), join(dirname(place.page), value));
    return { kind: "front-matter", text: `${quote}./${target}${quote}` };
  },
};

/** The file behind a module's name, relative to the site folder; `undefined` for packages and aliases. */
function moduleFile(request: string, { page }: PagePlace): string | undefined {
  if (request.startsWith("@site/")) return normalize(request.slice("@site/".length));
  return isBeside(request) ? join(dirname(page), request) : undefined;
}

function besideLocalized(request: string, { localized }: PagePlace): string {
  return join(dirname(localized), unescaped(request));
}

/** What a string of JavaScript says: formatters of Markdown write `./\\_part.mdx`. */
function unescaped(text: string): string {
  return text.replace(/\\(\W|_)/g, "$1");
}

function isBeside(request: string): boolean {
  return /^\.\.?\//.test(request);
}

/** The theme's loaders read `./x` and `x` alike; `/x` is static, `@site` and `pathname:` are spelled out. */
function isRelative(path: string): boolean {
  return isLocalPath(path) && !/^[/@~]/.test(path);
}

function asset(path: string, place: PagePlace): Omit<Edit, "range"> | undefined {
  const [file = "", rest = ""] = split(path);
  if (place.exists(join(dirname(place.localized), decoded(file)))) return undefined;
  return { kind: "asset", text: `@site/${join(encoded(dirname(place.page)), file)}${rest}` };
}

/** Relative file links resolve beside the localized page only; from the content root they resolve in both trees. */
function pageLink(file: string, rest: string, place: PagePlace): Omit<Edit, "range"> | undefined {
  if (place.isShadowed) return undefined;
  const target = linkTarget(decoded(file), place);
  const fromRoot = target === undefined ? ".." : relative(place.root, target);
  return fromRoot.startsWith("..")
    ? undefined
    : { kind: "md-link", text: `/${encoded(fromRoot)}${rest}` };
}

/** The order in which Docusaurus looks for a file link. */
function linkTarget(file: string, place: PagePlace): string | undefined {
  if (file.startsWith("@site/")) return normalize(file.slice("@site/".length));
  if (file.startsWith("/")) return undefined;
  const beside = join(dirname(place.page), file);
  if (/^\.\.?\//.test(file) || place.exists(beside)) return beside;
  return [join(place.root, file), normalize(file)].find((candidate) => place.exists(candidate));
}

function split(path: string): [string, string] {
  const end = path.search(/[?#]/);
  return end === -1 ? [path, ""] : [path.slice(0, end), path.slice(end)];
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function encoded(path: string): string {
  return encodeURI(path).replace(
    /[()]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
}

/** Undoes edits in a page in which nothing else was changed. */
export function revert(localized: string, source: string, edits: readonly Edit[]): string {
  let text = "";
  let [from, shift] = [0, 0];
  for (const { range, text: edited } of edits) {
    const start = range.start + shift;
    if (!localized.startsWith(edited, start)) return localized;
    text += localized.slice(from, start) + source.slice(range.start, range.end);
    from = start + edited.length;
    shift += edited.length - (range.end - range.start);
  }
  return text + localized.slice(from);
}

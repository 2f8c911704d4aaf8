import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { posixPath } from "@docusaurus/utils";
import type { KeyCollision, SidebarPlace } from "../../core/doctor/locale-report.ts";
import type { HostPlugin } from "./docusaurus.ts";
import { callIn, listIn, listOf, memberOf, textIn } from "./foreign.ts";

/**
 * The items of each sidebar whose words Docusaurus would look up under the same key. Docusaurus names the key but not
 * the places, so it is asked for the keys of each item by itself.
 */
export async function sidebarCollisions(
  plugin: HostPlugin,
  { content, siteDir, configFile }: LoadedSidebars,
): Promise<readonly KeyCollision[]> {
  const collisions: KeyCollision[] = [];
  for (const version of listIn(content, "loadedVersions") ?? []) {
    for (const [name, items] of Object.entries(Object(memberOf(version, "sidebars")))) {
      const keysOf = (item: unknown) => keysOfItem(plugin, { ...Object(version), name, item });
      const place = (item: unknown) => placeOf(item, { version, siteDir, configFile });
      collisions.push(...(await sharedKeys(itemsIn(items), { keysOf, place })));
    }
  }
  return collisions;
}

/** What a docs plugin has loaded, with `markFolders` in effect. */
export interface LoadedSidebars {
  readonly content: unknown;
  readonly siteDir: string;
  /** Relative to the site folder. */
  readonly configFile: string;
}

/**
 * Lets the generator of a docs plugin write the folder of each category into the category, which Docusaurus would
 * forget. Returns what takes that back.
 */
export function markFolders({ options }: HostPlugin): () => void {
  const generator = memberOf(options, "sidebarItemsGenerator");
  if (typeof generator !== "function") return () => undefined;
  const marking = (params: unknown) =>
    Reflect.apply(generator, undefined, [
      { ...Object(params), categoriesMetadata: marked(params) },
    ]);
  Reflect.set(options, "sidebarItemsGenerator", marking);
  return () => void Reflect.set(options, "sidebarItemsGenerator", generator);
}

const mark = "translate-llm-folder";

function marked(params: unknown): Readonly<Record<string, unknown>> {
  const metadata = memberOf(params, "categoriesMetadata");
  const folders = new Set(
    (listIn(params, "docs") ?? []).flatMap((doc) =>
      withParents(textIn(doc, "sourceDirName") ?? ""),
    ),
  );
  return Object.fromEntries(
    [...folders].map((folder) => {
      const own = Object(memberOf(metadata, folder));
      return [folder, { ...own, customProps: { ...Object(own.customProps), [mark]: folder } }];
    }),
  );
}

function withParents(folder: string): readonly string[] {
  const parts = folder.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** All items, the ones within categories too. */
function itemsIn(items: unknown): readonly unknown[] {
  return (listOf(items) ?? []).flatMap((item) => [item, ...itemsIn(memberOf(item, "items"))]);
}

/** In Docusaurus' own words: its translation file for a version that has this item and no other. */
async function keysOfItem(
  plugin: HostPlugin,
  { name, item, ...version }: { readonly name: string; readonly item: unknown },
): Promise<readonly string[]> {
  const alone = textIn(item, "type") === "category" ? { ...Object(item), items: [] } : item;
  const loadedVersions = [{ ...version, sidebars: { [name]: [alone] } }];
  const files = listOf(
    await callIn(plugin, "getTranslationFiles", { content: { loadedVersions } }),
  );
  const keys = (files ?? []).flatMap((file) => Object.keys(Object(memberOf(file, "content"))));
  return keys.filter((key) => key !== "version.label");
}

interface Keyed {
  readonly keysOf: (item: unknown) => Promise<readonly string[]>;
  readonly place: (item: unknown) => SidebarPlace;
}

/** A category may have several keys; those that the same items share are told once. */
async function sharedKeys(
  items: readonly unknown[],
  { keysOf, place }: Keyed,
): Promise<readonly KeyCollision[]> {
  const owners = new Map<string, unknown[]>();
  for (const item of items)
    for (const key of await keysOf(item)) owners.set(key, [...(owners.get(key) ?? []), item]);
  const told = new Set<unknown>();
  return [...owners].flatMap(([key, sharing]) => {
    if (sharing.length < 2 || sharing.every((item) => told.has(item))) return [];
    for (const item of sharing) told.add(item);
    return [{ key, places: sharing.map(place) }];
  });
}

interface Around {
  readonly version: unknown;
  readonly siteDir: string;
  readonly configFile: string;
}

function placeOf(item: unknown, around: Around): SidebarPlace {
  const label = textIn(item, "label") ?? "";
  const folder = textIn(memberOf(item, "customProps"), mark);
  if (folder !== undefined) return { label, ...categoryPlace(item, folder, around) };
  const { version, siteDir, configFile } = around;
  const sidebars = textIn(version, "sidebarFilePath");
  const file = sidebars === undefined ? configFile : inSite(siteDir, sidebars);
  return { kind: "sidebar-item", label, file, ownKey: ownKeyOf(item, label) };
}

/** Words for a key that no other item has: what the item leads to, or what it holds. */
function ownKeyOf(item: unknown, label: string): string {
  const first = itemsIn(memberOf(item, "items")).at(0);
  const target =
    textIn(item, "id") ?? textIn(item, "href") ?? textIn(memberOf(item, "link"), "id") ?? undefined;
  return target ?? [label, textIn(first, "id") ?? textIn(first, "label") ?? "2"].join(" / ");
}

/** Docusaurus looks for the key in the folder's file, then in its index page. */
function categoryPlace(
  item: unknown,
  folder: string,
  { version, siteDir }: Around,
): Omit<SidebarPlace, "label"> {
  const dir = join(textIn(version, "contentPath") ?? siteDir, folder);
  const files = ["json", "yml", "yaml"].map((type) => join(dir, `_category_.${type}`));
  const written = files.find((file) => existsSync(file));
  const ownKey = folder;
  if (written !== undefined)
    return { kind: "category-file", file: inSite(siteDir, written), ownKey };
  const index = indexPage(item, version);
  return index === undefined
    ? { kind: "category-folder", file: inSite(siteDir, join(dir, "_category_.json")), ownKey }
    : { kind: "category-page", file: index, ownKey };
}

function indexPage(category: unknown, version: unknown): string | undefined {
  const id = textIn(memberOf(category, "link"), "id");
  const doc = (listIn(version, "docs") ?? []).find((each) => textIn(each, "id") === id);
  return id === undefined ? undefined : textIn(doc, "source")?.replace(/^@site\//, "");
}

function inSite(siteDir: string, path: string): string {
  return posixPath(relative(siteDir, path));
}

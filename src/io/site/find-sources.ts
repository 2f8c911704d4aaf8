import type { ContentRoot, Source } from "../../core/model.ts";
import type { ContentInstance } from "./content-instance.ts";
import { contentRoots, type LoadedInstance, type RootSite } from "./content-root.ts";
import { findAuthorImages } from "./find-author-images.ts";
import { findDataFiles } from "./find-data-files.ts";
import { findPages, type SearchSite } from "./find-pages.ts";
import { findPartials } from "./find-partials.ts";
import { type LoadedPage, loadedFolders } from "./loaded-folders.ts";
import { pathOfAlias } from "./path-of-alias.ts";

/** What is looked for, and where. */
export interface SourceSearch extends SearchSite {
  readonly site: RootSite;
  readonly instances: readonly LoadedInstance[];
  /** The plugin's own choice. */
  readonly isChosen: (page: string) => boolean;
}

/** Every file of every folder of content that can be localized. Unsorted. */
export async function findSources(search: SourceSearch): Promise<readonly Source[]> {
  const { site, instances, isChosen } = search;
  const folders = (await Promise.all(instances.map((loaded) => openFolders(site, loaded)))).flat();
  const pages = (await Promise.all(folders.map((folder) => findPages(folder, search)))).flat();
  const chosen = pages.filter(({ page }) => isChosen(page));
  const partials = await findPartials(chosen, folders, search);
  const data = await Promise.all(
    folders.map(({ root, dataFiles }) => findDataFiles(root, dataFiles, search)),
  );
  const images = await Promise.all(
    folders.map((folder) => findAuthorImages(chosen, folder, search)),
  );
  const rest = [...partials, ...data.flat()].filter(({ page }) => isChosen(page));
  return [...chosen, ...rest, ...images.flat()];
}

type OpenFolder = Pick<ContentInstance, "include" | "exclude" | "dataFiles"> & {
  readonly root: ContentRoot;
  readonly loaded: ReadonlyMap<string, LoadedPage>;
};

async function openFolders(
  site: RootSite,
  loadedInstance: LoadedInstance,
): Promise<readonly OpenFolder[]> {
  const { instance, content } = loadedInstance;
  const { include, exclude, dataFiles } = instance;
  const pages = loadedFolders(instance.kind, content).flatMap((folder) => folder.pages);
  const loaded = new Map(pages.map((page) => [pathOfAlias(page.source, site.context), page]));
  const roots = await contentRoots(site, loadedInstance);
  return roots.map((root) => ({ root, include, exclude, dataFiles, loaded }));
}

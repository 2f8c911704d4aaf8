import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type SiteConfig, siteConfigSource } from "./site-config-source.ts";

/** A Docusaurus site on disk that the real CLI can load and build. Paths are relative to it, with `/`. */
export interface TempSite {
  /** Absolute, real path. */
  readonly dir: string;
  write(files: Readonly<Record<string, string>>): Promise<void>;
  read(path: string): Promise<string>;
  /** Every file below a folder, sorted; empty where there is no such folder. */
  list(folder?: string): Promise<readonly string[]>;
  remove(path?: string): Promise<void>;
}

/** What goes into the site. A `docusaurus.config.mjs` among the files replaces the generated one. */
export interface TempSiteContent {
  readonly config?: SiteConfig;
  readonly files: Readonly<Record<string, string>>;
}

/** The repository's own packages, this plugin among them. */
export const modules: string = fileURLToPath(new URL("../../../node_modules", import.meta.url));

/**
 * Makes a site with the classic preset. Docs and blog are on where the files have some; a home page is added where
 * there is none, because the navigation bar links to it. The package is CommonJS: in a `type: module` site Rspack
 * reads `.docusaurus` as modules, and the build fails.
 */
export async function createTempSite({ config, files }: TempSiteContent): Promise<TempSite> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), "translate-llm-site-")));
  await symlink(modules, join(dir, "node_modules"), "junction");
  const site = openTempSite(dir);
  await site.write({
    "package.json": '{"name": "temp-site", "private": true}\n',
    "docusaurus.config.mjs": siteConfigSource(config ?? {}, Object.keys(files)),
    ...homePage(config ?? {}, Object.keys(files)),
    ...files,
  });
  return site;
}

function openTempSite(dir: string): TempSite {
  const at = (path: string) => join(dir, path);
  return {
    dir,
    write: async (files) => {
      await Promise.all(Object.entries(files).map(([path, text]) => writeIn(at(path), text)));
    },
    read: (path) => readFile(at(path), "utf8"),
    list: async (folder = ".") =>
      (await filesBelow(at(folder))).map((path) => slashed(relative(dir, path))).sort(),
    remove: (path = ".") => rm(at(path), { recursive: true, force: true }),
  };
}

async function writeIn(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const nested = entries.map((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
  const files = (await Promise.all(nested)).flat();
  return files.filter((path) => path !== join(folder, "node_modules"));
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}

function homePage(
  { preset }: SiteConfig,
  files: readonly string[],
): Readonly<Record<string, string>> {
  const isThere = files.some((file) => file.startsWith("src/pages/index."));
  const isElsewhere = /"routeBasePath":"\/"/.test(JSON.stringify(preset ?? {}));
  return isThere || isElsewhere ? {} : { "src/pages/index.js": "export default () => null;\n" };
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastGlob from "fast-glob";
import type { TempSiteContent } from "../support/temp-site/create-temp-site.ts";
import { placeholderImage } from "./needed-assets.ts";

/**
 * The guide as it is before any translation, with its own configuration. A command that talks to a provider finds it
 * through `TRANSLATE_LLM_BASE_URL`.
 */
export async function exampleSite(): Promise<TempSiteContent> {
  const paths = await fastGlob(["{blog,docs,src,static}/**", "sidebars.js", configFile], {
    cwd: exampleDir,
  });
  const files = paths.map(async (path) => [nameInCopy(path), await readExample(path)] as const);
  return {
    // The file above decides; this only says that the docs bring the home page.
    config: { preset: { docs: { routeBasePath: "/" } } },
    files: Object.fromEntries(await Promise.all(files)),
  };
}

const exampleDir = fileURLToPath(new URL("../../example-site", import.meta.url));
const configFile = "docusaurus.config.js";

/** The name under which a temporary site's own configuration would be written. */
function nameInCopy(path: string): string {
  return path === configFile ? "docusaurus.config.mjs" : path;
}

/** Temporary sites are made of text. */
async function readExample(path: string): Promise<string> {
  const bytes = await readFile(join(exampleDir, path));
  return bytes.includes(0) ? placeholderImage : bytes.toString("utf8");
}

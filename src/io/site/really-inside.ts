import { realpath } from "node:fs/promises";
import { isInside } from "./is-inside.ts";

/**
 * The files that really are in a folder. A link can make any file of the machine look like a page, and pages are sent
 * to a provider. That the folder itself is a link is the site's own decision.
 */
export async function reallyInside(
  dir: string,
  paths: readonly string[],
): Promise<readonly string[]> {
  const realDir = await realPathOf(dir);
  if (realDir === undefined) return [];
  const realPaths = await Promise.all(paths.map(realPathOf));
  return paths.filter((_, index) => {
    const real = realPaths[index];
    return real !== undefined && isInside(realDir, real);
  });
}

/** `undefined` for a link to nowhere, and for nothing at all. */
async function realPathOf(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}

import { isAbsolute, relative, sep } from "node:path";

/** Whether a path lies in a folder or below; the folder itself counts. Both are absolute. */
export function isInside(dir: string, path: string): boolean {
  const way = relative(dir, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

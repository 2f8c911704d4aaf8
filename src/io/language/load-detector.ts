import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { eld as Eld } from "eld/extrasmall";
import type { LanguageDetector } from "../../core/reply/language.ts";

/**
 * The n-gram detector, at the price of a fifth of a second and 30 MB, so only where there are Replies to check.
 * `undefined` where it is not to be found, as with package managers that keep no files.
 *
 * It is loaded by its path: it only knows `import`, and Docusaurus loads plugins in a way that makes each one a
 * `require`.
 */
export function loadDetector(): LanguageDetector | undefined {
  const require = createRequire(import.meta.url);
  for (const folder of require.resolve.paths(name) ?? []) {
    const entry = entryIn(join(folder, name));
    if (entry !== undefined) return detectorIn(require(entry));
  }
  return undefined;
}

const name = "eld";

/** The smallest of its data: the next size tells a text or two in a hundred more, for twice the memory. */
const size = "./extrasmall";

function entryIn(folder: string): string | undefined {
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) return undefined;
  const { exports }: Manifest = JSON.parse(readFileSync(manifest, "utf8"));
  const entry = exports?.[size]?.import;
  return entry === undefined ? undefined : join(folder, entry);
}

interface Manifest {
  readonly exports?: Readonly<Record<string, { readonly import?: string } | undefined>>;
}

function detectorIn({ eld }: { readonly eld: typeof Eld }): LanguageDetector {
  return eld;
}

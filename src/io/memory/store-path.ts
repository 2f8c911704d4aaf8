import { join } from "node:path";
import { UserError } from "../../core/errors.ts";
import type { Locale } from "../../core/model.ts";
import { resolveInside } from "../disk/resolve-inside.ts";

/**
 * The path of a file of the store, which no locale and no link can lead out of the store's folder (absolute; real but
 * for its own name, which may be a link too).
 */
export async function storePath(dir: string, ...names: readonly string[]): Promise<string> {
  return resolveInside([dir], join(dir, ...names));
}

/** The locale as a name of a file, where it can be one on every system. */
export function fileNameOf(locale: Locale): string {
  if (/^[a-z0-9]([\w.@+-]{0,62}[a-z0-9])?$/i.test(locale)) return locale;
  throw new UserError("locale-unusable", { locale });
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CornersSite } from "./corners-site.ts";

/** Line endings, a byte order mark and the end of a file are the source's, in every file that there is. */
export async function bytesFaults(site: CornersSite, locale: string): Promise<readonly string[]> {
  const folder = join(site.localeDir(locale), "docusaurus-plugin-content-docs/current/bytes");
  const faults = habits.map(async ({ file, what, isKept }) => {
    const text = await readFile(join(folder, file), "utf8").catch(() => undefined);
    return text === undefined || isKept(text) ? [] : [`${locale}: bytes/${file} has lost ${what}`];
  });
  return (await Promise.all(faults)).flat();
}

const habits = [
  { file: "crlf.mdx", what: "its line endings", isKept: (text: string) => !/(?<!\r)\n/.test(text) },
  { file: "bom.md", what: "its mark", isKept: (text: string) => text.startsWith("\uFEFF") },
  { file: "no-newline.md", what: "its end", isKept: (text: string) => !text.endsWith("\n") },
];

import { readBytes } from "../disk/read-bytes.ts";
import { writeWhole } from "../disk/write-whole.ts";
import { storePath } from "./store-path.ts";

/** Tells git how to merge the store's files, and what not to commit. Files that are there stay as they are. */
export async function ensureGitAttributes(dir: string): Promise<void> {
  for (const [name, text] of Object.entries(gitFiles)) {
    const path = await storePath(dir, name);
    if ((await readBytes(path)) === undefined) await writeWhole(path, Buffer.from(text));
  }
}

const gitFiles = {
  ".gitattributes": "*.jsonl merge=union text eol=lf\n",
  ".gitignore": "batches/\nchat/\n*.tmp\n",
};

import { randomBytes } from "node:crypto";
import { UserError } from "../../core/errors.ts";
import type { Bounds } from "../../core/foreign/bounds.ts";
import { readJson } from "../../core/foreign/read-json.ts";
import { asRecord } from "../../core/foreign/record.ts";
import { readBytes } from "../disk/read-bytes.ts";
import { writeWhole } from "../disk/write-whole.ts";
import { isText } from "./foreign-fields.ts";
import { storePath } from "./store-path.ts";

/** The site's name at providers, made up on first need and committed: it tells this site's batches from others' in a list. */
export async function readSiteId(dir: string): Promise<string> {
  const path = await storePath(dir, "site.json");
  const known = await readId(path);
  if (known !== undefined) return known;
  const id = randomBytes(8).toString("hex");
  await writeWhole(path, Buffer.from(`${JSON.stringify({ id })}\n`));
  return (await readId(path)) ?? id;
}

/** To make up a new id in place of one that cannot be read would give up whatever is in flight. */
async function readId(path: string): Promise<string | undefined> {
  const bytes = await readBytes(path);
  if (bytes === undefined) return undefined;
  const id = idIn(bytes.toString("utf8"));
  if (id === undefined) throw new UserError("site-id-broken", { path });
  return id;
}

function idIn(text: string): string | undefined {
  const read = readJson(text.replace(/^\uFEFF/, ""), bounds);
  const { id } = asRecord("reason" in read ? undefined : read.value);
  return isText(id) && /^[0-9a-f]{16}$/.test(id) ? id : undefined;
}

const bounds: Bounds = { length: 64 * 1024, depth: 8, nodes: 1000 };

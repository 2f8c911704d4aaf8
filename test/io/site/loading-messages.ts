import type { MessagesSource } from "../../../src/core/model.ts";
import { type LoadedSite, loadSite, type SiteOptions } from "../../../src/io/site/load-site.ts";
import type { TempSite } from "../../support/temp-site/create-temp-site.ts";
import { loadContext } from "../../support/temp-site/load-context.ts";
import { everything } from "./loading.ts";

/** Files of messages as Docusaurus writes them: by file, then by id. */
export type Written = Readonly<
  Record<string, Readonly<Record<string, { readonly message: string; description?: string }>>>
>;

export async function loadWithMessages(
  { dir }: TempSite,
  options: Partial<SiteOptions> = {},
): Promise<LoadedSite> {
  return loadSite(await loadContext(dir), { ...everything, content: ["messages"], ...options });
}

export async function messagesOf(site: TempSite): Promise<readonly MessagesSource[]> {
  const { sources } = await loadWithMessages(site);
  return sources.filter((source) => source.format === "messages");
}

export async function codeOf(site: TempSite): Promise<MessagesSource> {
  const code = (await messagesOf(site)).find(({ page }) => page === "code.json");
  if (code === undefined) throw new Error("The site has no code.json.");
  return code;
}

/** In the form of the files. */
export function asWritten(sources: readonly MessagesSource[]): Written {
  return Object.fromEntries(
    sources.map(({ page, messages }) => [
      page,
      Object.fromEntries(messages.map(({ id, ...entry }) => [id, entry])),
    ]),
  );
}

/** What is in a locale's folder. */
export async function writtenIn(site: TempSite, folder: string): Promise<Written> {
  const files = (await site.list(folder)).filter((file) => file.endsWith(".json"));
  const entries = files.map(async (file) => [
    file.slice(folder.length + 1),
    JSON.parse(await site.read(file)),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

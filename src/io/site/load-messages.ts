import { join } from "node:path";
import { getLocaleConfig } from "@docusaurus/utils";
import type { Locale, MessagesSource } from "../../core/model.ts";
import { asBuilding } from "./as-building.ts";
import { codeMessages } from "./code-messages.ts";
import type { RootSite } from "./content-root.ts";
import type { HostPlugin } from "./docusaurus.ts";
import { faultOf, hasMessages, type LoadedContent } from "./load-contents.ts";
import type { SourceLocale } from "./load-source-locale.ts";
import { type MessagesFile, messagesFolder, pluginMessages } from "./plugin-messages.ts";
import { quietly } from "./quietly.ts";
import { defaultMessages, type Shipped, shippedMessages } from "./shipped-messages.ts";
import { inSourceWords } from "./source-words.ts";

/** All messages of the site, and what is to be said about them. */
export interface LoadedMessages extends MessagesReport {
  readonly sources: readonly MessagesSource[];
}

export interface MessagesReport {
  /** Messages that are left out. Nothing is known about them, which does not mean that they are gone. */
  readonly unread: readonly UnreadMessages[];
  /** Locales that Docusaurus speaks to in a language that is only near to theirs: `fr-CA`, in `fr`. */
  readonly shippedFrom: ReadonlyMap<Locale, Locale>;
}

export interface UnreadMessages {
  /** The file, or the folder of all files of one plugin, as in `page`. */
  readonly page: string;
  /** Only in this locale. */
  readonly locale?: Locale;
  /** In the words of a plugin, which are foreign text. */
  readonly reason: string;
}

/** Everything that `docusaurus write-translations` would extract in the source locale, in the words of its readers. */
export async function loadMessages(site: RootSite, source: SourceLocale): Promise<LoadedMessages> {
  const { defaultLocale } = site.context.i18n;
  const parts = await asBuilding(defaultLocale, () =>
    quietly(() => Promise.all([codeFile(site, source.plugins), ...pluginFiles(site, source)])),
  );
  const files = parts.flatMap((part) => part.files ?? []);
  const code = files.find(({ page }) => page === codePage);
  const shipped = code === undefined ? noneShipped : await shippedByLocale(site);
  const unread = [...parts.flatMap((part) => part.unread ?? []), ...shipped.unread];
  return {
    sources: files.map((file) => toSource(file, site, file === code ? shipped : noneShipped)),
    unread,
    shippedFrom: shippedFrom(shipped.byLocale),
  };
}

const codePage = "code.json";

/** Either the files or the reason why there are none. */
interface Part {
  readonly files?: readonly MessagesFile[];
  readonly unread?: readonly UnreadMessages[];
}

async function codeFile(
  { docusaurus, context }: RootSite,
  plugins: readonly HostPlugin[],
): Promise<Part> {
  return partOf(codePage, context.siteDir, async () => {
    const found = await codeMessages({ docusaurus, context, plugins });
    const shipped = await defaultMessages(plugins);
    const messages = found.map((message) => ({
      ...message,
      message: shipped.get(message.id) ?? message.message,
    }));
    if (messages.length === 0) return [];
    const path = join(context.localizationDir, codePage);
    return [{ page: codePage, messages: await inSourceWords(messages, path) }];
  });
}

function pluginFiles({ context }: RootSite, { contents }: SourceLocale): readonly Promise<Part>[] {
  // Docusaurus reads `code.json` in any case, but these only where the source locale is translated itself.
  const { translate } = getLocaleConfig(context.i18n);
  const worded = async ({ page, messages }: MessagesFile): Promise<MessagesFile> =>
    translate
      ? { page, messages: await inSourceWords(messages, join(context.localizationDir, page)) }
      : { page, messages };
  return contents
    .filter(({ plugin }) => hasMessages(plugin))
    .map((loaded) =>
      partOf(messagesFolder(loaded.plugin), context.siteDir, async () =>
        Promise.all((await filesOf(loaded)).map(worded)),
      ),
    );
}

async function filesOf(loaded: LoadedContent): Promise<readonly MessagesFile[]> {
  if (loaded.fault !== undefined) throw new Error(loaded.fault);
  return pluginMessages(loaded);
}

async function partOf(
  page: string,
  siteDir: string,
  read: () => Promise<readonly MessagesFile[]>,
): Promise<Part> {
  try {
    return { files: await read() };
  } catch (error) {
    return { unread: [{ page, reason: faultOf(error).replaceAll(join(siteDir, "/"), "") }] };
  }
}

interface ShippedByLocale {
  readonly byLocale: ReadonlyMap<Locale, Shipped>;
  readonly unread: readonly UnreadMessages[];
}

const noneShipped: ShippedByLocale = { byLocale: new Map(), unread: [] };

/** One after the other: each borrows the environment of the process. */
async function shippedByLocale({
  docusaurus,
  context,
  localizationDirs,
}: RootSite): Promise<ShippedByLocale> {
  const byLocale = new Map<Locale, Shipped>();
  const unread: UnreadMessages[] = [];
  for (const [locale, localizationDir] of localizationDirs) {
    try {
      const shipped = await shippedMessages({ docusaurus, context, localizationDir }, locale);
      byLocale.set(locale, shipped);
    } catch (error) {
      unread.push({ page: codePage, locale, reason: faultOf(error) });
    }
  }
  return { byLocale, unread };
}

/** Without knowing what is shipped, all of it would be translated and take its place. */
function toSource(
  { page, messages }: MessagesFile,
  { localizationDirs }: RootSite,
  { byLocale, unread }: ShippedByLocale,
): MessagesSource {
  const ids = new Set(messages.map(({ id }) => id));
  const isKnown = (locale: Locale) => unread.every((entry) => entry.locale !== locale);
  const known = [...localizationDirs].filter(([locale]) => isKnown(locale));
  return {
    format: "messages",
    page,
    messages,
    targets: new Map(known.map(([locale, dir]) => [locale, join(dir, page)])),
    shipped: new Map([...byLocale].map(([locale, shipped]) => [locale, pick(shipped, ids)])),
  };
}

function pick({ messages }: Shipped, ids: ReadonlySet<string>): ReadonlyMap<string, string> {
  return new Map([...messages].filter(([id]) => ids.has(id)));
}

function shippedFrom(byLocale: ShippedByLocale["byLocale"]): ReadonlyMap<Locale, Locale> {
  const entries = [...byLocale].flatMap(([locale, { from }]): [Locale, Locale][] =>
    from === undefined ? [] : [[locale, from]],
  );
  return new Map(entries);
}

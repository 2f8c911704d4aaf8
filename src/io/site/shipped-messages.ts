import type { LoadContext } from "@docusaurus/types";
import { isRecord } from "../../core/foreign/record.ts";
import type { Locale } from "../../core/model.ts";
import { asBuilding } from "./as-building.ts";
import { type Docusaurus, type HostPlugin, shippedLanguage } from "./docusaurus.ts";
import { callIn } from "./foreign.ts";
import { quietly } from "./quietly.ts";
import { withTempDir } from "./with-temp-dir.ts";

/** What a locale shows of its own accord. */
export interface Shipped {
  /** By id. */
  readonly messages: ReadonlyMap<string, string>;
  /** The language they are in, where it is only near to the locale's own: `fr` for `fr-CA`. */
  readonly from?: Locale;
}

/** What to start the plugins with. */
export interface ShippingSite {
  readonly docusaurus: Docusaurus;
  /** As it was loaded for the source locale, before plugins put anything into it. */
  readonly context: LoadContext;
  readonly localizationDir: string;
}

/**
 * What Docusaurus, the themes and other plugins ship for a locale. They speak the locale that they were started for, so
 * they are started again, which takes a few hundredths of a second once their code is loaded; the configuration is not.
 */
export async function shippedMessages(site: ShippingSite, locale: Locale): Promise<Shipped> {
  return withTempDir((generatedFilesDir) =>
    asBuilding(locale, () =>
      quietly(async () => {
        const context = { ...inLocale(site, locale), generatedFilesDir };
        const plugins = await site.docusaurus.initPlugins(context);
        const messages = await defaultMessages(plugins);
        return inScriptOf(locale, { messages, language: languageOf(plugins, locale) });
      }),
    ),
  );
}

/** What the plugins ship for the locale that they were started for. */
export async function defaultMessages(
  plugins: readonly HostPlugin[],
): Promise<ReadonlyMap<string, string>> {
  const shipped = await Promise.all(plugins.map(messagesOf));
  return new Map(shipped.flat());
}

async function messagesOf(plugin: HostPlugin): Promise<readonly (readonly [string, string])[]> {
  const messages = await callIn(plugin, "getDefaultCodeTranslationMessages");
  return Object.entries(isRecord(messages) ? messages : {}).flatMap(([id, message]) =>
    typeof message === "string" ? [[id, message]] : [],
  );
}

function inLocale({ context, localizationDir }: ShippingSite, locale: Locale): LoadContext {
  return {
    ...context,
    // A copy, because Docusaurus puts into it what plugins make of the theme's configuration.
    siteConfig: { ...context.siteConfig },
    i18n: { ...context.i18n, currentLocale: locale },
    localizationDir,
    codeTranslations: {},
  };
}

function languageOf(plugins: readonly HostPlugin[], locale: Locale): Locale | undefined {
  for (const plugin of plugins) {
    const language = shippedLanguage(plugin, locale);
    if (language !== undefined) return language;
  }
  return undefined;
}

interface Spoken {
  readonly messages: Shipped["messages"];
  readonly language: Locale | undefined;
}

/** Where Docusaurus would have readers of `sr-Latn` read Cyrillic, it ships nothing for them. */
function inScriptOf(locale: Locale, { messages, language = locale }: Spoken): Shipped {
  const [own, other] = [new Intl.Locale(locale).maximize(), new Intl.Locale(language).maximize()];
  if (own.script !== other.script) return { messages: new Map() };
  return own.baseName === other.baseName ? { messages } : { messages, from: language };
}

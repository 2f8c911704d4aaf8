import type { I18nConfig } from "@docusaurus/types";
import { UserError } from "../../core/errors.ts";
import type { Locale } from "../../core/model.ts";

/** The locales to translate into, and those that the site has switched off. */
export interface TargetLocales {
  readonly translated: readonly Locale[];
  readonly untranslated: readonly Locale[];
}

/**
 * Only a *written* `translate: false` switches a locale off. Docusaurus infers the same for a locale that has no
 * folder yet, which is how every locale starts.
 */
export function chooseLocales(i18n: I18nConfig, wanted?: readonly Locale[]): TargetLocales {
  const targets = i18n.locales.filter((locale) => locale !== i18n.defaultLocale);
  for (const locale of wanted ?? []) check(locale, i18n, targets);
  const chosen = targets.filter((locale) => wanted?.includes(locale) ?? true);
  const isOff = (locale: Locale) => i18n.localeConfigs[locale]?.translate === false;
  return {
    translated: chosen.filter((locale) => !isOff(locale)),
    untranslated: chosen.filter(isOff),
  };
}

function check(locale: Locale, i18n: I18nConfig, targets: readonly Locale[]): void {
  const known = targets.join(", ") || "none";
  if (locale === i18n.defaultLocale) throw new UserError("locale-is-source", { locale, known });
  if (!targets.includes(locale)) throw new UserError("locale-unknown", { locale, known });
}

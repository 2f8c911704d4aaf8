import type { LoadContext } from "@docusaurus/types";

/**
 * The same locale with translations on or off. Docusaurus infers that from the locale's folder, which comes into being
 * with the first file that is written.
 */
export function withTranslate(context: LoadContext, translate: boolean): LoadContext {
  const { currentLocale, localeConfigs } = context.i18n;
  const own = localeConfigs[currentLocale];
  if (own === undefined) return context;
  const configs = { ...localeConfigs, [currentLocale]: { ...own, translate } };
  return { ...context, i18n: { ...context.i18n, localeConfigs: configs } };
}

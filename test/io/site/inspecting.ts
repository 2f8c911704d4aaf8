import type { LocaleReport } from "../../../src/core/doctor/locale-report.ts";
import { createInspector } from "../../../src/io/site/inspect-locale.ts";
import { loadSite } from "../../../src/io/site/load-site.ts";
import type { TempSite } from "../../support/temp-site/create-temp-site.ts";
import { loadContext } from "../../support/temp-site/load-context.ts";
import { everything } from "./loading.ts";

/** What the inspector says of a site whose every page the tool will write. */
export async function inspected({ dir }: TempSite, locale = "fr"): Promise<LocaleReport> {
  const context = await loadContext(dir);
  const { sources } = await loadSite(context, everything);
  return createInspector(context, sources)(locale);
}

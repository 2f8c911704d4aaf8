import { createRequire } from "node:module";
import { join } from "node:path";
import type { LoadContext } from "@docusaurus/types";

/** The context that a plugin of the site would receive from a command. */
export async function loadContext(siteDir: string): Promise<LoadContext> {
  const require = createRequire(join(siteDir, "package.json"));
  const site: {
    loadContext(params: { siteDir: string }): Promise<LoadContext>;
  } = require("@docusaurus/core/lib/server/site");
  return site.loadContext({ siteDir });
}

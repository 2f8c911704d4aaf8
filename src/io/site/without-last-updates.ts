import type { LoadContext } from "@docusaurus/types";

/**
 * A site whose plugins do not ask who changed a page last, and when. Docusaurus asks Git for each page by itself,
 * which takes longer than everything else in a large site, and nothing here depends on the answer.
 */
export function withoutLastUpdates(context: LoadContext): LoadContext {
  const { future } = context.siteConfig;
  const { experimental_vcs: vcs } = future;
  // Docusaurus 3.9 has no such option.
  if (vcs === undefined) return context;
  const experimental_vcs: typeof vcs = {
    initialize: (params) => vcs.initialize(params),
    getFileCreationInfo: (file) => vcs.getFileCreationInfo(file),
    getFileLastUpdateInfo: async () => null,
  };
  return {
    ...context,
    siteConfig: { ...context.siteConfig, future: { ...future, experimental_vcs } },
  };
}

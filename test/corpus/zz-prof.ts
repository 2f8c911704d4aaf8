import { createLoader } from "./create-loader.ts";
import { listFiles, listPages, readSite } from "./site.ts";
import { tryPage } from "./try-page.ts";

const site = readSite(process.argv[2]);
const files = listFiles(site);
for (const root of site.roots) {
  const loader = createLoader(site.dir, root);
  for (const file of await listPages(site, root))
    if (!process.argv[3] || file.includes(process.argv[3])) {
      const r = await tryPage({ site, root, file, loader, siteFiles: files });
      if (process.argv[3]) console.log(r.page, r.segments, r.milliseconds, r.misses, r.unsupported);
    }
}

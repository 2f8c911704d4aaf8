import { listIn, listOf, memberOf } from "./foreign.ts";

/**
 * Plugins start side by side, and those of content make what compiles their pages as they start: what another plugin
 * sets in the site's Markdown hooks may come too late for it, above all in the second locale of a build, when all
 * modules are loaded. Without it, `mdx-loader` makes it anew at the first page, with the hooks as they are by then.
 */
export function remakeProcessors(bundler: unknown): void {
  for (const rule of listIn(memberOf(bundler, "module"), "rules") ?? []) forget(rule);
}

function forget(rule: unknown): void {
  for (const inner of [...(listIn(rule, "oneOf") ?? []), ...(listIn(rule, "rules") ?? [])])
    forget(inner);
  const use = memberOf(rule, "use");
  for (const loader of listOf(use) ?? [use]) {
    const options = memberOf(loader, "options");
    if (memberOf(options, "markdownConfig") !== undefined) {
      Reflect.set(Object(options), "processors", undefined);
    }
  }
}

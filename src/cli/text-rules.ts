import { defaultTextRules, type TextRules } from "../core/segment/rules.ts";
import type { PluginOptions } from "../options.ts";

/** Which texts of a page are words on this site. */
export function textRules({ frontMatter, jsxAttributes }: PluginOptions): TextRules {
  return {
    frontMatter: [...defaultTextRules.frontMatter, ...frontMatter],
    jsxAttributes: { ...defaultTextRules.jsxAttributes, ...jsxAttributes },
  };
}

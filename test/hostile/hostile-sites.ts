import { defaultTextRules } from "../../src/core/segment/rules.ts";
import { code } from "../support/temp-site/site-config-source.ts";
import { type CorpusSiteId, corpusSite } from "./corpus-sites.ts";
import { exampleSite } from "./example-site.ts";
import { guideFiles, guideFooter } from "./guide-files.ts";
import type { HostileSite } from "./hostile-run.ts";

/** The guide, with the options of its own configuration, and with more messages and data. */
export async function hostileGuide(): Promise<HostileSite> {
  const jsxAttributes = { Card: ["title", "footer", "items[].label"] };
  const rules = {
    ...defaultTextRules,
    jsxAttributes: { ...defaultTextRules.jsxAttributes, ...jsxAttributes },
  };
  const { files, ...site } = await exampleSite();
  const name = "docusaurus.config.mjs";
  const more = `fallbackModels: ${JSON.stringify(fallbackModels)},\n        ${everything}`;
  const options = `${more},\n        jsxAttributes`;
  const config = files[name]
    ?.replace("jsxAttributes", options)
    .replace("themeConfig: {", `themeConfig: {\n    ${guideFooter}`);
  const own = { ...files, ...guideFiles, [name]: config ?? "" };
  return { ...site, files: own, rules, attempts, hasMessages: true };
}

/** The more models there are to fall back to, the more tricks a text meets in one run. */
const fallbackModels = ["second", "third"];

/** Such a model would not get beyond its first twenty Requests. */
const everything = "limits: { canary: 0 }";

/** The model twice, each of the others, and the last one with the text alone. */
const attempts = fallbackModels.length + 3;

/** A part of a real site, with this plugin. */
export async function hostileCorpusSite(id: CorpusSiteId): Promise<HostileSite> {
  const { config, files } = await corpusSite(id);
  const options = {
    baseURL: code("process.env.TRANSLATE_LLM_BASE_URL ?? 'https://api.example.com/v1'"),
    model: "hostile",
    fallbackModels,
    limits: { canary: 0 },
  };
  const plugins = [["docusaurus-plugin-translate-llm", options]];
  return {
    config: { ...config, locales: ["en", "fr", "ja", "ar"], site: { ...config?.site, plugins } },
    files,
    rules: defaultTextRules,
    attempts,
  };
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { htmlElements } from "../support/html-elements.ts";
import type { CornersSite } from "./corners-site.ts";
import { pluralCategories, speakForm } from "./model.ts";

const counts = [0, 1, 2, 5, 21, 100];

/** What `src/pages/plurals.js` says in the source language, as the model sees it. */
const asked = "One apple|`{count}` apples";

/**
 * Whether the page of plurals shows, for each count, the words that the model gave for the category of that count in
 * the locale. Pseudo-localized forms cannot be told apart; of them there are as many as there are categories.
 */
export async function pluralFaults(
  site: CornersSite,
  { locale, engine }: { readonly locale: string; readonly engine: "batch" | "pseudo" },
): Promise<readonly string[]> {
  const faults =
    engine === "batch" ? await shownFaults(site, locale) : await numberFaults(site, locale);
  return faults.map((fault) => `${locale}: plurals: ${fault}`);
}

async function shownFaults(site: CornersSite, locale: string): Promise<readonly string[]> {
  const shown = await shownIn(join(site.dir, "build", locale, "plurals.html"));
  const rules = new Intl.PluralRules(locale);
  const forms = pluralCategories(locale).map((category) => speakForm(asked, { locale, category }));
  const faults = new Set(forms).size === forms.length ? [] : ["two forms are the same"];
  for (const count of counts) {
    const form = speakForm(asked, { locale, category: rules.select(count) });
    const wanted = form.replaceAll("`{count}`", String(count));
    const found = shown.get(String(count));
    if (found !== wanted) faults.push(`${count} shows "${found}" instead of "${wanted}"`);
  }
  return faults;
}

async function numberFaults(site: CornersSite, locale: string): Promise<readonly string[]> {
  const text = await readFile(join(site.localeDir(locale), "code.json"), "utf8").catch(() => "");
  const [, message = ""] = /"plurals\.apples": \{\s*"message": "([^"]*)"/.exec(text) ?? [];
  const [count, wanted] = [message.split("|").length, pluralCategories(locale).length];
  return count === wanted ? [] : [`${count} forms instead of ${wanted}: "${message}"`];
}

async function shownIn(path: string): Promise<ReadonlyMap<string, string>> {
  const items = [...htmlElements(await readFile(path, "utf8"))];
  return new Map(
    items.flatMap(({ attributes, text }) => {
      const count = attributes.get("data-count");
      return count === undefined ? [] : [[count, text]];
    }),
  );
}

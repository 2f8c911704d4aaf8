import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { htmlElements } from "../support/html-elements.ts";
import type { CornersSite } from "./corners-site.ts";

const counts = [0, 1, 2, 5, 21, 100];
const order = ["zero", "one", "two", "few", "many", "other"];

/**
 * What the page of plurals shows for each count, against the forms in the locale's own file: one for each category of
 * the locale, in Docusaurus' order, and the right one for the count.
 */
export async function pluralFaults(site: CornersSite, locale: string): Promise<readonly string[]> {
  const rules = new Intl.PluralRules(locale);
  const used = new Set<string>(rules.resolvedOptions().pluralCategories);
  const categories = order.filter((category) => used.has(category));
  const forms = await formsIn(join(site.localeDir(locale), "code.json"));
  const shown = await shownIn(join(site.dir, "build", locale, "plurals.html"));
  const faults = forms.length === categories.length ? [] : [`${forms.length} plural forms`];
  for (const count of counts) {
    const form = forms[categories.indexOf(rules.select(count))] ?? "";
    const wanted = form.replaceAll("{count}", String(count));
    const found = shown.get(String(count));
    if (found !== wanted) faults.push(`${count} shows "${found}" instead of "${wanted}"`);
    if (count > 1 && !wanted.includes(String(count)))
      faults.push(`the form for ${count} has lost its number: "${form}"`);
  }
  return faults.map((fault) => `${locale}: plurals: ${fault}`);
}

async function formsIn(path: string): Promise<readonly string[]> {
  const messages: unknown = JSON.parse(await readFile(path, "utf8").catch(() => "{}"));
  const entry = memberOf(memberOf(messages, "plurals.apples"), "message");
  return typeof entry === "string" ? entry.split("|") : [];
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
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

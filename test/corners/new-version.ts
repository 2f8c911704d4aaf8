import { openCornersSite } from "./corners-site.ts";
import { startModel } from "./model.ts";
import { buildAndLook, type Result, translate, unless } from "./run-turn.ts";
import type { Turn } from "./turns.ts";

/**
 * `docusaurus docs:version` copies pages and their translations. Afterwards nothing is left to ask for, nothing counts
 * as a person's, and everything builds.
 */
export async function tryNewVersion(): Promise<Result> {
  const model = await startModel("nothing");
  const site = await openCornersSite(turn.variant);
  try {
    const first = await translate(site, model);
    const asked = model.asked();
    const cut = await site.docusaurus(["docs:version", "3.0"]);
    model.forget();
    const second = await translate(site, model);
    const complaints = [
      ...unless(first, 0),
      ...unless(cut, 0),
      ...unless(second, 0),
      ...(model.asked() === 0 ? [] : [`the new version asks for ${model.asked()} texts`]),
    ];
    const built = await buildAndLook(site, turn);
    return { ...built, asked, complaints: [...complaints, ...built.complaints] };
  } finally {
    await model.server.close();
    await site.remove();
  }
}

const turn: Turn = {
  name: "a new version",
  engine: "batch",
  state: "complete",
  variant: { v4: false, bundler: "rspack", i18n: "plain", locales: ["fr", "ru"] },
};

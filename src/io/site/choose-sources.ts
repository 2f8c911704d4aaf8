import { UserError } from "../../core/errors.ts";
import type { Source } from "../../core/model.ts";
import { matchesPage } from "./matches-page.ts";

/** The part of a site that `--only` asks for, with the images that its posts cannot do without. */
export function chooseSources(
  sources: readonly Source[],
  only: string | undefined,
): readonly Source[] {
  if (only === undefined) return sources;
  const matches = matchesPage({ include: [only], exclude: [] });
  const isNeeded = (source: Source) => source.format === "asset" && source.posts.some(matches);
  const chosen = sources.filter((source) => matches(source.page) || isNeeded(source));
  if (chosen.length === 0) throw new UserError("only-matches-nothing", { glob: only });
  return chosen;
}

import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { readDocument } from "../../src/core/document/document.ts";
import { editsOf, type PagePlace } from "../../src/core/render/edits.ts";
import { defaultTextRules } from "../../src/core/segment/rules.ts";
import type { Loader } from "./create-loader.ts";
import { decodePage } from "./decode-page.ts";
import type { Check, Finding, Outcome, PageReport } from "./page-report.ts";
import type { Site, SiteRoot } from "./site.ts";
import type { Trial } from "./trial.ts";
import { tryForced } from "./try-forced.ts";
import { tryIdentity } from "./try-identity.ts";
import { tryPseudo } from "./try-pseudo.ts";

export interface CorpusPage {
  readonly site: Site;
  readonly root: SiteRoot;
  /** Relative to the root. */
  readonly file: string;
  readonly loader: Loader;
  readonly siteFiles: ReadonlySet<string>;
}

/** Puts one page through everything that the tool promises about pages. A crash is a finding like any other. */
export async function tryPage(page: CorpusPage): Promise<PageReport> {
  const start = performance.now();
  const found = await tryFile(page).catch((error: unknown) => ({
    segments: 0,
    ...crash("read", error),
  }));
  return {
    site: page.site.id,
    page: posix.join(page.root.path, page.file),
    milliseconds: performance.now() - start,
    ...found,
  };
}

type Found = Pick<PageReport, "segments" | "rejected" | "misses" | "unsupported">;

async function tryFile(page: CorpusPage): Promise<Found> {
  const { site, root, file, loader } = page;
  const filePath = join(site.dir, root.path, file);
  const bytes = decodePage(readFileSync(filePath));
  if (bytes === undefined) return { ...nothing, rejected: { line: 1, reason: "not UTF-8" } };
  const source = { filePath, text: bytes.text };
  const compiled = await loader.compile({ filePath, fileContent: bytes.text });
  const rejected: { rejected?: Finding } = "reason" in compiled ? { rejected: compiled } : {};
  const document = await readDocument(source, loader.markdown, defaultTextRules);
  if ("reason" in document) {
    const misses = rejected.rejected ? [] : [{ check: "read" as const, ...document }];
    return { ...nothing, ...rejected, misses };
  }
  const trial = { document, edits: editsOf(document, placeOf(page)), bytes, loader };
  const outcome = await tryAll("reason" in compiled ? trial : { ...trial, compiled });
  return { segments: document.segments.length, ...rejected, ...outcome };
}

const nothing: Found = { segments: 0, misses: [], unsupported: [] };

/** The twin of a page stands alone, as at a locale's first run. */
function placeOf({ root, file, siteFiles }: CorpusPage): PagePlace {
  return {
    // The other kinds of the corpus are docs by their looks.
    kind: root.kind === "blog" || root.kind === "pages" ? root.kind : "docs",
    page: posix.join(root.path, file),
    root: root.path,
    localized: posix.join("i18n/xx", root.path, file),
    exists: (name) => siteFiles.has(name),
    partial: () => undefined,
  };
}

async function tryAll(trial: Trial): Promise<Outcome> {
  const identity = await guarded("identity", () => tryIdentity(trial));
  const forced = await guarded("forced", () => tryForced(trial));
  const pseudo = await guarded("pseudo", () => tryPseudo(trial, forced.unsupported));
  return {
    misses: [...identity.misses, ...forced.misses, ...pseudo.misses],
    unsupported: forced.unsupported,
  };
}

async function guarded(check: Check, run: () => Outcome | Promise<Outcome>): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    return crash(check, error);
  }
}

function crash(check: Check, error: unknown): Outcome {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const reason = `crashed: ${trace.split("\n").slice(0, 4).join(" ")}`;
  return { misses: [{ check, line: 1, reason }], unsupported: [] };
}

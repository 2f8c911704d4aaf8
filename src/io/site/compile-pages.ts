import { realpathSync } from "node:fs";
import { basename, sep } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { LoadContext } from "@docusaurus/types";
import type { CompiledPage, CompileFault, Compiler } from "../ports.ts";
import { addedNode, rememberingSources } from "./added-nodes.ts";
import { createTextCompiler } from "./compile-text.ts";
import { quietly } from "./quietly.ts";

/** Pages are compiled one at a time, because each borrows the process's environment and output. */
export function createCompiler(context: LoadContext): Compiler {
  const site = { ...context, siteDir: realpathSync(context.siteDir) };
  const compileText = createTextCompiler(site);
  const compileSource = rememberingSources(compileText);
  const own = { compileText: compileSource, sourceLocale: context.i18n.defaultLocale };
  const inTurn = createQueue();
  const compile = async (page: CompiledPage): Promise<CompileFault | undefined> => {
    const isSource = page.path === page.source.path;
    const compiled = await (isSource ? compileSource(page) : compileText(page));
    if (compiled.nodes === undefined) return compiled.fault;
    const added = await addedNode(page, compiled.nodes, own);
    return added === undefined ? undefined : { line: 1, reason: `it would add ${added}` };
  };
  const inOwnWords = (page: CompiledPage, fault: CompileFault) => ({
    ...fault,
    reason: withoutPaths(fault.reason, page, site),
  });
  return {
    compile: (page) =>
      inTurn(async () => {
        const fault = await quietly(() => compile(page));
        return fault && inOwnWords(page, fault);
      }),
  };
}

/** A remark plugin of the site may say anything, and colours depend on the terminal. */
function withoutPaths(
  reason: string,
  { path }: CompiledPage,
  { siteDir }: Pick<LoadContext, "siteDir">,
): string {
  return stripVTControlCharacters(reason)
    .replaceAll(path, basename(path))
    .replaceAll(siteDir + sep, "")
    .trim();
}

/** Work that is handed in is done one by one, whether or not the one before went well. */
function createQueue(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
}

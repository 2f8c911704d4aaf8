import type { Program } from "estree";
import type { Range } from "../model.ts";
import { importedPaths, requiredPaths } from "./expression-strings.ts";
import type { Found } from "./found.ts";
import type { ReferenceRole } from "./reference.ts";

/** A node of MDX that is a program. */
export interface WithProgram {
  readonly data?: { readonly estree?: Program | null | undefined } | undefined;
}

/** The paths that a program imports or requires. */
export function addProgramPaths(node: WithProgram, found: Found): void {
  const estree = node.data?.estree;
  if (!estree) return;
  for (const { range } of [...importedPaths(estree), ...requiredPaths(estree)]) {
    addPath("module", found.bytes.written(range), found);
  }
}

export function addPath(role: ReferenceRole, range: Range, found: Found): void {
  found.references.push({ role, range, path: found.bytes.slice(range) });
}

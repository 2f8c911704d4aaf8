import type { Program } from "estree";
import type { Range } from "../model.ts";
import { type ExpressionString, requiredPaths } from "./expression-strings.ts";
import type { Found } from "./found.ts";
import type { ReferenceRole } from "./reference.ts";

/** A node of MDX that is a program. */
export interface WithProgram {
  readonly data?: { readonly estree?: Program | null | undefined } | undefined;
}

/** The arguments of `require()` in a program, and the paths of its import statements where it can have any. */
export function addProgramPaths(
  node: WithProgram,
  found: Found,
  statements: (program: Program) => ExpressionString[] = () => [],
): void {
  const estree = node.data?.estree;
  if (!estree) return;
  for (const { range } of [...statements(estree), ...requiredPaths(estree)]) {
    addPath("module", found.bytes.written(range), found);
  }
}

export function addPath(role: ReferenceRole, range: Range, found: Found): void {
  found.references.push({ role, range, path: found.bytes.slice(range) });
}

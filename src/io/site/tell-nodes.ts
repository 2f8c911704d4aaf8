import { memberOf } from "./foreign.ts";
import { pageNodes } from "./page-nodes.ts";

/** A recma plugin: it sees the program that a page has become, after all other plugins and before it is text. */
export function tellNodes(): (program: unknown, file: CompiledFile) => void {
  return (program, file) => {
    file.data[member] = pageNodes(program);
  };
}

interface CompiledFile {
  readonly data: Record<string, unknown>;
}

const member = "translateLlmNodes";

/** What the plugin has told; `undefined` where it was not asked. */
export function toldNodes(compiled: unknown): ReadonlySet<string> | undefined {
  const nodes = memberOf(memberOf(compiled, "data"), member);
  return isNodes(nodes) ? nodes : undefined;
}

function isNodes(value: unknown): value is ReadonlySet<string> {
  return value instanceof Set;
}

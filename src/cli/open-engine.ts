import { existsSync } from "node:fs";
import { join } from "node:path";
import { createAutoEngine } from "../io/engine/auto-engine.ts";
import { createPseudoEngine } from "../io/engine/pseudo/pseudo-engine.ts";
import type { Engine } from "../io/ports.ts";
import type { EngineName } from "../options.ts";

/** Where each engine keeps what is in flight, within `.translate-llm`. */
export const engineFolders = { batch: "batches", chat: "chat" } as const;

interface Makers {
  readonly batch: () => Promise<Engine>;
  readonly chat: () => Promise<Engine>;
}

/** The engine that was asked for, with the other one behind it where an earlier run has used that. */
export async function openEngine(name: EngineName, dir: string, make: Makers): Promise<Engine> {
  if (name === "pseudo") return createPseudoEngine();
  const other = name === "batch" ? "chat" : "batch";
  const isAlone = name !== "auto" && !existsSync(join(dir, engineFolders[other]));
  if (isAlone) return make[name]();
  return createAutoEngine(name, { chat: await make.chat(), batch: await make.batch() });
}

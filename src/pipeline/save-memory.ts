import { absorbRecord, type MemoryDraft, recordsOf } from "../core/memory/memory.ts";
import type { Locale } from "../core/model.ts";
import type { Ports } from "./run.ts";

/**
 * Writes a locale's Memory. A batch takes hours, and meanwhile a pull or another run may have brought in translations:
 * what is on disk is taken in first, so that nothing that was paid for is lost.
 */
export async function saveMemory(
  { locale, memory }: { readonly locale: Locale; readonly memory: MemoryDraft },
  ports: Ports,
): Promise<void> {
  for (const record of await ports.memory.read(locale)) absorbRecord(memory, record);
  await ports.memory.write(locale, recordsOf(memory));
}

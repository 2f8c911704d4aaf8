import { mkdir, mkdtemp, readFile, realpath, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Warning } from "../../../src/core/events.ts";
import type { MemoryRecord, PageRecord, SectionKey } from "../../../src/core/model.ts";
import { createMemoryStore } from "../../../src/io/memory/memory-store.ts";
import { createPageStore } from "../../../src/io/memory/page-store.ts";
import type { Emit, MemoryStore, PageStore } from "../../../src/io/ports.ts";

/** A folder with both stores in it, and what they warned of. */
export interface Store {
  readonly dir: string;
  readonly memory: MemoryStore;
  readonly pages: PageStore;
  readonly warnings: Warning[];
  readonly path: (name: string) => string;
  readonly text: (name: string) => Promise<string>;
  readonly put: (name: string, content: string | Uint8Array) => Promise<void>;
  /** Sets a file's time back and says whether it is still so. */
  readonly watch: (name: string) => Promise<() => Promise<boolean>>;
}

export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "memory-")));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function openStore(): Promise<Store> {
  const dir = join(await temporaryFolder(), ".translate-llm");
  const warnings: Warning[] = [];
  const emit: Emit = (event) => {
    if (event.kind === "warning") warnings.push(event.warning);
  };
  const path = (name: string): string => join(dir, name);
  return {
    dir,
    memory: createMemoryStore(dir, emit),
    pages: createPageStore(dir, emit),
    warnings,
    path,
    text: (name) => readFile(path(name), "utf8"),
    put: async (name, content) => {
      await mkdir(dirname(path(name)), { recursive: true });
      await writeFile(path(name), content);
    },
    watch: async (name) => {
      const then = new Date("2020-02-02");
      await utimes(path(name), then, then);
      return async () => (await stat(path(name))).mtimeMs === then.getTime();
    },
  };
}

/** A key that starts with the given digits. */
export function keyFrom(digits: string): SectionKey {
  return digits.padEnd(24, "0") as SectionKey;
}

export function memoryRecord(changes: Partial<MemoryRecord> = {}): MemoryRecord {
  return {
    key: keyFrom("a1"),
    classes: ["prose", "label"],
    source: ["Run <1>it</1>.", "Name"],
    target: ["Lancez-<1>le</1>.", null],
    human: [],
    ...changes,
  };
}

export function memoryLine(changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    key: keyFrom("a1"),
    classes: "p",
    source: ["s"],
    target: ["t"],
    ...changes,
  });
}

export function pageRecord(changes: Partial<PageRecord> = {}): PageRecord {
  return {
    page: "docs/a.md",
    file: "i18n/fr/docusaurus-plugin-content-docs/current/a.md",
    source: "0".repeat(64) as PageRecord["source"],
    output: "1".repeat(64) as PageRecord["output"],
    memory: "0123456789abcdef",
    shape: "fedcba9876543210",
    reads: [],
    sections: [keyFrom("a1")],
    kept: [],
    pseudo: false,
    ...changes,
  };
}

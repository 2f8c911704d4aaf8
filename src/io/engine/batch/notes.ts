import { createHash } from "node:crypto";
import { join } from "node:path";
import { asRecord } from "../../../core/foreign/record.ts";
import { readBytes } from "../../disk/read-bytes.ts";
import { writeWhole } from "../../disk/write-whole.ts";
import type { Clock } from "../../ports.ts";
import type { Endpoint } from "../connect.ts";
import { parseJson } from "../foreign-json.ts";

/** What was learned about one provider with one key. Losing it costs a look into the provider's list, never money. */
export interface Notes {
  /** When the provider's list was last compared with the Journal, in milliseconds; `undefined` if never here. */
  readonly reconciledAt: number | undefined;
  /** Whether a batch was delivered here. */
  isOver(batchId: string): boolean;
  /** Whether a combination has been seen to work. */
  hasPassed(combination: string): boolean;
  /** How many input tokens of a model may be enqueued, as far as that was learned lately. */
  budgetOf(model: string): number | undefined;
  /** Resolves when it is on disk. */
  add(news: News): Promise<void>;
}

interface News {
  /** `null` forgets it. */
  readonly reconciledAt?: number | null;
  readonly over?: readonly string[];
  readonly passed?: string;
  readonly budget?: { readonly model: string; readonly tokens: number };
}

export async function openNotes(folder: string, endpoint: Endpoint, clock: Clock): Promise<Notes> {
  const path = join(folder, `notes-${nameOf(endpoint)}.json`);
  const bytes = await readBytes(path);
  const page = readPage(bytes === undefined ? undefined : parseJson(bytes.toString("utf8")));
  return {
    get reconciledAt() {
      return page.reconciledAt;
    },
    isOver: (batchId) => page.over.has(batchId),
    hasPassed: (combination) => page.passed.has(combination),
    budgetOf: (model) => {
      const budget = page.budgets.get(model);
      return budget && clock.now() - budget.at < BUDGET_HOLDS_MS ? budget.tokens : undefined;
    },
    add: async (news) => {
      takeIn(page, news, clock.now());
      await writeWhole(path, Buffer.from(formatPage(page)));
    },
  };
}

/** Providers raise limits, and others stop using them. */
const BUDGET_HOLDS_MS = 24 * 60 * 60_000;

/** No provider lists batches, or keeps their files, for so long. */
const OVER_HOLDS_MS = 60 * 24 * 60 * 60_000;

/** A batch is known to its own key only. The key itself cannot be told from the name. */
function nameOf({ baseURL, apiKey = "" }: Endpoint): string {
  return createHash("sha256").update(`${baseURL}\n${apiKey}`).digest("hex").slice(0, 16);
}

interface Page {
  reconciledAt: number | undefined;
  /** When, by batch. */
  readonly over: Map<string, number>;
  readonly passed: Set<string>;
  readonly budgets: Map<string, Budget>;
}

interface Budget {
  readonly tokens: number;
  readonly at: number;
}

function takeIn(page: Page, { reconciledAt, over = [], passed, budget }: News, now: number): void {
  if (reconciledAt !== undefined) page.reconciledAt = reconciledAt ?? undefined;
  for (const id of over) page.over.set(id, now);
  for (const [id, at] of page.over) if (now - at > OVER_HOLDS_MS) page.over.delete(id);
  if (passed !== undefined) page.passed.add(passed);
  if (budget) page.budgets.set(budget.model, { tokens: budget.tokens, at: now });
}

function formatPage({ reconciledAt, over, passed, budgets }: Page): string {
  const lists = { over: [...over], passed: [...passed], budgets: [...budgets] };
  return `${JSON.stringify({ reconciledAt, ...lists })}\n`;
}

/** What cannot be read was never learned. */
function readPage(value: unknown): Page {
  const { reconciledAt, over, passed, budgets } = asRecord(value);
  const isName = (name: unknown) => typeof name === "string";
  return {
    reconciledAt: isTime(reconciledAt) ? reconciledAt : undefined,
    over: new Map(pairsIn(over).flatMap(([id, at]) => (isTime(at) ? [[id, at]] : []))),
    passed: new Set(Array.isArray(passed) ? passed.filter(isName) : []),
    budgets: new Map(
      pairsIn(budgets).flatMap(([model, budget]) => {
        const { tokens, at } = asRecord(budget);
        return isTime(tokens) && isTime(at) ? [[model, { tokens, at }]] : [];
      }),
    ),
  };
}

function pairsIn(value: unknown): readonly [string, unknown][] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((pair): [string, unknown][] =>
    Array.isArray(pair) && typeof pair[0] === "string" ? [[pair[0], pair[1]]] : [],
  );
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

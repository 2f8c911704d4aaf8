import { ApiError, refuse } from "./api-error.ts";
import { unknownKey } from "./rules.ts";

export interface PageLaw {
  readonly maxLimit: number;
  readonly defaultLimit: number;
  /** Query parameters beside `after` and `limit`. */
  readonly filters?: readonly string[];
}

/** OpenAI's cursor pagination over items that are already in order. */
export function pageOf<Item extends { readonly id: string }>(
  items: readonly Item[],
  query: URLSearchParams,
  law: PageLaw,
) {
  const limit = limitOf(query, law);
  const rest = items.slice(startOf(items, query.get("after")));
  const data = rest.slice(0, limit);
  return {
    object: "list",
    data,
    has_more: rest.length > data.length,
    first_id: data.at(0)?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  } as const;
}

function limitOf(
  query: URLSearchParams,
  { maxLimit, defaultLimit, filters = [] }: PageLaw,
): number {
  const unknown = unknownKey(Object.fromEntries(query), new Set(["after", "limit", ...filters]));
  if (unknown)
    refuse({ code: "unknown_parameter", param: unknown, message: `Unknown: ${unknown}.` });
  const limit = Number(query.get("limit") ?? defaultLimit);
  if (Number.isInteger(limit) && limit >= 1 && limit <= maxLimit) return limit;
  const message = `The limit must be an integer from 1 to ${maxLimit}.`;
  throw new ApiError(400, { code: "invalid_value", param: "limit", message });
}

function startOf(items: readonly { readonly id: string }[], after: string | null): number {
  if (after === null) return 0;
  const index = items.findIndex(({ id }) => id === after);
  if (index >= 0) return index + 1;
  throw new ApiError(404, { code: null, param: "after", message: `No object with id ${after}.` });
}

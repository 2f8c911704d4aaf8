/** How much of a foreign text is read. Honest ones stay far below; the rest is refused before it costs anything. */
export interface Bounds {
  /** Characters of the text. */
  readonly length: number;
  /** Objects and lists inside of each other. */
  readonly depth: number;
  /** Objects, lists and scalars together; what is repeated by an alias counts each time. */
  readonly nodes: number;
}

/** What was read, or why it was not: a plain phrase that completes "… cannot be read: ". */
export type Read = { readonly value: unknown } | Refused;

export interface Refused {
  readonly reason: string;
}

/** The keys of a value that keeps the bounds, counted; or why it is refused. */
export function measure(value: unknown, bounds: Bounds): { readonly keys: number } | Refused {
  const count: Count = { nodes: 0, keys: 0, bounds };
  const reason = visit(value, count, bounds.depth);
  return reason === undefined ? { keys: count.keys } : { reason };
}

export function tooLong({ length }: Bounds): Refused {
  return { reason: `it is longer than ${length} characters` };
}

export function tooDeep({ depth }: Bounds): Refused {
  return { reason: `it nests more than ${depth} levels` };
}

export function tooMany({ nodes }: Bounds): Refused {
  return { reason: `it holds more than ${nodes} values` };
}

interface Count {
  nodes: number;
  keys: number;
  readonly bounds: Bounds;
}

function visit(value: unknown, count: Count, levels: number): string | undefined {
  const { bounds } = count;
  count.nodes++;
  if (count.nodes > bounds.nodes) return tooMany(bounds).reason;
  if (typeof value !== "object" || value === null) return undefined;
  if (levels === 0) return tooDeep(bounds).reason;
  return Array.isArray(value) ? visitAll(value, count, levels) : visitObject(value, count, levels);
}

/**
 * `constructor` and `prototype` are words like any other, and harmless as fields of their own. `__proto__` is nobody's
 * word, and a copy that assigns it would change what the copy inherits.
 */
function visitObject(value: object, count: Count, levels: number): string | undefined {
  const names = Object.keys(value);
  if (names.includes("__proto__")) return 'it has a key "__proto__"';
  count.keys += names.length;
  return visitAll(Object.values(value), count, levels);
}

function visitAll(values: readonly unknown[], count: Count, levels: number): string | undefined {
  for (const value of values) {
    const reason = visit(value, count, levels - 1);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

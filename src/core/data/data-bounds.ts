import type { Bounds } from "../foreign/bounds.ts";

/** The largest blogs have a few thousand tags. */
export const dataBounds: Bounds = { length: 4 * 1024 * 1024, depth: 20, nodes: 100_000 };

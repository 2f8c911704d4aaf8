/** What the run found out about one page; plain data that crosses processes. */
export interface PageReport extends Outcome {
  readonly site: string;
  /** Relative to the site folder. */
  readonly page: string;
  readonly segments: number;
  readonly milliseconds: number;
  /** Docusaurus itself refuses the source, so its translation need not compile. */
  readonly rejected?: Finding;
}

/** What checks found out. */
export interface Outcome {
  readonly misses: readonly Miss[];
  readonly unsupported: readonly UnsupportedSegment[];
}

export interface Finding {
  /** In the source, from 1. */
  readonly line: number;
  readonly reason: string;
}

export interface Miss extends Finding {
  readonly check: Check;
}

/** `read`: what Docusaurus reads, the tool must read. */
export type Check = "read" | "identity" | "forced" | "pseudo";

/** A text that cannot be taken apart and put together again. */
export interface UnsupportedSegment extends Finding {
  readonly index: number;
}

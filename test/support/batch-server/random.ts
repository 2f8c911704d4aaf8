import { createHash } from "node:crypto";

/** Opaque ids, the same in every run with the same seed. */
export function idMaker(seed: number): (prefix: string) => string {
  let made = 0;
  return (prefix) => {
    made += 1;
    const digest = createHash("sha256").update(`${seed}:${made}`).digest("hex");
    return `${prefix}${digest.slice(0, 24)}`;
  };
}

/** A seeded shuffle that never leaves two or more items in their order. */
export function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const random = randomNumbers(seed);
  const keyed = items.map((item, index) => ({ item, index, key: random() }));
  keyed.sort((a, b) => a.key - b.key);
  if (keyed.every(({ index }, position) => index === position)) keyed.reverse();
  return keyed.map(({ item }) => item);
}

/** Numbers below 1, the same with the same seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Works on all items, in order, with at most a few of them open at once: systems allow a process some hundred open
 * files, and a site has thousands.
 */
export async function fewAtATime<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: { readonly index: number; readonly result: Result }[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results.push({ index, result: await work(item) });
  };
  await Promise.all(Array.from({ length: 32 }, worker));
  return results.toSorted((a, b) => a.index - b.index).map(({ result }) => result);
}

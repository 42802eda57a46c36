/** Does `work` with every item, so many at a time; results keep the items' order. */
export async function inLanes<Item, Result>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item, n: number) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const waiting = items.entries();
  const lane = async (): Promise<void> => {
    for (const [n, item] of waiting) results.set(n, await work(item, n));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return [...results].toSorted(([a], [b]) => a - b).map(([, result]) => result);
}

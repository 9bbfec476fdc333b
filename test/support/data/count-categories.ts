/**
 * Number of occurrences of each category in two windows, over the categories of both in ascending order. A category that one
 * window lacks has count 0 there.
 */
export function countCategories(
  reference: readonly string[],
  current: readonly string[],
): {
  readonly categories: readonly string[];
  readonly reference: readonly number[];
  readonly current: readonly number[];
} {
  const counts = new Map<string, [number, number]>();
  [reference, current].forEach((window, side) => {
    for (const category of window) {
      const pair = counts.get(category) ?? [0, 0];
      pair[side as 0 | 1] += 1;
      counts.set(category, pair);
    }
  });
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    categories: sorted.map(([category]) => category),
    reference: sorted.map(([, [count]]) => count),
    current: sorted.map(([, [, count]]) => count),
  };
}

import type { SortedNumbers } from '../../../../statistics/sorted-numbers.ts';
import type { CategorySummary, NumberSummary, WindowSummary } from '../../windows/window-summary.ts';

/** Data quality of one feature over a window, against its reference window. Shares are 0 to 1. */
export interface FeatureQuality {
  /** missing values by all rows; 0 without rows */
  readonly missingShare: number;
  readonly referenceMissingShare: number;
  /** values with a category that the reference does not have, by all values; categories only */
  readonly unseenShare?: number;
  /** some of these categories, the most frequent first */
  readonly unseen?: readonly string[];
  /** values below the least or above the greatest value of the reference, by all values; numbers only */
  readonly outOfRangeShare?: number;
  /** least and greatest value of the reference */
  readonly range?: readonly [least: number, greatest: number];
}

const MOST_UNSEEN = 3;

/**
 * Measures the data quality of a feature. Without values, here or in the reference, nothing is known to be unseen or out of
 * range: these shares are absent.
 */
export function featureQuality(reference: WindowSummary, current: WindowSummary): FeatureQuality {
  const missing = { missingShare: missingShare(current), referenceMissingShare: missingShare(reference) };
  if (!hasValues(reference) || !hasValues(current)) return missing;
  if (reference.kind === 'number' && current.kind === 'number')
    return { ...missing, ...outOfRange(reference, current) };
  if (reference.kind === 'category' && current.kind === 'category')
    return { ...missing, ...unseen(reference, current) };
  return missing;
}

function missingShare({ missing, rows }: WindowSummary): number {
  return rows === 0 ? 0 : missing / rows;
}

function hasValues({ missing, rows }: WindowSummary): boolean {
  return missing < rows;
}

function outOfRange(reference: NumberSummary, { sorted }: NumberSummary) {
  const range = [reference.sorted[0] as number, reference.sorted[reference.sorted.length - 1] as number] as const;
  return { outOfRangeShare: countOutside(sorted, range) / sorted.length, range };
}

function unseen(reference: CategorySummary, { counts, rows, missing }: CategorySummary) {
  const found = [...counts].filter(([category]) => !reference.counts.has(category)).sort(([, a], [, b]) => b - a);
  const unseenRows = found.reduce((sum, [, count]) => sum + count, 0);
  return {
    unseenShare: unseenRows / (rows - missing),
    unseen: found.slice(0, MOST_UNSEEN).map(([category]) => category),
  };
}

/** Values below the least or above the greatest of a range: those at both ends of the sorted values. */
function countOutside(sorted: SortedNumbers, [least, greatest]: readonly [number, number]): number {
  let [below, above] = [0, 0];
  while (below < sorted.length && (sorted[below] as number) < least) below += 1;
  while (above < sorted.length - below && (sorted[sorted.length - 1 - above] as number) > greatest) above += 1;
  return below + above;
}

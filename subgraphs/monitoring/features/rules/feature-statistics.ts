import { moments } from '../../../../statistics/moments.ts';
import { quantile } from '../../../../statistics/quantile.ts';
import type { SortedNumbers } from '../../../../statistics/sorted-numbers.ts';
import type { CategorySummary, NumberSummary, WindowSummary } from '../../windows/window-summary.ts';

/** Quantiles of a numeric feature. */
export const KEPT_QUANTILES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const;

/** Interquartile ranges outside the quartiles from which on a value is out of range: Tukey's fences. */
const FENCE = 1.5;

/** Standard deviations from the mean from which on a value is out of range. */
const FAR = 3;

/** Statistics of a numeric feature over a window. Without values only counts and shares are present. */
export interface NumberStatistics {
  readonly kind: 'number';
  readonly rows: number;
  /** 0–1; 0 without rows */
  readonly missingShare: number;
  /** distinct values */
  readonly cardinality: number;
  readonly mean?: number;
  /** divided by n */
  readonly standardDeviation?: number;
  readonly least?: number;
  readonly most?: number;
  /** at {@link KEPT_QUANTILES} */
  readonly quantiles: readonly number[];
  /** values below Q₁ − 1.5 (Q₃ − Q₁) or above Q₃ + 1.5 (Q₃ − Q₁) of the reference */
  readonly outOfRangeByQuartiles: number;
  /** values more than three standard deviations of the reference away from its mean */
  readonly outOfRangeByDeviation: number;
}

/** Statistics of a categorical feature over a window. */
export interface CategoryStatistics {
  readonly kind: 'category';
  readonly rows: number;
  /** 0–1; 0 without rows */
  readonly missingShare: number;
  /** distinct categories */
  readonly cardinality: number;
  /** categories that the reference does not have */
  readonly unseenCategories: number;
  /** rows with such a category */
  readonly unseenRows: number;
}

/**
 * Statistics of one feature over a window, against a reference of the same kind.
 *
 * A reference without values has no range and no categories: nothing is out of range then, and nothing unseen.
 *
 * @throws {TypeError} when the windows are not of one kind
 * @see Tukey, Exploratory Data Analysis (1977), 2C
 */
export function featureStatistics(
  reference: WindowSummary,
  current: WindowSummary,
): NumberStatistics | CategoryStatistics {
  if (reference.kind === 'number' && current.kind === 'number') return numberStatistics(reference, current);
  if (reference.kind === 'category' && current.kind === 'category') return categoryStatistics(reference, current);
  throw new TypeError(`windows: found a ${reference.kind} and a ${current.kind} window, expected two of one kind`);
}

function numberStatistics(reference: NumberSummary, current: NumberSummary): NumberStatistics {
  const { sorted } = current;
  const about = moments(sorted);
  const [least, most] = [sorted[0], sorted[sorted.length - 1]];
  return {
    kind: 'number',
    ...common(current),
    cardinality: countDistinct(sorted),
    ...(about && { mean: about.mean, standardDeviation: about.standardDeviation }),
    ...(least !== undefined && most !== undefined && { least, most }),
    quantiles: KEPT_QUANTILES.flatMap((q) => quantile(sorted, q) ?? []),
    outOfRangeByQuartiles: countOutside(sorted, fences(reference.sorted)),
    outOfRangeByDeviation: countOutside(sorted, deviations(reference.sorted)),
  };
}

function categoryStatistics(reference: CategorySummary, current: CategorySummary): CategoryStatistics {
  const isKnown = reference.counts.size === 0 ? () => true : (category: string) => reference.counts.has(category);
  const unseen = [...current.counts].filter(([category]) => !isKnown(category));
  return {
    kind: 'category',
    ...common(current),
    cardinality: current.counts.size,
    unseenCategories: unseen.length,
    unseenRows: unseen.reduce((sum, [, count]) => sum + count, 0),
  };
}

function common({ rows, missing }: WindowSummary): { readonly rows: number; readonly missingShare: number } {
  return { rows, missingShare: rows === 0 ? 0 : missing / rows };
}

function countDistinct(sorted: SortedNumbers): number {
  let distinct = 0;
  for (let i = 0; i < sorted.length; i += 1) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct += 1;
  return distinct;
}

type Range = readonly [low: number, high: number];

function fences(reference: SortedNumbers): Range | undefined {
  const [q1, q3] = [quantile(reference, 0.25), quantile(reference, 0.75)];
  if (q1 === undefined || q3 === undefined) return undefined;
  return [q1 - FENCE * (q3 - q1), q3 + FENCE * (q3 - q1)];
}

function deviations(reference: SortedNumbers): Range | undefined {
  const about = moments(reference);
  return about && [about.mean - FAR * about.standardDeviation, about.mean + FAR * about.standardDeviation];
}

function countOutside(values: SortedNumbers, range: Range | undefined): number {
  if (!range) return 0;
  const [low, high] = range;
  return values.reduce((count, value) => count + Number(value < low || value > high), 0);
}

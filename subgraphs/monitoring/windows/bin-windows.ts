import { BINS, countBins, referenceEdges } from '../../../statistics/histogram.ts';
import { quantile } from '../../../statistics/quantile.ts';
import type { CategorySummary, NumberSummary } from './window-summary.ts';

/** Values of a bin. */
export type Bin =
  /** numbers from ≤ value < to; absent bounds are infinite */
  | { readonly of: 'RANGE'; readonly from?: number; readonly to?: number }
  /** one number that is frequent in the reference */
  | { readonly of: 'VALUE'; readonly value: number }
  | { readonly of: 'CATEGORY'; readonly category: string }
  /** categories too rare for their own bin, with their number */
  | { readonly of: 'OTHER'; readonly categories: number }
  | { readonly of: 'MISSING' };

/** Bin with the numbers of its rows in both windows. */
export interface BinCounts {
  readonly bin: Bin;
  readonly reference: number;
  readonly current: number;
}

/** Two windows over the same bins; when values are missing, the last bin is theirs. */
export interface BinnedWindows {
  readonly bins: readonly BinCounts[];
  /** whether the bins of values have enough rows for a decision */
  readonly isSufficient: boolean;
}

/** Least expected rows of a bin, in either window, without a change. */
export const LEAST_PER_BIN = 5;

/**
 * Bins numeric windows by the deciles of the reference.
 *
 * A value that fills several deciles of the reference gets its own bin, so that a feature that is nearly always 0,
 * or constant, shows a change on either side of it. Sufficient when every decile bin expects {@link LEAST_PER_BIN} rows
 * on average in the smaller window.
 */
export function binNumbers(reference: NumberSummary, current: NumberSummary): BinnedWindows {
  const smaller = Math.min(reference.rows, current.rows);
  const present = reference.sorted.length;
  const edges = present === 0 ? [] : referenceEdges(reference.sorted);
  const atoms = present === 0 ? [] : frequentValues(reference, edges);
  const bounds = [...new Set([...edges, ...atoms.map(nextUp)])].sort((a, b) => a - b);
  const counts = { reference: countBins(reference.sorted, bounds), current: countBins(current.sorted, bounds) };
  const bins = counts.reference.map((count, i) => ({
    bin: numberBin(bounds[i - 1], bounds[i], atoms),
    reference: count,
    current: counts.current[i] as number,
  }));
  // a gap behind a frequent value is a bin only when something is in it
  const isGap = ({ bin, ...count }: BinCounts) =>
    bin.of === 'RANGE' && atoms.includes(bin.from as number) && count.reference + count.current === 0;
  const kept = bins.filter((bin) => !isGap(bin));
  const filled = Math.max(2, kept.filter((bin) => bin.reference > 0).length);
  const expected = present === 0 ? smaller : (smaller * present) / reference.rows;
  return { bins: withMissing(kept, reference, current), isSufficient: expected >= LEAST_PER_BIN * filled };
}

/**
 * Bins categorical windows: a bin for each category that expects {@link LEAST_PER_BIN} rows in the smaller window, and one
 * for the rest together. Sufficient when at least one category reaches that, and both windows have rows for two bins.
 */
export function binCategories(reference: CategorySummary, current: CategorySummary): BinnedWindows {
  const smaller = Math.min(reference.rows, current.rows);
  const least = (LEAST_PER_BIN * (reference.rows + current.rows)) / smaller;
  const frequent: BinCounts[] = [];
  let distinct = 0;
  for (const category of new Set([...reference.counts.keys(), ...current.counts.keys()])) {
    distinct += 1;
    const bin = categoryBin(category, reference, current);
    // a feature of many thousand categories costs no more than counting them
    if (bin.reference + bin.current >= least) frequent.push(bin);
  }
  frequent.sort((a, b) => b.reference + b.current - a.reference - a.current);
  const isSufficient = smaller >= 2 * LEAST_PER_BIN && (frequent.length > 0 || distinct === 0);
  const bins =
    distinct === frequent.length && distinct > 0 ? frequent : withOther(frequent, distinct, least, reference, current);
  return { bins: withMissing(bins, reference, current), isSufficient };
}

function categoryBin(category: string, reference: CategorySummary, current: CategorySummary): BinCounts {
  const [r, c] = [reference.counts.get(category) ?? 0, current.counts.get(category) ?? 0];
  return { bin: { of: 'CATEGORY', category }, reference: r, current: c };
}

/** Merges the rare categories; while the sum is still too rare, also the rarest of the others. */
function withOther(
  frequent: readonly BinCounts[],
  distinct: number,
  least: number,
  reference: CategorySummary,
  current: CategorySummary,
): readonly BinCounts[] {
  const kept = [...frequent];
  let r = reference.rows - reference.missing - total(kept, 'reference');
  let c = current.rows - current.missing - total(kept, 'current');
  while (kept.length > 0 && r + c < least) {
    const rarest = kept.pop() as BinCounts;
    r += rarest.reference;
    c += rarest.current;
  }
  return [...kept, { bin: { of: 'OTHER', categories: distinct - kept.length }, reference: r, current: c }];
}

/** Values that fill two deciles or more: edges that several quantiles share. */
function frequentValues({ sorted }: NumberSummary, edges: readonly number[]): readonly number[] {
  if (edges.length === BINS - 1) return [];
  const deciles = Array.from({ length: BINS - 1 }, (_, i) => quantile(sorted, (i + 1) / BINS));
  // nothing lies above the largest double
  const isFrequent = (edge: number) => deciles.filter((decile) => decile === edge).length > 1;
  return edges.filter((edge) => isFrequent(edge) && edge < Number.MAX_VALUE);
}

/** Next larger double. */
function nextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  const bits = new BigInt64Array(new Float64Array([value]).buffer);
  bits[0] = (bits[0] as bigint) + (value > 0 ? 1n : -1n);
  return new Float64Array(bits.buffer)[0] as number;
}

function numberBin(from: number | undefined, to: number | undefined, atoms: readonly number[]): Bin {
  if (from !== undefined && atoms.includes(from) && to === nextUp(from)) return { of: 'VALUE', value: from };
  const atom = atoms.find((value) => from === nextUp(value));
  return { of: 'RANGE', ...(from !== undefined && { from: atom ?? from }), ...(to !== undefined && { to }) };
}

function total(bins: readonly BinCounts[], side: 'reference' | 'current'): number {
  return bins.reduce((sum, bin) => sum + bin[side], 0);
}

function withMissing(
  bins: readonly BinCounts[],
  reference: { readonly missing: number },
  current: { readonly missing: number },
): readonly BinCounts[] {
  if (reference.missing + current.missing === 0) return bins;
  return [...bins, { bin: { of: 'MISSING' }, reference: reference.missing, current: current.missing }];
}

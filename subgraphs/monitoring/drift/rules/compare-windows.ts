import { chiSquareContingency } from '../../../../statistics/chi-square-contingency.ts';
import { fisherExact } from '../../../../statistics/fisher-exact.ts';
import { jensenShannonDistance } from '../../../../statistics/jensen-shannon.ts';
import { klDivergence } from '../../../../statistics/kl-divergence.ts';
import { kolmogorovSmirnovInSteps } from '../../../../statistics/ks.ts';
import { psi, psiChanceLevel } from '../../../../statistics/psi.ts';
import type { Steps } from '../../../../statistics/run-cooperatively.ts';
import { wassersteinInSteps } from '../../../../statistics/wasserstein.ts';
import { type BinCounts, type BinnedWindows, binCategories, binNumbers } from '../../windows/bin-windows.ts';
import type { NumberSummary, WindowSummary } from '../../windows/window-summary.ts';

/** Distances between two windows of one feature. A statistic that does not apply is absent; none is NaN. */
export interface DriftStatistics {
  /** nats, over the bins, that of missing values included */
  readonly psi: number;
  /** value that PSI exceeds by chance in 1 of 100 unchanged windows; absent when a window is empty */
  readonly psiChanceLevel?: number;
  /** PSI minus its average by chance, ≥ 0 */
  readonly psiBeyondChance: number;
  /** nats, over the same bins */
  readonly klDivergence: number;
  /** base 2, over the same bins; absent when a window is empty */
  readonly jensenShannonDistance?: number;
  /** over the bins of values, without that of missing values */
  readonly chiSquare: { readonly statistic: number; readonly degreesOfFreedom: number; readonly pValue: number };
  /** numeric features with values in both windows: the largest distance of the distribution functions */
  readonly kolmogorovSmirnov?: { readonly statistic: number; readonly pValue: number };
  /** numeric features with values in both windows, in the unit of the feature; absent beyond the range of doubles */
  readonly wasserstein?: number;
  /** divided by the standard deviation of the reference; absent when that is 0 */
  readonly wassersteinNormalised?: number;
  /** Fisher's exact test of the missing shares; absent when nothing is missing */
  readonly missingPValue?: number;
  /** of both tests together, that of the values and that of the missing shares, before adjustment for other features */
  readonly pValue: number;
}

/** Comparison of two windows of one feature. */
export interface Comparison extends BinnedWindows {
  readonly statistics: DriftStatistics;
}

/**
 * Most pairs of values for an exact Kolmogorov–Smirnov p-value, some 5 ms. With more, Kolmogorov's limit is close, or with
 * ties too large: it errs on the side of no drift.
 */
const EXACT_PAIRS = 500_000;

/**
 * Compares two windows of one feature by every statistic, in steps of some milliseconds.
 *
 * The values are tested by Kolmogorov–Smirnov or χ², the missing shares by Fisher. When both tests apply, p is twice
 * the smaller (Bonferroni). Values too few for their bins are not tested: then the missing share alone decides. A test
 * that cannot be run has p 1.
 *
 * @throws {TypeError} when one window is numeric and the other is not
 */
export function* compareWindows(reference: WindowSummary, current: WindowSummary): Steps<Comparison> {
  const binned = binWindows(reference, current);
  yield;
  const overBins = binStatistics(binned.bins, reference.rows, current.rows);
  const overValues =
    reference.kind === 'number' ? yield* numberStatistics(reference, current as NumberSummary) : undefined;
  const missingPValue = fisherExact(
    { trials: reference.rows, events: reference.missing },
    { trials: current.rows, events: current.missing },
  );
  const valuesPValue = overValues ? (overValues.kolmogorovSmirnov?.pValue ?? 1) : overBins.chiSquare.pValue;
  const isAnyMissing = reference.missing + current.missing > 0;
  const bothPValue = isAnyMissing ? Math.min(1, 2 * Math.min(valuesPValue, missingPValue)) : valuesPValue;
  const pValue = binned.isSufficient ? bothPValue : missingPValue;
  return { ...binned, statistics: { ...overBins, ...overValues, ...(isAnyMissing && { missingPValue }), pValue } };
}

function binWindows(reference: WindowSummary, current: WindowSummary): BinnedWindows {
  if (reference.kind === 'number' && current.kind === 'number') return binNumbers(reference, current);
  if (reference.kind === 'category' && current.kind === 'category') return binCategories(reference, current);
  throw new TypeError(`windows: found a ${reference.kind} and a ${current.kind} window, expected two of one kind`);
}

function binStatistics(bins: readonly BinCounts[], referenceRows: number, currentRows: number) {
  const reference = bins.map((bin) => bin.reference);
  const current = bins.map((bin) => bin.current);
  const ofValues = bins.filter(({ bin }) => bin.of !== 'MISSING');
  const value = psi(reference, current);
  const distance = jensenShannonDistance(reference, current);
  const common = {
    psi: value,
    klDivergence: klDivergence(reference, current),
    chiSquare: chiSquareContingency(
      ofValues.map((bin) => bin.reference),
      ofValues.map((bin) => bin.current),
    ),
  };
  if (distance === undefined) return { ...common, psiBeyondChance: 0 };
  const byChance = (1 / referenceRows + 1 / currentRows) * (bins.length - 1);
  return {
    ...common,
    psiChanceLevel: psiChanceLevel(referenceRows, currentRows, bins.length),
    psiBeyondChance: Math.max(0, value - byChance),
    jensenShannonDistance: distance,
  };
}

function* numberStatistics(
  { sorted: reference }: NumberSummary,
  { sorted: current }: NumberSummary,
): Steps<Pick<DriftStatistics, 'kolmogorovSmirnov' | 'wasserstein' | 'wassersteinNormalised'>> {
  const ks = yield* kolmogorovSmirnovInSteps(reference, current, EXACT_PAIRS);
  yield;
  const distance = yield* wassersteinInSteps(reference, current);
  if (!ks || !distance) return {};
  const { normalised } = distance;
  return {
    kolmogorovSmirnov: { statistic: ks.statistic, pValue: ks.pValue },
    // values at both ends of the range of doubles, or so close together that their spread is below it
    ...(Number.isFinite(distance.distance) && { wasserstein: distance.distance }),
    ...(Number.isFinite(normalised) && normalised !== undefined && { wassersteinNormalised: normalised }),
  };
}

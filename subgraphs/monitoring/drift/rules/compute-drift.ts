import type { Steps } from '../../../../statistics/run-cooperatively.ts';
import type { WindowColumns } from '../../windows/window-columns.ts';
import { type Column, summariseWindow, type WindowSummary } from '../../windows/window-summary.ts';
import { compareFeature, concludeCheck, type DriftCheck, type FeatureComparison } from './check-features.ts';
import { checkSlices, type SliceCheck } from './check-slices.ts';
import { pairFeatures } from './pair-features.ts';

/** Features that define slices: industry, country and source of the lead. */
export const SLICE_DIMENSIONS = ['industry', 'country', 'referral_source'] as const;

/** Windows of a check, with the same columns each. */
export interface ComparedWindows {
  readonly reference: WindowColumns;
  readonly current: WindowColumns;
  /** the window before the current one; absent when it has no rows */
  readonly previous?: WindowColumns | undefined;
  /** mean absolute contribution of each feature to the score, log-odds; absent when unknown */
  readonly contributions?: Readonly<Record<string, number>> | undefined;
}

/** Findings of a check. */
export interface DriftFindings {
  readonly againstReference: DriftCheck;
  readonly againstPrevious: DriftCheck | undefined;
  /** against the reference */
  readonly slices: readonly SliceCheck[];
}

/**
 * Computes a whole check, in steps of some milliseconds: each column against the reference and against the window before,
 * and against the reference within each slice. Each column of the current window is sorted or counted once.
 *
 * @throws {DomainError} VALIDATION_FAILED when the reference lacks a feature, or has it as another kind
 */
export function* computeDrift(windows: ComparedWindows): Steps<DriftFindings> {
  const { reference, current, previous, contributions } = windows;
  const pairs = pairFeatures(reference, current, contributions);
  const compared: FeatureComparison[] = [];
  const comparedToPrevious: FeatureComparison[] = [];
  for (const pair of pairs) {
    const summary: WindowSummary = yield* summariseWindow(current[pair.name] as Column);
    compared.push(yield* compareFeature({ ...pair, current: summary }));
    const before = previous?.[pair.name];
    if (before) comparedToPrevious.push(yield* compareFeature({ ...pair, reference: before, current: summary }));
  }
  return {
    againstReference: concludeCheck(compared),
    againstPrevious: previous && concludeCheck(comparedToPrevious),
    slices: yield* findSliceDrift(windows),
  };
}

function* findSliceDrift({ reference, current }: ComparedWindows): Steps<readonly SliceCheck[]> {
  const dimensions = SLICE_DIMENSIONS.flatMap((name) => {
    const [before, now] = [reference[name], current[name]];
    if (before?.kind !== 'category' || now?.kind !== 'category') return [];
    return [
      { name, reference: before.values as ArrayLike<string | null>, current: now.values as ArrayLike<string | null> },
    ];
  });
  const features = Object.keys(current).map((name) => ({
    name,
    reference: reference[name] as Column,
    current: current[name] as Column,
  }));
  return yield* checkSlices(features, dimensions);
}

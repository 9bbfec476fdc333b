import { benjaminiHochberg } from '../../../../statistics/benjamini-hochberg.ts';
import type { Steps } from '../../../../statistics/run-cooperatively.ts';
import { type FeatureQuality, featureQuality } from '../../features/rules/feature-quality.ts';
import type { BinCounts } from '../../windows/bin-windows.ts';
import { type Column, summariseWindow, type WindowSummary } from '../../windows/window-summary.ts';
import { type Comparison, compareWindows, type DriftStatistics } from './compare-windows.ts';
import {
  type Decision,
  type DriftOutcome,
  type DriftThreshold,
  decide,
  driftThreshold,
  worstOutcome,
} from './drift-thresholds.ts';

/** One feature over both windows, each with its values or its summary. */
export interface ComparedFeature {
  readonly name: string;
  readonly reference: Column | WindowSummary;
  readonly current: Column | WindowSummary;
  /** mean absolute contribution to the score over the current window, log-odds ≥ 0; 0 when unknown */
  readonly contribution?: number;
}

/** Result of a check for one feature. */
export interface FeatureDrift extends Decision {
  readonly feature: string;
  readonly kind: 'number' | 'category';
  /** threshold that decided */
  readonly rule: DriftThreshold;
  readonly statistics: DriftStatistics;
  /** p-value after Benjamini–Hochberg over all features of the check */
  readonly adjustedPValue: number;
  readonly referenceRows: number;
  readonly currentRows: number;
  /** the two histograms */
  readonly bins: readonly BinCounts[];
  /** categories of the current window that the reference does not have, the most frequent first, twenty at most */
  readonly newCategories: readonly { readonly category: string; readonly rows: number }[];
  /** missing, unseen and out-of-range values against the reference */
  readonly quality: FeatureQuality;
  readonly contribution: number;
  /** drift × contribution: PSI beyond chance times the mean absolute contribution */
  readonly impact: number;
}

/** Result of a check. */
export interface DriftCheck {
  /** the most severe of all features; INSUFFICIENT when none could be compared */
  readonly outcome: DriftOutcome;
  /** by impact, then by PSI beyond chance, the largest first */
  readonly features: readonly FeatureDrift[];
}

/** One feature compared, before p-values are adjusted. */
export interface FeatureComparison
  extends Comparison,
    Pick<
      FeatureDrift,
      'feature' | 'kind' | 'referenceRows' | 'currentRows' | 'newCategories' | 'quality' | 'contribution'
    > {}

const NEW_CATEGORIES_SHOWN = 20;

/**
 * A drift check: every feature of the current window against the reference, in steps of a few milliseconds.
 *
 * Features may come from a generator, so that only one is in memory. Without a change, at most 5 % of checks warn, over all
 * features together.
 *
 * @throws {TypeError} when a feature is numeric in one window and not in the other
 * @internal
 */
export function* checkFeatures(features: Iterable<ComparedFeature>): Steps<DriftCheck> {
  const compared: FeatureComparison[] = [];
  for (const feature of features) compared.push(yield* compareFeature(feature));
  return concludeCheck(compared);
}

/** Result of a check of these features. */
export function concludeCheck(compared: readonly FeatureComparison[]): DriftCheck {
  const judged = judgeTogether(compared);
  return { outcome: worstOutcome(judged.map(({ outcome }) => outcome)), features: rankByImpact(judged) };
}

/** Compares both windows of one feature; keeps counts only, not its values. */
export function* compareFeature(feature: ComparedFeature): Steps<FeatureComparison> {
  const reference = yield* summaryOf(feature.reference);
  const current = yield* summaryOf(feature.current);
  return {
    feature: feature.name,
    kind: reference.kind,
    referenceRows: reference.rows,
    currentRows: current.rows,
    newCategories: newCategories(reference, current),
    quality: featureQuality(reference, current),
    contribution: feature.contribution ?? 0,
    ...(yield* compareWindows(reference, current)),
  };
}

/** Decides about features that form one family of p-values, in the given order. */
export function judgeTogether(compared: readonly FeatureComparison[]): readonly FeatureDrift[] {
  const adjusted = benjaminiHochberg(compared.map(({ statistics }) => statistics.pValue));
  return compared.map(({ isSufficient, ...about }, i) => {
    const { kind, statistics, referenceRows, currentRows, contribution } = about;
    const adjustedPValue = adjusted[i] as number;
    const rule = driftThreshold(kind, Math.min(referenceRows, currentRows));
    const decision = decide(rule, { statistics, adjustedPValue, isSufficient });
    return { ...about, ...decision, rule, adjustedPValue, impact: statistics.psiBeyondChance * contribution };
  });
}

/** Sorts features by the possible effect of their drift on scores: impact, then PSI beyond chance, then name. */
export function rankByImpact(features: readonly FeatureDrift[]): readonly FeatureDrift[] {
  return features.toSorted(
    (a, b) =>
      b.impact - a.impact ||
      b.statistics.psiBeyondChance - a.statistics.psiBeyondChance ||
      (a.feature < b.feature ? -1 : 1),
  );
}

function* summaryOf(window: Column | WindowSummary): Steps<WindowSummary> {
  return 'rows' in window ? window : yield* summariseWindow(window);
}

function newCategories(reference: WindowSummary, current: WindowSummary): FeatureDrift['newCategories'] {
  if (reference.kind === 'number' || current.kind === 'number') return [];
  let most: { readonly category: string; readonly rows: number }[] = [];
  const keepMost = () => {
    most = most.sort((a, b) => b.rows - a.rows || (a.category < b.category ? -1 : 1)).slice(0, NEW_CATEGORIES_SHOWN);
  };
  for (const [category, rows] of current.counts) {
    if (reference.counts.has(category)) continue;
    most.push({ category, rows });
    if (most.length > 1_000) keepMost();
  }
  keepMost();
  return most;
}

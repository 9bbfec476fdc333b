import type { DriftStatistics } from './compare-windows.ts';

/** Outcomes of a drift check, for a feature or for all of them, from the least to the most severe. */
export const DRIFT_OUTCOMES = ['INSUFFICIENT', 'NONE', 'WARNING', 'CRITICAL'] as const;

/** An outcome of {@link DRIFT_OUTCOMES}. INSUFFICIENT: too little data for a decision. */
export type DriftOutcome = (typeof DRIFT_OUTCOMES)[number];

/** Statistics of the size of a change. */
type EffectSize = 'psi' | 'klDivergence' | 'wassersteinNormalised';

/** Least value of a statistic for a change to count. */
export interface Band {
  readonly statistic: EffectSize;
  readonly atLeast: number;
}

/** Thresholds of one kind of feature, from a number of rows on. */
export interface DriftThreshold {
  readonly kind: 'number' | 'category';
  /** rows of the smaller window from which on they apply */
  readonly fromRows: number;
  /** test whose p-value, adjusted for the number of features, must be below {@link SIGNIFICANCE} for any drift */
  readonly test: 'kolmogorovSmirnov' | 'chiSquare';
  /** WARNING when one of them is reached; none: a significant change is enough */
  readonly warning: readonly Band[];
  /** CRITICAL when one of them is reached */
  readonly critical: readonly Band[];
}

/** Significance level of adjusted p-values. */
export const SIGNIFICANCE = 0.05;

const CRITICAL: readonly Band[] = [{ statistic: 'psi', atLeast: 0.5 }];
const LARGE: readonly Band[] = [
  { statistic: 'psi', atLeast: 0.25 },
  { statistic: 'klDivergence', atLeast: 0.1 },
];
/** A shift by a third of the reference's standard deviation, too: shares of deciles lag behind when values are missing. */
const LARGE_SHIFT: readonly Band[] = [...LARGE, { statistic: 'wassersteinNormalised', atLeast: 0.35 }];

/**
 * Thresholds by kind of feature and number of rows: the last row that fits applies.
 *
 * In small windows only a large change is significant, so significance is enough for a warning. In large ones nearly every
 * change is, so its size decides. Every row requires both a significant test and a PSI above the chance level: each alone
 * would be reached too easily by one of twenty features.
 */
export const DRIFT_THRESHOLDS: readonly DriftThreshold[] = [
  { kind: 'number', fromRows: 0, test: 'kolmogorovSmirnov', warning: [], critical: CRITICAL },
  { kind: 'number', fromRows: 1_000, test: 'kolmogorovSmirnov', warning: LARGE_SHIFT, critical: CRITICAL },
  { kind: 'category', fromRows: 0, test: 'chiSquare', warning: [], critical: CRITICAL },
  { kind: 'category', fromRows: 1_000, test: 'chiSquare', warning: LARGE, critical: CRITICAL },
];

/** Threshold of a feature, by its kind and the rows of its smaller window. */
export function driftThreshold(kind: DriftThreshold['kind'], smallerRows: number): DriftThreshold {
  const rule = DRIFT_THRESHOLDS.findLast((one) => one.kind === kind && smallerRows >= one.fromRows);
  if (!rule) throw new RangeError(`drift threshold: found ${smallerRows} rows, expected 0 or more`);
  return rule;
}

/** Evidence of a decision. */
export interface Evidence {
  readonly statistics: DriftStatistics;
  /** adjusted for all features of the check, 0–1 */
  readonly adjustedPValue: number;
  /** whether the bins of values are filled well enough */
  readonly isSufficient: boolean;
}

/** Decision about one feature. */
export interface Decision {
  readonly outcome: DriftOutcome;
  /**
   * Degree of drift: from 1 WARNING, from 2 CRITICAL; below 1 the smallest ratio of a required statistic to its threshold.
   * Absent when the outcome is INSUFFICIENT.
   */
  readonly degree?: number;
}

/**
 * Decides about one feature.
 *
 * With too few values a significant change of the missing share still counts; without one the outcome is INSUFFICIENT.
 */
export function decide(rule: DriftThreshold, { statistics, adjustedPValue, isSufficient }: Evidence): Decision {
  const { psi, psiChanceLevel = Number.POSITIVE_INFINITY } = statistics;
  const gates = [
    // 1 gives −0
    Math.max(0, Math.log(adjustedPValue) / Math.log(SIGNIFICANCE)),
    // a single bin has PSI 0 and chance level 0
    psi === 0 ? 0 : psi / psiChanceLevel,
  ];
  const reach = (bands: readonly Band[]) =>
    Math.min(...gates, ...(bands.length === 0 ? [] : [Math.max(...bands.map((band) => reachOf(band, statistics)))]));
  const warning = reach(rule.warning);
  const degree = warning < 1 ? warning : 1 + reach(rule.critical);
  if (warning < 1 && !isSufficient) return { outcome: 'INSUFFICIENT' };
  return { outcome: degree >= 2 ? 'CRITICAL' : degree >= 1 ? 'WARNING' : 'NONE', degree };
}

function reachOf({ statistic, atLeast }: Band, statistics: DriftStatistics): number {
  return (statistics[statistic] ?? 0) / atLeast;
}

/** Most severe of several outcomes; INSUFFICIENT without any. */
export function worstOutcome(outcomes: readonly DriftOutcome[]): DriftOutcome {
  const rank = Math.max(0, ...outcomes.map((outcome) => DRIFT_OUTCOMES.indexOf(outcome)));
  return DRIFT_OUTCOMES[rank] as DriftOutcome;
}

import { type Auc, auc } from '../../../../statistics/auc.ts';
import { type Brier, brier } from '../../../../statistics/brier.ts';
import { type CalibrationError, calibrationError } from '../../../../statistics/calibration-error.ts';
import { type Confusion, confusionAt } from '../../../../statistics/confusion.ts';
import { equalMassBins } from '../../../../statistics/equal-mass-bins.ts';
import { type Lift, liftAt } from '../../../../statistics/lift.ts';
import { logLoss } from '../../../../statistics/log-loss.ts';
import type { PredictedOutcomes } from '../../../../statistics/prediction-outcome.ts';
import { type Interval, meanInterval, wilsonInterval } from '../../../../statistics/wilson.ts';

/** Share of leads at the top for lift and precision. */
export const TOP_SHARE = 0.1;

/** Matured predictions of about equal probability. */
export interface CalibrationPoint {
  readonly leads: number;
  /** 0–1 */
  readonly meanProbability: number;
  readonly converted: number;
  /** share converted, with Wilson's interval */
  readonly conversionRate: Interval;
}

/** Performance on matured predictions. A figure that cannot be computed is absent; none is NaN. */
export interface PerformanceReport {
  /** matured predictions */
  readonly matured: number;
  /** predictions whose outcome is not known yet */
  readonly pending: number;
  /** predictions about leads that already had an outcome: neither matured nor pending */
  readonly endedBefore: number;
  /** share converted, with Wilson's interval */
  readonly conversionRate?: Interval;
  /** with DeLong's interval; absent unless both outcomes occur */
  readonly auc?: Auc;
  readonly brier?: Brier;
  /** of the Brier score's mean, by the central limit theorem; absent with fewer than two predictions */
  readonly brierInterval?: Interval;
  /** nats */
  readonly logLoss?: number;
  readonly calibration?: CalibrationError;
  /** the bins of {@link calibration}, by ascending probability */
  readonly calibrationCurve: readonly CalibrationPoint[];
  /** of the signed bias; containing 0 means that no bias is shown */
  readonly biasInterval?: Interval;
  /** among the leads of the highest probabilities */
  readonly top?: Lift;
  /** of the precision there, by Wilson */
  readonly topPrecision?: Interval;
  /** at each cut-point of the grades */
  readonly confusion: readonly Confusion[];
}

/** Input of a report. */
export interface PerformanceInput {
  readonly matured: PredictedOutcomes;
  readonly pending: number;
  /** predictions about leads that already had an outcome; 0 when absent */
  readonly endedBefore?: number;
  /** least probability of each grade, 0–1 */
  readonly cutPoints: readonly number[];
}

/**
 * Computes the performance of a model: ranking (AUC, lift), probabilities (Brier, log loss, calibration), grades (confusion).
 *
 * Intervals are at 95 %. Calibration is over 15 bins of equal mass.
 *
 * @throws {RangeError} when a probability or cut-point is outside of 0–1, or an outcome neither 0 nor 1
 */
export function performanceReport(input: PerformanceInput): PerformanceReport {
  const { matured, pending, endedBefore = 0, cutPoints } = input;
  const n = matured.probabilities.length;
  const loss = logLoss(matured);
  const top = liftAt(matured, TOP_SHARE);
  const converted = sum(matured.outcomes);
  return {
    matured: n,
    pending,
    endedBefore,
    ...defined({
      conversionRate: wilsonInterval({ trials: n, events: converted }),
      auc: auc(matured),
      brier: brier(matured),
      brierInterval: meanInterval(errors(matured).map((error) => error * error)),
      logLoss: loss,
      calibration: calibrationError(matured),
      biasInterval: meanInterval(errors(matured)),
      top,
      topPrecision: top && wilsonInterval({ trials: top.selected, events: top.precision * top.selected }),
    }),
    calibrationCurve: calibrationCurve(matured),
    confusion: confusionAt(matured, cutPoints),
  };
}

function calibrationCurve(matured: PredictedOutcomes): readonly CalibrationPoint[] {
  return equalMassBins(matured).map(({ count, meanProbability, conversionRate }) => {
    const converted = Math.round(conversionRate * count);
    const interval = wilsonInterval({ trials: count, events: converted }) as Interval;
    return { leads: count, meanProbability, converted, conversionRate: interval };
  });
}

/** Probability minus outcome, of each prediction. */
function errors({ probabilities, outcomes }: PredictedOutcomes): Float64Array {
  return Float64Array.from(probabilities, (probability, i) => probability - (outcomes[i] as number));
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += values[i] as number;
  return total;
}

type Defined<Values> = { [Key in keyof Values]?: Exclude<Values[Key], undefined> };

/** Removes undefined fields. */
function defined<Values extends object>(values: Values): Defined<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<Values>;
}

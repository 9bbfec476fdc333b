import { refusal } from '../../../platform/refusal.ts';
import type { Gate } from './gate.ts';

/** Promotion policy of a model. */
export interface PromotionPolicy {
  /** gates that are judged */
  readonly gates: readonly Gate[];
  /** minimum gain in AUC over the champion on the same holdout */
  readonly minAucGain: number;
  /** whether a passed A/B test counts as the gain in AUC */
  readonly acceptAbTest: boolean;
  /** maximum by which the expected calibration error may exceed the champion's */
  readonly maxCalibrationLoss: number;
  /** bound that the PSI of the scores against the champion's stays below */
  readonly maxScorePsi: number;
  /** minimum number of rows for a verdict on PSI; below about 200, chance alone moves it */
  readonly minScoreRows: number;
  /** whether an INCONCLUSIVE gate refuses, too */
  readonly requireEvidence: boolean;
}

/** Promotion policy of a model without one of its own. */
export const DEFAULT_POLICY: PromotionPolicy = {
  gates: ['METRICS', 'AUC_GAIN', 'CALIBRATION', 'SCORE_SHIFT'],
  minAucGain: 0.02,
  acceptAbTest: true,
  maxCalibrationLoss: 0,
  maxScorePsi: 0.25,
  minScoreRows: 200,
  requireEvidence: false,
};

const RANGES = {
  minAucGain: [-1, 1],
  maxCalibrationLoss: [0, 1],
  maxScorePsi: [0, 100],
  minScoreRows: [1, 1_000_000],
} as const;

/**
 * Checks the numbers of a policy.
 *
 * @throws {DomainError} VALIDATION_FAILED naming the first that is out of its range
 */
export function checkPolicy(policy: PromotionPolicy): void {
  for (const [name, [least, most]] of Object.entries(RANGES)) {
    const value = policy[name as keyof typeof RANGES];
    if (!(value >= least && value <= most))
      throw refusal('VALIDATION_FAILED', name, `${value}`, `a number from ${least} to ${most}`);
  }
}

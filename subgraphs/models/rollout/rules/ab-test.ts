import { DomainError } from '../../../../platform/errors.ts';
import type { ChiSquare } from '../../../../statistics/chi-square-contingency.ts';
import { type ConfidenceSequence, differenceSequence } from '../../../../statistics/confidence-sequence.ts';
import { sampleRatioMismatch } from '../../../../statistics/sample-ratio.ts';
import { LEAST_SAMPLES, type Verdict } from './verdict/judgement.ts';

/** Below this p-value arms are not as full as their weights say, and no result is trusted. */
export const SAMPLE_RATIO_P = 0.001;

/** Above this share of leads in several arms no result is trusted. */
export const MULTIPLE_EXPOSURE_SHARE = 0.01;

/** Whether an A/B test can be believed; anything but VALID means that its comparisons must not be used. */
export const AB_VALIDITIES = ['VALID', 'SAMPLE_RATIO_MISMATCH', 'MULTIPLE_EXPOSURE'] as const;

/** One arm of an A/B test; the first of the list is the control. */
export interface AbArm {
  readonly name: string;
  /** share of the traffic, 0–1 */
  readonly weight: number;
  /** leads exposed to it first */
  readonly exposed: number;
  /** of them, those matured */
  readonly matured: number;
  /** of them, those converted */
  readonly converted: number;
}

/** A treatment against the control. */
export interface AbComparison {
  readonly arm: string;
  /** conversion of the arm − conversion of the control; undefined while one has no matured lead */
  readonly difference: ConfidenceSequence | undefined;
  /** SUCCESS: surely better than the control; FAILURE: surely worse */
  readonly verdict: Verdict;
}

/** What an A/B test says so far. */
export interface AbResult {
  readonly validity: (typeof AB_VALIDITIES)[number];
  readonly sampleRatio: ChiSquare;
  /** share of exposed leads that saw several arms, 0–1 */
  readonly multipleExposure: number;
  readonly comparisons: readonly AbComparison[];
  /** SUCCESS when a treatment is surely better, FAILURE when all are surely worse; never of an invalid test */
  readonly verdict: Verdict;
}

/**
 * Result of an A/B test on conversion of matured leads, at any time and as often as wanted.
 *
 * Each treatment is compared with the control by a confidence sequence, alpha divided by the number of treatments. Below
 * 50 matured leads in an arm nothing is concluded.
 *
 * @param arms                checked, as of {@link requireArms}; control first
 * @param leadsInSeveralArms  leads that were exposed to more than one arm
 * @param options.alpha       default 0.05
 * @param options.tunedForN   matured leads of both arms at which intervals are narrowest, default 5,000
 */
export function abResult(
  arms: readonly AbArm[],
  leadsInSeveralArms: number,
  options: { readonly alpha?: number; readonly tunedForN?: number } = {},
): AbResult {
  const { alpha = 0.05, tunedForN = 5000 } = options;
  const [control, ...treatments] = arms as readonly [AbArm, ...AbArm[]];
  const exposed = arms.reduce((sum, arm) => sum + arm.exposed, 0);
  const sampleRatio = sampleRatioMismatch(
    arms.map((arm) => arm.exposed),
    arms.map(({ weight }) => weight),
  );
  const multipleExposure = exposed === 0 ? 0 : leadsInSeveralArms / exposed;
  const surely = { alpha: alpha / Math.max(1, treatments.length), tunedForN };
  const comparisons = treatments.map((arm) => compare(control, arm, surely));
  const validity = validityOf(sampleRatio, multipleExposure);
  return {
    validity,
    sampleRatio,
    multipleExposure,
    comparisons,
    verdict: validity === 'VALID' ? overall(comparisons) : 'INCONCLUSIVE',
  };
}

/**
 * Checks the arms of an A/B test.
 *
 * @throws {DomainError} ROLLOUT_INVALID with fewer than two arms, a name twice, or weights that are not above 0 or do not
 *   sum to 1
 */
export function requireArms(arms: readonly Pick<AbArm, 'name' | 'weight'>[]): void {
  const refuse = (found: string, expected: string) => {
    throw new DomainError('ROLLOUT_INVALID', `A/B arms: found ${found}, expected ${expected}`);
  };
  const names = arms.map(({ name }) => name).join(', ');
  if (arms.length < 2) refuse(names || 'none', 'a control and at least one treatment');
  if (new Set(arms.map(({ name }) => name)).size < arms.length) refuse(names, 'each name once');
  const odd = arms.find(({ weight }) => !(weight > 0));
  if (odd) refuse(`weight ${odd.weight} of ${odd.name}`, 'a weight above 0');
  const sum = arms.reduce((total, { weight }) => total + weight, 0);
  if (!(Math.abs(sum - 1) <= 1e-9)) refuse(`weights that sum to ${sum}`, 'a sum of 1');
}

function validityOf({ pValue }: ChiSquare, multipleExposure: number): AbResult['validity'] {
  if (pValue < SAMPLE_RATIO_P) return 'SAMPLE_RATIO_MISMATCH';
  return multipleExposure > MULTIPLE_EXPOSURE_SHARE ? 'MULTIPLE_EXPOSURE' : 'VALID';
}

function compare(
  control: AbArm,
  arm: AbArm,
  surely: { readonly alpha: number; readonly tunedForN: number },
): AbComparison {
  const [inControl, inArm] = [control, arm].map(({ matured, converted }) => ({ trials: matured, events: converted }));
  const difference = inControl && inArm && differenceSequence(inControl, inArm, surely);
  const isEnough = Math.min(control.matured, arm.matured) >= LEAST_SAMPLES;
  return { arm: arm.name, difference, verdict: isEnough && difference ? direction(difference) : 'INCONCLUSIVE' };
}

function direction({ lower, upper }: ConfidenceSequence): Verdict {
  if (lower > 0) return 'SUCCESS';
  return upper < 0 ? 'FAILURE' : 'INCONCLUSIVE';
}

function overall(comparisons: readonly AbComparison[]): Verdict {
  if (comparisons.some(({ verdict }) => verdict === 'SUCCESS')) return 'SUCCESS';
  const isWorse = comparisons.length > 0 && comparisons.every(({ verdict }) => verdict === 'FAILURE');
  return isWorse ? 'FAILURE' : 'INCONCLUSIVE';
}

import { refusal } from '../../../../platform/refusal.ts';
import type { ChiSquare } from '../../../../statistics/chi-square-contingency.ts';
import { type ConfidenceSequence, differenceSequence } from '../../../../statistics/confidence-sequence.ts';
import { sampleRatioMismatch } from '../../../../statistics/sample-ratio.ts';
import { LEAST_SAMPLES, type Verdict } from './verdict/judgement.ts';

/** P-value of the sample ratio test below which assignment is faulty, and no result is trusted. */
export const SAMPLE_RATIO_P = 0.001;

/** Share of leads in several arms above which no result is trusted. */
export const MULTIPLE_EXPOSURE_SHARE = 0.01;

/** Validity of an A/B test; the comparisons of a test that is not VALID must not be used. */
export const AB_VALIDITIES = ['VALID', 'SAMPLE_RATIO_MISMATCH', 'MULTIPLE_EXPOSURE'] as const;

/** Arm of an A/B test; the first one is the control. */
export interface AbArm {
  readonly name: string;
  /** share of the traffic, 0 to 1 */
  readonly weight: number;
  /** leads whose first exposure was in it */
  readonly exposed: number;
  /** exposed leads that matured */
  readonly matured: number;
  /** matured leads that converted */
  readonly converted: number;
}

/** Comparison of a treatment with the control. */
export interface AbComparison {
  readonly arm: string;
  /** conversion rate of the arm − that of the control; undefined until both have a matured lead */
  readonly difference: ConfidenceSequence | undefined;
  /** SUCCESS: interval above 0; FAILURE: interval below 0 */
  readonly verdict: Verdict;
}

/** Result of an A/B test so far. */
export interface AbResult {
  readonly validity: (typeof AB_VALIDITIES)[number];
  readonly sampleRatio: ChiSquare;
  /** share of exposed leads that were exposed to several arms, 0 to 1 */
  readonly multipleExposure: number;
  readonly comparisons: readonly AbComparison[];
  /** SUCCESS when a treatment is better, FAILURE when all are worse; INCONCLUSIVE for an invalid test */
  readonly verdict: Verdict;
}

/**
 * Result of an A/B test on the conversion of matured leads, valid at any time and for any number of evaluations.
 *
 * Each treatment is compared with the control by a confidence sequence, with alpha divided by the number of treatments.
 * With fewer than 50 matured leads in an arm the comparison is INCONCLUSIVE.
 *
 * @param arms                checked by {@link requireArms}; control first
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
 * @throws {DomainError} ROLLOUT_INVALID with fewer than two arms, a duplicate name, or weights that are not above 0 or
 *   do not sum to 1
 */
export function requireArms(arms: readonly Pick<AbArm, 'name' | 'weight'>[]): void {
  const refuse = (found: string, expected: string) => {
    throw refusal('ROLLOUT_INVALID', 'A/B arms', found, expected);
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

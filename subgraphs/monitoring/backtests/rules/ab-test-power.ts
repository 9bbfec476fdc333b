import { refusal } from '../../../../platform/refusal.ts';
import { sampleSize } from '../../../../statistics/sample-size.ts';

/** Planned A/B test between a version and the champion. */
export interface AbTestPlan {
  /** share of the leads that meet the version, inside 0–1 */
  readonly trafficShare: number;
  /** least difference of the conversion rates worth finding, absolute, not 0 */
  readonly effect: number;
  /** chance of finding a difference where there is none, two-sided, inside 0–1 */
  readonly alpha: number;
  /** chance of finding the difference when it is there, inside 0–1 */
  readonly power: number;
}

/** Leads and time that a planned A/B test needs. */
export interface AbTestPower extends AbTestPlan {
  /** conversion rate without the version, 0–1 */
  readonly baseline: number;
  /** leads of the champion */
  readonly championLeads: number;
  /** leads of the version */
  readonly versionLeads: number;
  /** leads of both when the result is looked at once, at the end */
  readonly leads: number;
  /** leads of both when it is evaluated all along, as rollouts do */
  readonly sequentialLeads: number;
  /** leads a day */
  readonly leadsPerDay: number;
  /** until the leads of a sequential evaluation have come; their outcomes take the maturity window besides */
  readonly days: number;
}

// a sequential result needs about twice as many for the same power, see `sampleSize`
const SEQUENTIAL_FACTOR = 2;

/**
 * Power analysis of a planned A/B test: leads per arm by the formula of {@link sampleSize} with k = share / (1 − share)
 * leads of the version per lead of the champion, twice that for a sequential evaluation, and days at the present rate.
 *
 * @param observed conversion rate of the leads, inside 0–1, and leads a day, > 0
 * @throws {DomainError} VALIDATION_FAILED when a number of the plan is out of range, or baseline + effect leaves 0–1
 */
export function abTestPower(
  plan: AbTestPlan,
  { baseline, leadsPerDay }: Pick<AbTestPower, 'baseline' | 'leadsPerDay'>,
): AbTestPower {
  for (const name of ['trafficShare', 'alpha', 'power'] as const)
    if (!(plan[name] > 0 && plan[name] < 1))
      throw refusal('VALIDATION_FAILED', name, `${plan[name]}`, 'a number between 0 and 1, both excluded');
  const target = baseline + plan.effect;
  if (plan.effect === 0 || !(target > 0 && target < 1)) {
    const expected = `a difference, not 0, that leaves the conversion rate of ${baseline.toFixed(4)} between 0 and 1`;
    throw refusal('VALIDATION_FAILED', 'effect', `${plan.effect}`, expected);
  }
  const { effect, alpha, power, trafficShare } = plan;
  const ratio = trafficShare / (1 - trafficShare);
  const { control, treatment } = sampleSize({ baseline, effect, alpha, power, ratio });
  const leads = control + treatment;
  const sequentialLeads = SEQUENTIAL_FACTOR * leads;
  return {
    ...plan,
    baseline,
    championLeads: control,
    versionLeads: treatment,
    leads,
    sequentialLeads,
    leadsPerDay,
    days: sequentialLeads / leadsPerDay,
  };
}

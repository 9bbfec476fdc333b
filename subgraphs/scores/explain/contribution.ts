import type { FeatureName, FeatureValue } from '../../../lake/features/features.ts';
import type { Contribution } from '../../../scoring/explain/explanation.ts';
import type { ObservedConversions } from './observed-conversions.ts';
import { valuePhrase } from './phrases.ts';

/** Directions of a contribution. NONE: it moves the log-odds by less than one thousandth. */
export const DIRECTIONS = { RAISES: 'RAISES', LOWERS: 'LOWERS', NONE: 'NONE' } as const;

/** See {@link DIRECTIONS}. */
export type Direction = keyof typeof DIRECTIONS;

/** Contribution of a feature that people know. */
export interface FeatureContribution extends Contribution {
  readonly feature: FeatureName;
}

// one thousandth of the log-odds moves a probability by at most 0.025 %, which is no reason
const LEAST_CONTRIBUTION = 0.001;

/** Direction of a contribution. @param contribution nats */
export function directionOf(contribution: number): Direction {
  if (Math.abs(contribution) < LEAST_CONTRIBUTION) return 'NONE';
  return contribution > 0 ? 'RAISES' : 'LOWERS';
}

/** The strongest contributions first, by absolute value; of equal ones in the order of the signature. */
export function strongest<Each extends { readonly contribution: number }>(
  contributions: readonly Each[],
  top: number = contributions.length,
): readonly Each[] {
  return contributions
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, Math.max(0, top));
}

/** The strongest contributions that are reasons: those with a direction. */
export function reasonsOf(contributions: readonly Contribution[], top: number): readonly Contribution[] {
  const moving = contributions.filter(({ contribution }) => directionOf(contribution) !== 'NONE');
  return strongest(moving, top);
}

/**
 * Words a contribution as a sentence for sales: `12 website visits raise the score`, `the lack of meetings lowers the
 * score; of leads without meetings, 31 of 540 converted, 0.4 times as many as of all`.
 *
 * What the value does to the score is said of the model; of leads only what was counted, never as a cause.
 *
 * @param observed outcomes of leads with a value of the same bin; absent where too few are known
 */
export function contributionSentence(
  { feature, value, contribution }: FeatureContribution,
  observed: ObservedConversions | undefined,
): string {
  const { text, isSingular } = valuePhrase(feature, value);
  return observed
    ? `${opinion(text, isSingular, contribution)}; ${fact(observed)}`
    : opinion(text, isSingular, contribution);
}

function opinion(text: string, isSingular: boolean, contribution: number): string {
  const direction = directionOf(contribution);
  if (direction === 'NONE') return `${text} ${isSingular ? 'does' : 'do'} not move the score`;
  return `${text} ${direction === 'RAISES' ? 'raise' : 'lower'}${isSingular ? 's' : ''} the score`;
}

function fact({ group, leads, converted, ratio }: ObservedConversions): string {
  const counted = `of leads ${group}, ${converted} of ${leads} converted`;
  if (ratio === null) return counted;
  const times = ratio.toFixed(1);
  return `${counted}, ${times === '1.0' ? 'as many as of all' : `${times} times as many as of all`}`;
}

/** A value of a feature in words. */
export function valueText(feature: FeatureName, value: FeatureValue): string {
  return valuePhrase(feature, value).text;
}

import type { FeatureName } from '../../../lake/features/features.ts';
import type { Contribution } from '../../../scoring/explain/explanation.ts';
import { type ChangedVersions, changeSentence } from '../explain/change-sentence.ts';
import { contributionSentence, directionOf, type FeatureContribution, valueText } from '../explain/contribution.ts';
import type { ConversionFacts } from '../explain/conversion-facts.ts';
import { describeFeature } from '../explain/describe-features.ts';
import type { VersionExplanation } from '../explain/explanations.ts';
import type { ChangePart } from '../explain/score-change.ts';
import type { ScoreReason } from './explanation.ts';
import type { ScoreChangePart } from './score-change.ts';
import type { ScoreContribution, ScoreExplanation } from './score-explanation.ts';

/** An explanation as GraphQL gives it, with what its contributions are made from. */
export interface PresentedExplanation extends ScoreExplanation {
  readonly model: string;
  readonly all: readonly Contribution[];
}

/** Facts that sentences carry. */
export type Facts = Pick<ConversionFacts, 'find'>;

/** Presents an explanation. @param model name, for the facts of its sentences */
export function presentExplanation(explanation: VersionExplanation, model: string): PresentedExplanation {
  const { method, inexactBecause, baseValue, margin, background, contributions: all } = explanation;
  return { model, method, isExact: inexactBecause === null, inexactBecause, baseValue, margin, background, all };
}

/** Presents a contribution with its sentence and facts. */
export function presentContribution(facts: Facts, model: string, contribution: Contribution): ScoreContribution {
  const { feature, value, standardError, contribution: amount } = contribution as FeatureContribution;
  const observed = facts.find(model, feature, value);
  return {
    feature: describeFeature(feature, value),
    value: valueText(feature, value),
    contribution: amount,
    direction: directionOf(amount),
    standardError,
    sentence: contributionSentence(contribution as FeatureContribution, observed),
    observed: observed ?? null,
  };
}

/** Presents a contribution as a reason. */
export function presentReason(facts: Facts, model: string, reason: Contribution): ScoreReason {
  const { feature, contribution, sentence } = presentContribution(facts, model, reason);
  return { feature, contribution, sentence };
}

/** Presents the parts of a change. */
export function presentParts(parts: readonly ChangePart[], versions: ChangedVersions): readonly ScoreChangePart[] {
  const describe = (name: FeatureName | null, value: ChangePart['before']) =>
    name === null ? null : describeFeature(name, value);
  return parts.map((part) => ({
    kind: part.kind,
    feature: describe(part.feature, part.after),
    before: describe(part.feature, part.before),
    contribution: part.contribution,
    sentence: changeSentence(part, versions),
  }));
}

import 'reflect-metadata';
import { Directive, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { requiresScopes } from '../../../platform/graphql/type-access.ts';
import type { ExplanationMethod } from '../../../scoring/explain/explanation.ts';
import { BACKGROUND_SOURCES, type BackgroundSource } from '../explain/background-store.ts';
import { DIRECTIONS, type Direction } from '../explain/contribution.ts';
import { ScoreFeature } from './explanation.ts';

// values of a lead's features reveal facts of the lead
const READ = requiresScopes('leads:read');

/** Methods of explanations, as a GraphQL enum. */
export const EXPLANATION_METHODS: Readonly<Record<ExplanationMethod, ExplanationMethod>> = {
  LINEAR: 'LINEAR',
  TREES: 'TREES',
  PERMUTATION: 'PERMUTATION',
};

registerEnumType(EXPLANATION_METHODS, {
  name: 'ExplanationMethod',
  description: 'Method by which the contributions of features were computed. All are Shapley values.',
  valuesConfig: {
    LINEAR: { description: 'Exact, for a linear model: the difference from the mean of the background.' },
    TREES: { description: 'Exact, for an ensemble of trees: path-dependent SHAP values.' },
    PERMUTATION: { description: 'Sampled by permutations, for any other model; see standardError.' },
  },
});

registerEnumType(BACKGROUND_SOURCES, {
  name: 'BackgroundSource',
  description: 'Origin of the leads that stand for unknown features.',
  valuesConfig: {
    REFERENCE_WINDOW: { description: 'The sample that the model version was registered with.' },
    RECORDED_SCORES: {
      description: 'The newest recorded scores of the model, since the version has no reference window.',
    },
  },
});

registerEnumType(DIRECTIONS, {
  name: 'ContributionDirection',
  description: 'Direction in which a contribution moves a score.',
  valuesConfig: {
    RAISES: { description: 'It raises the score.' },
    LOWERS: { description: 'It lowers the score.' },
    NONE: { description: 'It moves the log-odds by less than 0.001.' },
  },
});

export { DIRECTIONS };

/** Outcomes of matured leads with a value of the same bin. */
@Directive(READ)
@ObjectType({
  simpleResolvers: true,
  description:
    'What became of leads with a similar value. It is an observation, not a cause. Leads count whose first score by the ' +
    'model is as old as the maturity window, with the value that they had then; the newest 20,000 at most.',
})
export class ObservedConversion {
  @Field(() => String, { description: 'The leads in words, such as "with 3 to 4 meetings".' })
  readonly group: string;

  @Field(() => Int, { description: 'Number of these leads, 50 or more.' })
  readonly leads: number;

  @Field(() => Int, { description: 'How many of them converted.' })
  readonly converted: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Their share of conversions, divided by that of all matured leads: 2.4 is 2.4 times as many. Null when no lead converted.',
  })
  readonly ratio: number | null;
}

/** Part of one feature in a score. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: 'Part of one feature in the log-odds of a score.' })
export class ScoreContribution {
  @Field(() => ScoreFeature, { description: 'The feature and its value.' })
  readonly feature: ScoreFeature;

  @Field(() => String, { description: 'The value in words, such as "12 website visits" or "an unknown company size".' })
  readonly value: string;

  @Field(() => Float, {
    description:
      'Part of the feature in the log-odds (natural logarithm) of the probability, also of a missing value. Positive values raise the score, negative ones lower it.',
  })
  readonly contribution: number;

  @Field(() => DIRECTIONS, { description: 'Direction of the contribution.' })
  readonly direction: Direction;

  @Field(() => Float, {
    description: 'Sampling error of the contribution, one standard deviation in log-odds; 0 where it is exact.',
  })
  readonly standardError: number;

  @Field(() => String, {
    description:
      'The contribution as a sentence, such as "12 website visits raise the score"; with the observed conversions where they are known.',
  })
  readonly sentence: string;

  @Field(() => ObservedConversion, {
    nullable: true,
    description: 'What became of leads with a similar value; null below 50 of them, or before they are counted.',
  })
  readonly observed: ObservedConversion | null;
}

/** Background of an explanation. */
@ObjectType({ simpleResolvers: true, description: 'Leads that stand for unknown features.' })
export class ExplanationBackground {
  @Field(() => BACKGROUND_SOURCES, { description: 'Origin of the leads.' })
  readonly source: BackgroundSource;

  @Field(() => Int, { description: 'Number of the leads, 1 to 2,000.' })
  readonly rows: number;
}

/** A score as a sum. The contributions are in the explanation resolver. */
@Directive(READ)
@ObjectType({
  simpleResolvers: true,
  description:
    'A score as a sum over features, in log-odds (natural logarithm): margin = baseValue + the sum of all contributions, ' +
    'and probability = 1 / (1 + exp(−margin)), within the precision of the model file.',
})
export class ScoreExplanation {
  @Field(() => EXPLANATION_METHODS, { description: 'Method of the contributions.' })
  readonly method: ExplanationMethod;

  @Field(() => Boolean, { description: 'Whether contributions are exact; otherwise they are sampled.' })
  readonly isExact: boolean;

  @Field(() => String, { nullable: true, description: 'Why contributions are sampled; null when they are exact.' })
  readonly inexactBecause: string | null;

  @Field(() => Float, { description: 'Log-odds when no feature is known: the same for all leads of a model version.' })
  readonly baseValue: number;

  @Field(() => Float, { description: 'Log-odds of the probability.' })
  readonly margin: number;

  @Field(() => ExplanationBackground, { description: 'Leads that stand for unknown features.' })
  readonly background: ExplanationBackground;
}

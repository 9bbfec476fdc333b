import 'reflect-metadata';
import { Directive, Field, Float, ID, ObjectType } from 'type-graphql';
import { requiresScopes } from '../../../platform/graphql/type-access.ts';
import type { Grade } from '../../../scoring/grade.ts';
import { GRADES } from './enums.ts';

// values of a lead's features reveal facts of the lead
const READ = requiresScopes('leads:read');

/** One feature of a recorded score. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: 'Value of one feature that a score was computed from.' })
export class ScoreFeature {
  @Field(() => ID, {
    description: 'Id of the feature and its value, such as meetings=3: equal wherever the feature has this value.',
  })
  readonly id: string;

  @Field(() => String, { description: 'Name of the feature, such as website_visits.' })
  readonly name: string;

  @Field(() => String, { description: 'Meaning of the feature.' })
  readonly description: string;

  @Field(() => String, {
    nullable: true,
    description: 'Unit of the number, such as visits; null for a category or a number without a unit.',
  })
  readonly unit: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Value of a numeric feature; null when it was missing, or for a category.',
  })
  readonly number: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Value of a category, such as TRADING; null when it was missing, or for a number.',
  })
  readonly text: string | null;
}

/** One feature's contribution to a score. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: 'Contribution of one feature to a score.' })
export class ScoreReason {
  @Field(() => ScoreFeature, { description: 'The feature and its value.' })
  readonly feature: ScoreFeature;

  @Field(() => Float, {
    description:
      'Part of the feature in the log-odds (natural logarithm), as in `explanation`. Positive values raise the score, negative ones lower it.',
  })
  readonly contribution: number;

  @Field(() => String, {
    description:
      'The reason as a sentence, such as "12 website visits raise the score"; with the observed conversions where they are known.',
  })
  readonly sentence: string;
}

/** Replay of a score. */
@ObjectType({
  simpleResolvers: true,
  description: 'Result of computing a recorded score again, from its recorded features and model file.',
})
export class ScoreReplay {
  @Field(() => Float, {
    nullable: true,
    description: 'Probability computed now, 0 to 1; null when it cannot be computed.',
  })
  readonly probability: number | null;

  @Field(() => GRADES, {
    nullable: true,
    description: 'Grade of this probability by the grade policy of the score; null when it cannot be computed.',
  })
  readonly grade: Grade | null;

  @Field(() => Boolean, {
    description: "Whether the model's output, the probability and the grade equal the recorded ones in every bit.",
  })
  readonly bitEqual: boolean;

  @Field(() => String, { nullable: true, description: 'Reason for a difference; null when the results are equal.' })
  readonly reason: string | null;
}

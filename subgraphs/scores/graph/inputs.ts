import 'reflect-metadata';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import type { Grade } from '../../../scoring/grade.ts';
import { GRADES } from './enums.ts';
import { FeatureInput } from './feature-input.ts';

/** Input of `scoreFeatures`. */
@InputType({ description: 'Subject of a score: a lead, features, or both.' })
export class ScoreFeaturesInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Id of a lead. The features of a known lead are used where `features` sets none.',
  })
  readonly leadId?: string | null;

  @Field(() => FeatureInput, { nullable: true, description: 'Features that override those of the lead.' })
  readonly features?: FeatureInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Key that makes a retry safe, 1 to 200 characters: the same key with the same input returns the score that is stored already.',
  })
  readonly idempotencyKey?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the model, such as lead-conversion. Default: the model whose scores the CRM gets.',
  })
  readonly model?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Number of a version to try, of any stage except ARCHIVED. Its score is recorded with the role TRIAL. Default: the live version.',
  })
  readonly version?: number | null;
}

/** Filter of `leadScored`. */
@InputType({ description: 'Filter of scores. A score must meet every condition that is set.' })
export class LeadScoredFilter {
  @Field(() => [ID], { nullable: true, description: 'Scores of these leads, at most 1,000 ids.' })
  readonly leadIds?: readonly string[] | null;

  @Field(() => Float, { nullable: true, description: 'Scores with this probability or more, 0 to 1.' })
  readonly minimumProbability?: number | null;

  @Field(() => [GRADES], { nullable: true, description: 'Scores with one of these grades.' })
  readonly grades?: readonly Grade[] | null;

  @Field(() => String, { nullable: true, description: 'Scores by versions of this model.' })
  readonly model?: string | null;
}

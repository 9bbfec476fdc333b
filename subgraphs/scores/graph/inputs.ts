import 'reflect-metadata';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import type { Grade } from '../../../scoring/grade.ts';
import { GRADES } from './enums.ts';
import { FeatureInput } from './feature-input.ts';

/** What `scoreFeatures` takes. */
@InputType({ description: 'What to score: a lead, features, or both.' })
export class ScoreFeaturesInput {
  @Field(() => ID, {
    nullable: true,
    description: 'A lead. When it is known, its own features count wherever none are given here.',
  })
  readonly leadId?: string | null;

  @Field(() => FeatureInput, { nullable: true, description: 'Features that take the place of those of the lead.' })
  readonly features?: FeatureInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'Up to 200 characters: the same key with the same input gives the same stored score.',
  })
  readonly idempotencyKey?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the model; the one that feeds the CRM when absent.',
  })
  readonly model?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'A version to try, of any stage but ARCHIVED: it runs beside the traffic, and its score is recorded as TRIAL. The live version by default.',
  })
  readonly version?: number | null;
}

/** What `leadScored` takes. */
@InputType({ description: 'Which scores to hear of: those that fit every condition given.' })
export class LeadScoredFilter {
  @Field(() => [ID], { nullable: true, description: 'Of one of these leads, at most 1,000.' })
  readonly leadIds?: readonly string[] | null;

  @Field(() => Float, { nullable: true, description: 'With at least this probability, 0–1.' })
  readonly minimumProbability?: number | null;

  @Field(() => [GRADES], { nullable: true, description: 'With one of these grades.' })
  readonly grades?: readonly Grade[] | null;

  @Field(() => String, { nullable: true, description: 'Computed by a version of this model.' })
  readonly model?: string | null;
}

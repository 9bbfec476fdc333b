import 'reflect-metadata';
import { Field, ID, InputType } from 'type-graphql';
import { DEFAULT_MODEL } from '../../shared/model-manifest.ts';
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

  @Field(() => String, { defaultValue: DEFAULT_MODEL, description: 'Name of the model.' })
  readonly model: string;
}

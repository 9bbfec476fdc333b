import 'reflect-metadata';
import { Directive, Field, Float, ObjectType } from 'type-graphql';
import { requiresScopes } from '../../../platform/graphql/type-access.ts';

// values of a lead's features tell of the lead
const READ = requiresScopes('leads:read');

/** One feature of a recorded score. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: 'One feature a score was computed from.' })
export class ScoreFeature {
  @Field(() => String, { description: 'Name of the feature, such as website_visits.' })
  readonly name: string;

  @Field(() => String, { description: 'What it means.' })
  readonly description: string;

  @Field(() => String, { nullable: true, description: 'Unit of the number, such as visits; null for categories.' })
  readonly unit: string | null;

  @Field(() => Float, { nullable: true, description: 'Value of a numeric feature; null when it was missing.' })
  readonly number: number | null;

  @Field(() => String, { nullable: true, description: 'Value of a category; null when it was missing.' })
  readonly text: string | null;
}

/** Why a score is what it is: one feature's part. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: "One feature's part in a score." })
export class ScoreReason {
  @Field(() => ScoreFeature, { description: 'The feature and its value.' })
  readonly feature: ScoreFeature;

  @Field(() => Float, {
    description: 'Change of the log-odds that the value brings, against not knowing it; above 0 raises the score.',
  })
  readonly contribution: number;

  @Field(() => String, { description: 'The same as a sentence, such as "12 website visits raise the score".' })
  readonly sentence: string;
}

/** What {@link Score} recomputed gives. */
@ObjectType({ simpleResolvers: true, description: 'A score computed again from its record.' })
export class ScoreReplay {
  @Field(() => Float, { nullable: true, description: 'The probability computed now, 0–1; null when it cannot be.' })
  readonly probability: number | null;

  @Field(() => Boolean, { description: "Whether the model's answer and the probability equal the record, bit by bit." })
  readonly bitEqual: boolean;

  @Field(() => String, { nullable: true, description: 'Why it is not equal; null when it is.' })
  readonly reason: string | null;
}

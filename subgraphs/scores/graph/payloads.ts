import 'reflect-metadata';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Score } from './score.ts';

/** What `scoreLead` answers. */
@ObjectType({ simpleResolvers: true, description: 'The answer of scoreLead.' })
export class ScoreLeadPayload {
  @Field(() => Score, { description: 'The recorded score.' })
  readonly score: Score;
}

/** What `scoreFeatures` answers. */
@ObjectType({ simpleResolvers: true, description: 'The answer of scoreFeatures.' })
export class ScoreFeaturesPayload {
  @Field(() => Score, { description: 'The recorded score.' })
  readonly score: Score;
}

/** Why one lead of many was not scored. */
@ObjectType({ simpleResolvers: true, description: 'Why one lead of many was not scored.' })
export class ScoreError {
  @Field(() => String, { description: 'A code of the table of error codes, such as LEAD_NOT_FOUND.' })
  readonly code: string;

  @Field(() => String, { description: 'What was found and what is expected.' })
  readonly message: string;
}

/** What became of one lead of `scoreLeads`: a score or an error. */
@ObjectType({ simpleResolvers: true, description: 'What became of one lead: either score or error is set.' })
export class ScoreLeadResult {
  @Field(() => ID, { description: 'The lead asked for.' })
  readonly leadId: string;

  @Field(() => Score, { nullable: true, description: 'The recorded score; null when it failed.' })
  readonly score: Score | null;

  @Field(() => ScoreError, { nullable: true, description: 'Why it failed; null when there is a score.' })
  readonly error: ScoreError | null;
}

/** What `scoreLeads` answers. */
@ObjectType({ simpleResolvers: true, description: 'The answer of scoreLeads.' })
export class ScoreLeadsPayload {
  @Field(() => [ScoreLeadResult], { description: 'One result per lead asked for, in that order.' })
  readonly results: readonly ScoreLeadResult[];

  @Field(() => Int, { description: 'How many results hold a score.' })
  readonly scored: number;

  @Field(() => Int, { description: 'How many results hold an error.' })
  readonly failed: number;
}

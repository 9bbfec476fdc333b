import 'reflect-metadata';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Score } from './score.ts';

/** Payload of `scoreLead`. */
@ObjectType({ simpleResolvers: true, description: 'Result of scoreLead.' })
export class ScoreLeadPayload {
  @Field(() => Score, { description: 'The recorded score.' })
  readonly score: Score;
}

/** Payload of `scoreFeatures`. */
@ObjectType({ simpleResolvers: true, description: 'Result of scoreFeatures.' })
export class ScoreFeaturesPayload {
  @Field(() => Score, { description: 'The recorded score.' })
  readonly score: Score;
}

/** Error of one lead of many. */
@ObjectType({ simpleResolvers: true, description: 'Error of one lead of many that was not scored.' })
export class ScoreError {
  @Field(() => String, { description: 'Error code, such as LEAD_NOT_FOUND.' })
  readonly code: string;

  @Field(() => String, { description: 'Description of the error: the found and the expected value.' })
  readonly message: string;
}

/** Result for one lead of `scoreLeads`: a score or an error. */
@ObjectType({ simpleResolvers: true, description: 'Result for one lead: either `score` or `error` is set.' })
export class ScoreLeadResult {
  @Field(() => ID, { description: 'Id of the lead, as in the request.' })
  readonly leadId: string;

  @Field(() => Score, { nullable: true, description: 'The recorded score; null when the lead was not scored.' })
  readonly score: Score | null;

  @Field(() => ScoreError, { nullable: true, description: 'The error; null when there is a score.' })
  readonly error: ScoreError | null;
}

/** Payload of `scoreLeads`. */
@ObjectType({ simpleResolvers: true, description: 'Result of scoreLeads.' })
export class ScoreLeadsPayload {
  @Field(() => [ScoreLeadResult], { description: 'One result per requested lead, in the order of the request.' })
  readonly results: readonly ScoreLeadResult[];

  @Field(() => Int, { description: 'Number of results with a score.' })
  readonly scored: number;

  @Field(() => Int, { description: 'Number of results with an error.' })
  readonly failed: number;
}

import 'reflect-metadata';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../platform/graphql/page-info.ts';
import type { Grade } from '../../../scoring/grade.ts';
import type { Prediction, ScoreCause, ScoreRole } from '../record/prediction.ts';
import { GRADES, SCORE_CAUSES, SCORE_ROLES } from './enums.ts';

/** A recorded score. The fields that are computed or read from elsewhere are in the score resolver. */
@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description: 'Estimate that a lead converts, by one model version at one time. Scores are recorded and never change.',
})
export class Score implements Pick<Prediction, 'id' | 'model' | 'version' | 'probability' | 'points' | 'scoredAt'> {
  @Field(() => ID, { description: 'Id of the score. Ids sort by time.' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the model version that computed the score.' })
  readonly version: number;

  @Field(() => Float, { description: 'Probability that the lead converts, 0 to 1, calibrated.' })
  readonly probability: number;

  @Field(() => Int, { description: 'The probability in points, 1 to 99.' })
  readonly points: number;

  @Field(() => GRADES, {
    description: 'Grade of the probability by `gradePolicy`. It stays when the policy of the model changes.',
  })
  readonly grade: Grade;

  @Field(() => String, {
    description:
      'Name of the version of the grade policy that graded the score, as in `Model.gradePolicies`: v1, v2 and so on.',
  })
  readonly gradePolicy: string;

  @Field(() => SCORE_ROLES, { description: 'Role of the model version when it computed the score.' })
  readonly role: ScoreRole;

  @Field(() => SCORE_CAUSES, { description: 'Event that led to the score.' })
  readonly cause: ScoreCause;

  @Field(() => DateTime, { description: 'Time of the score. It uses the facts that were known at this time.' })
  readonly scoredAt: number;

  @Field(() => Float, {
    description:
      'Time to compute the score, in milliseconds: from the arrival of the request until its features were read, plus the run of this model version.',
  })
  readonly latencyMs: number;

  @Field(() => String, { description: 'Id of the request that asked for the score, as in the logs.' })
  readonly requestId: string;
}

/** One score of a page. */
@ObjectType({ simpleResolvers: true, description: 'A score and its position in the list.' })
export class ScoreEdge {
  @Field(() => String, { description: 'Position of the score. Send it as `after` to read the scores that follow.' })
  readonly cursor: string;

  @Field(() => Score, { description: 'The score.' })
  readonly node: Score;
}

/** A page of scores. */
@ObjectType({ simpleResolvers: true, description: 'Page of scores, newest first.' })
export class ScoreConnection {
  @Field(() => [ScoreEdge], { description: 'Scores of this page, each with its cursor.' })
  readonly edges: readonly ScoreEdge[];

  @Field(() => [Score], { description: 'Scores of this page.' })
  readonly nodes: readonly Score[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}

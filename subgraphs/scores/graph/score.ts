import 'reflect-metadata';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../platform/graphql/page-info.ts';
import type { Grade } from '../../../scoring/grade.ts';
import type { Prediction, ScoreRole } from '../record/prediction.ts';
import { GRADES, SCORE_ROLES } from './enums.ts';

/** A recorded score. The fields that are computed or read from elsewhere are in the score resolver. */
@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description: 'How likely a lead converts, as one model version saw it at one time. Recorded, and never changed.',
})
export class Score implements Pick<Prediction, 'id' | 'model' | 'version' | 'probability' | 'points' | 'scoredAt'> {
  @Field(() => ID, { description: 'Identifies the score; ids sort by time.' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version of the model that computed it.' })
  readonly version: number;

  @Field(() => Float, { description: 'Calibrated probability that the lead converts, 0–1.' })
  readonly probability: number;

  @Field(() => Int, { description: 'The probability as points, 1–99.' })
  readonly points: number;

  @Field(() => GRADES, { description: 'The grade, by the cut-points of gradePolicy.' })
  readonly grade: Grade;

  @Field(() => String, { description: 'Name of the cut-points that graded this score, such as v1.' })
  readonly gradePolicy: string;

  @Field(() => SCORE_ROLES, { description: 'Why this version computed the score.' })
  readonly role: ScoreRole;

  @Field(() => DateTime, { description: 'When it was computed; only what was known then counted.' })
  readonly scoredAt: number;

  @Field(() => Float, {
    description:
      'Milliseconds from the arrival of the request in the scoring service until its features were there, and of the run of this version.',
  })
  readonly latencyMs: number;

  @Field(() => String, { description: 'Id of the request that asked for it, as in the logs.' })
  readonly requestId: string;
}

/** One score of a page. */
@ObjectType({ simpleResolvers: true, description: 'A score and its place in the history.' })
export class ScoreEdge {
  @Field(() => String, { description: 'Give it as `after` to go on from here.' })
  readonly cursor: string;

  @Field(() => Score, { description: 'The score.' })
  readonly node: Score;
}

/** A page of a lead's scores. */
@ObjectType({ simpleResolvers: true, description: 'A page of scores of one lead, newest first.' })
export class ScoreConnection {
  @Field(() => [ScoreEdge], { description: 'The scores of this page with their cursors.' })
  readonly edges: readonly ScoreEdge[];

  @Field(() => [Score], { description: 'The scores of this page.' })
  readonly nodes: readonly Score[];

  @Field(() => PageInfo, { description: 'Where the page lies.' })
  readonly pageInfo: PageInfo;
}

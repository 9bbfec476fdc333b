import 'reflect-metadata';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import type { Grade } from '../../../scoring/grade.ts';
import type { Prediction, ScoreRole } from '../record/prediction.ts';
import { GRADES, SCORE_ROLES } from './enums.ts';

/** A score; its rows are predictions. Fields that need more than the row are in the score resolver. */
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

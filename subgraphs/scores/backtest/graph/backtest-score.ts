import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import type { Grade } from '../../../../scoring/grade.ts';
import { describeFeatures, type FeatureReading } from '../../explain/describe-features.ts';
import { GRADES, SCORE_CAUSES } from '../../graph/enums.ts';
import { ScoreFeature } from '../../graph/explanation.ts';
import { Lead } from '../../graph/stubs.ts';
import { points } from '../../record/points.ts';
import type { ScoreCause } from '../../record/prediction.ts';
import type * as store from '../store/backtest-scores.ts';

@ObjectType({
  simpleResolvers: true,
  description: 'Score of a lead as of a past time. It is no score of the lead: only its backtest has it.',
})
export class BacktestScore {
  @Field(() => Lead, { description: 'The lead.' })
  readonly lead: Lead;

  @Field(() => DateTime, { description: 'Decision time: the score uses the facts that were recorded by then.' })
  readonly scoredAt: number;

  @Field(() => Float, { description: 'Output of the model before calibration, 0 to 1.' })
  readonly raw: number;

  @Field(() => Float, { description: 'Probability that the lead converts, 0 to 1, calibrated.' })
  readonly probability: number;

  @Field(() => Int, { description: 'The probability in points, 1 to 99.' })
  readonly points: number;

  @Field(() => GRADES, { description: 'Grade of the probability, by the limits of `gradePolicy`.' })
  readonly grade: Grade;

  @Field(() => String, { description: 'Name of the set of limits between grades, such as v1.' })
  readonly gradePolicy: string;

  @Field(() => SCORE_CAUSES, { description: 'Always BACKTEST.' })
  readonly cause: ScoreCause;

  @Field(() => [ScoreFeature], { description: 'Features that the score was computed from.' })
  readonly features: readonly FeatureReading[];
}

@ObjectType({ simpleResolvers: true, description: 'A score of a backtest and its position in the list.' })
export class BacktestScoreEdge {
  @Field(() => String, { description: 'Position of the score, for `after`.' })
  readonly cursor: string;

  @Field(() => BacktestScore, { description: 'The score.' })
  readonly node: BacktestScore;
}

@ObjectType({ simpleResolvers: true, description: 'Page of scores of a backtest, the oldest decision first.' })
export class BacktestScoreConnection {
  @Field(() => [BacktestScoreEdge], { description: 'Scores of this page.' })
  readonly edges: readonly BacktestScoreEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}

/** GraphQL object of a stored score. */
export function presentBacktestScore({ leadId, features, ...score }: store.BacktestScore): BacktestScore {
  return {
    ...score,
    lead: { id: leadId },
    points: points(score.probability),
    cause: 'BACKTEST',
    features: describeFeatures(features),
  };
}

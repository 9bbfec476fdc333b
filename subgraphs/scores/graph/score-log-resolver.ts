import 'reflect-metadata';
import { Arg, Directive, Field, ID, InputType, Int, Query, Resolver } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import { LARGEST_PAGE } from '../../../platform/graphql/page-size.ts';
import type { Grade } from '../../../scoring/grade.ts';
import { listScores, type ScorePage } from '../list/list-scores.ts';
import { MOST_FILTER_VALUES, type ScoreLogFilter } from '../list/score-log-filter.ts';
import type { ScoreCause, ScoreRole } from '../record/prediction.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { GRADES, SCORE_CAUSES, SCORE_ROLES } from './enums.ts';
import { ScoreConnection } from './score.ts';

/** Filter of `scores`. */
@InputType({ description: 'Filter of recorded scores. A score must meet every condition that is set.' })
export class ScoreFilter implements ScoreLogFilter {
  @Field(() => DateTime, { nullable: true, description: 'Scores of this time or later.' })
  readonly from?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Scores before this time.' })
  readonly until?: number | null;

  @Field(() => String, { nullable: true, description: 'Scores by versions of this model.' })
  readonly model?: string | null;

  @Field(() => [Int], {
    nullable: true,
    description: `Scores by one of these version numbers, at most ${MOST_FILTER_VALUES}.`,
  })
  readonly versions?: readonly number[] | null;

  @Field(() => [SCORE_ROLES], {
    nullable: true,
    description: 'Scores by versions in one of these roles. Default: CHAMPION and CHALLENGER, whose scores are shown.',
  })
  readonly roles?: readonly ScoreRole[] | null;

  @Field(() => [SCORE_CAUSES], {
    nullable: true,
    description: 'Scores with one of these causes. Default: every cause except BACKTEST.',
  })
  readonly causes?: readonly ScoreCause[] | null;

  @Field(() => [GRADES], { nullable: true, description: 'Scores with one of these grades.' })
  readonly grades?: readonly Grade[] | null;

  @Field(() => [ID], { nullable: true, description: `Scores of these leads, at most ${MOST_FILTER_VALUES} ids.` })
  readonly leadIds?: readonly string[] | null;
}

/** The list of recorded scores. */
@Resolver()
export class ScoreLogResolver {
  readonly #db: ScoresDb;

  constructor(db: ScoresDb) {
    this.#db = db;
  }

  @Directive('@requiresScopes(scopes: [["leads:read"]])')
  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"])')
  @Query(() => ScoreConnection, {
    nullable: true,
    description: 'Recorded scores of all leads, newest first.',
  })
  async scores(
    @Arg('filter', () => ScoreFilter, { nullable: true, description: 'Conditions on the scores. Default: none.' })
    filter: ScoreFilter | null | undefined,
    @Arg('first', () => Int, {
      defaultValue: 20,
      description: `Number of scores on the page, 1 to ${LARGEST_PAGE}.`,
    })
    first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of the last score of the previous page. Default: the first page.',
    })
    after: string | null | undefined,
  ): Promise<ScorePage> {
    return listScores(this.#db, { filter: filter ?? {}, first, after });
  }
}

import 'reflect-metadata';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { DomainError } from '../../../../platform/errors.ts';
import { type Connection, readConnection } from '../../../../platform/graphql/connection.ts';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { requiresScopes } from '../../../../platform/graphql/type-access.ts';
import type { SubgraphContext } from '../../../../platform/identity/identity.ts';
import { ModelVersion } from '../../graph/stubs.ts';
import type { ScoresDb } from '../../record/prediction-store.ts';
import type { Backtests } from '../backtests.ts';
import { listScores } from '../list-scores.ts';
import { findBacktest, listBacktests } from '../store/backtest-store.ts';
import { Backtest, BacktestConnection, presentBacktest } from './backtest.ts';
import { BacktestDecisionInput, DEFAULT_LEAD_AGES } from './backtest-inputs.ts';
import { type BacktestScore, BacktestScoreConnection, presentBacktestScore } from './backtest-score.ts';

const READ = requiresScopes('models:read', 'monitoring:read');
const CHANGE = requiresScopes('models:promote');
const PAGE = '@listSize(slicingArguments: ["first"], sizedFields: ["edges"])';

@Directive(CHANGE)
@ObjectType({ simpleResolvers: true, description: 'Result of startBacktest.' })
export class StartBacktestPayload {
  @Field(() => Backtest, { description: 'The backtest, which waits for those before it.' })
  readonly backtest: Backtest;
}

@Directive(CHANGE)
@ObjectType({ simpleResolvers: true, description: 'Result of cancelBacktest.' })
export class CancelBacktestPayload {
  @Field(() => Backtest, { description: 'The cancelled backtest.' })
  readonly backtest: Backtest;
}

/** Dependencies of the {@link BacktestResolver}. */
export interface BacktestResolverDeps {
  readonly db: ScoresDb;
  readonly backtests: Backtests;
}

/** Mutations, queries and fields of backtests. */
@Resolver(() => Backtest)
export class BacktestResolver {
  readonly #db: ScoresDb;
  readonly #backtests: Backtests;

  constructor({ db, backtests }: BacktestResolverDeps) {
    this.#db = db;
    this.#backtests = backtests;
  }

  @Directive(CHANGE)
  @Directive('@cost(weight: 100)')
  @Mutation(() => StartBacktestPayload, {
    nullable: true,
    description:
      'Starts a backtest of a version of any stage but ARCHIVED: it scores leads as of past times, in the background. ' +
      'Of a version the scores of the three newest that succeeded are kept.',
  })
  async startBacktest(
    @Arg('model', () => String, { description: 'Name of the model.' }) model: string,
    @Arg('version', () => Int, { description: 'Number of the version.' }) version: number,
    @Arg('from', () => DateTime, { description: 'Earliest decision time.' }) from: number,
    @Arg('until', () => DateTime, {
      description:
        'End of the decision times, exclusive, up to now. A decision younger than the maturity window counts in ' +
        'performance only when its outcome is known.',
    })
    until: number,
    @Arg('decision', () => BacktestDecisionInput, {
      nullable: true,
      description: 'Decision times of a lead; by default once, at the age of one day.',
    })
    decision: BacktestDecisionInput | null | undefined,
    @Ctx() { identity }: SubgraphContext,
  ): Promise<StartBacktestPayload> {
    const { at: decisionTime, leadAges } = decision ?? { at: 'LEAD_AGE', leadAges: DEFAULT_LEAD_AGES };
    const plan = { decisionTime, leadAges, from, until };
    const backtest = await this.#backtests.start({ model, version, ...plan, startedBy: identity.subject });
    return { backtest: presentBacktest(backtest) };
  }

  @Directive(CHANGE)
  @Mutation(() => CancelBacktestPayload, {
    nullable: true,
    description: 'Cancels a backtest that waits or runs. Its scores are deleted.',
  })
  async cancelBacktest(
    @Arg('id', () => ID, { description: 'Id of the backtest.' }) id: string,
    @Ctx() { identity }: SubgraphContext,
  ): Promise<CancelBacktestPayload> {
    const number = toNumber(id);
    if (number === undefined) throw new DomainError('BACKTEST_NOT_FOUND', `found no backtest ${id}`, { id });
    return { backtest: presentBacktest(await this.#backtests.cancel(number, identity.subject)) };
  }

  @Directive(READ)
  @Query(() => Backtest, { nullable: true, description: 'The backtest with this id; null when there is none.' })
  async backtest(
    @Arg('id', () => ID, { description: 'Id of the backtest.' }) id: string,
  ): Promise<Backtest | undefined> {
    const number = toNumber(id);
    const found = number === undefined ? undefined : await findBacktest(this.#db, number);
    return found && presentBacktest(found);
  }

  @Directive(READ)
  @Directive(PAGE)
  @Query(() => BacktestConnection, { nullable: true, description: 'Backtests of a model, newest first.' })
  async backtests(
    @Arg('model', () => String, { description: 'Name of the model.' }) model: string,
    @Arg('version', () => Int, { nullable: true, description: 'Only those of this version; of all by default.' })
    version: number | null | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Number of backtests, 1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of the last backtest of the previous page. Default: the first page.',
    })
    after: string | null | undefined,
  ): Promise<Connection<Backtest>> {
    const filter = { model, version: version ?? undefined };
    const read = (count: number, below: number | null) => listBacktests(this.#db, filter, count, below);
    return readConnection({ list: 'backtests', first, after }, read, presentBacktest);
  }

  @FieldResolver(() => ModelVersion, { nullable: true, description: 'The model version.' })
  modelVersion(@Root() { model, version }: Backtest): ModelVersion {
    return { model, version };
  }

  @Directive(PAGE)
  @FieldResolver(() => BacktestScoreConnection, {
    nullable: true,
    description: 'Scores of the backtest, the oldest decision first; none once they were deleted.',
  })
  async scores(
    @Root() { id }: Backtest,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Number of scores, 1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of the last score of the previous page. Default: the first page.',
    })
    after: string | null | undefined,
  ): Promise<Connection<BacktestScore>> {
    return listScores(this.#db, { backtest: Number(id), first, after }, presentBacktestScore);
  }
}

function toNumber(id: string): number | undefined {
  return /^\d{1,15}$/.test(id) ? Number(id) : undefined;
}

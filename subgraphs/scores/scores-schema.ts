import type { GraphQLSchema } from 'graphql';
import type { Kysely } from 'kysely';
import type { Logger } from '../../platform/logger.ts';
import { createSubgraphSchema } from '../../platform/subgraph/subgraph-schema.ts';
import { BacktestResolver } from './backtest/graph/backtest-resolver.ts';
import { type BatchProgressArguments, BatchResolver } from './batch/graph/batch-resolver.ts';
import type { BacktestParts } from './create-backtests.ts';
import type { BatchParts } from './create-batch-jobs.ts';
import { EXPLAINING_RESOLVERS, type Explaining } from './graph/explaining.ts';
import { LeadResolver } from './graph/lead-resolver.ts';
import type { ScoreLoaders } from './graph/loaders.ts';
import { scoreFilter } from './graph/score-filter.ts';
import { ScoreLogResolver } from './graph/score-log-resolver.ts';
import { ScoreResolver } from './graph/score-resolver.ts';
import { type LeadScoredArguments, ScoreSubscriptionResolver } from './graph/score-subscription-resolver.ts';
import { ScoresResolver } from './graph/scores-resolver.ts';
import { type Lead, ModelVersion, Rollout } from './graph/stubs.ts';
import type { ScoreFeed } from './record/score-feed.ts';
import type { Scorer } from './scoring/scorer.ts';
import type { HistoricalModels } from './versions/historical-models.ts';

/** Parts of the subgraph that its graph reads and calls. */
export interface ScoresSchemaParts {
  readonly db: Kysely<never>;
  readonly scorer: Scorer;
  readonly loaders: ScoreLoaders;
  readonly recorded: HistoricalModels;
  readonly feed: ScoreFeed;
  readonly explaining: Explaining;
  readonly backtesting: BacktestParts;
  readonly batch: BatchParts;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** name of the model of requests that name none */
  readonly crmModel: string;
}

/** Creates the schema of `scores` with its resolvers. */
export function createScoresSchema(parts: ScoresSchemaParts): GraphQLSchema {
  const { db, loaders, feed, explaining, backtesting, batch } = parts;
  const findScore = ({ id }: { readonly id: string }) => loaders.byId.load(id);
  return createSubgraphSchema({
    resolvers: [
      ScoresResolver,
      ScoreLogResolver,
      ScoreResolver,
      LeadResolver,
      ScoreSubscriptionResolver,
      ...EXPLAINING_RESOLVERS,
      BacktestResolver,
      BatchResolver,
    ],
    instances: new Map<unknown, object>([
      [ScoresResolver, new ScoresResolver(parts)],
      [ScoreLogResolver, new ScoreLogResolver(db)],
      [ScoreResolver, new ScoreResolver({ previous: explaining.previous, feed })],
      ...explaining.instances,
      [LeadResolver, new LeadResolver(parts)],
      [ScoreSubscriptionResolver, new ScoreSubscriptionResolver()],
      [BacktestResolver, backtesting.resolver],
      [BatchResolver, batch.resolver],
    ]),
    streams: {
      leadScored: async ({ filter, after }: LeadScoredArguments) =>
        feed.subscribe({ after, accepts: scoreFilter(filter ?? {}) }),
      batchProgress: (args: BatchProgressArguments) => batch.follow(args),
    },
    orphanedTypes: [ModelVersion, Rollout],
    // one invalid lead of many gets an error of its own
    answersAnyText: ['Mutation.scoreLeads'],
    access: { anyOf: ['leads:read', 'scores:write'], foreignTypes: ['Lead', 'ModelVersion', 'Rollout'] },
    references: {
      Score: findScore,
      Lead: keyOnly,
      Backtest: backtesting.find,
      BatchJob: batch.find,
    },
  });
}

/** A lead has no row in `scores`: its key is enough for its fields. */
function keyOnly({ id }: Lead): Lead {
  return { id };
}

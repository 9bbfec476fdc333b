import type { Kysely } from 'kysely';
import type { Registry } from 'prom-client';
import { migrateLeases } from '../../platform/background/leader-lease.ts';
import type { PollingLoop } from '../../platform/background/polling-loop.ts';
import { startPruner } from '../../platform/background/pruner.ts';
import { DEFAULT_MODEL } from '../../platform/config/default-model.ts';
import type { RescoreConfig } from '../../platform/config/rescore-config.ts';
import type { Database } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrate.ts';
import { ExportSlots } from '../../platform/exports/export-slots.ts';
import { SubgraphExports } from '../../platform/exports/subgraph-exports.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import { closePart } from '../../platform/process/close-part.ts';
import { exposeFeed } from '../../platform/streams/feed-metrics.ts';
import type { Subgraph } from '../../platform/subgraph/subgraph.ts';
import { DAY_MS } from '../../platform/time.ts';
import { exposeAutomaticScoring } from './automatic/automatic-metrics.ts';
import { AutomaticScoring, type AutomaticScoringDeps } from './automatic/automatic-scoring.ts';
import { openLeadChanges } from './automatic/store/lead-changes.ts';
import type { Backtests } from './backtest/backtests.ts';
import type { BatchJobs } from './batch/batch-jobs.ts';
import type { BatchJob } from './batch/rules/batch-job.ts';
import { createBacktests } from './create-backtests.ts';
import { type CreateBatchJobsDeps, createBatchJobs } from './create-batch-jobs.ts';
import { replaceLeadIds } from './erasure/replace-lead-ids.ts';
import { openExplaining } from './graph/explaining.ts';
import { createLoaders } from './graph/loaders.ts';
import { exportScores } from './list/export-scores.ts';
import { DEFAULT_TRAINING_MATURITY_DAYS, exportTrainingRows } from './list/export-training-rows.ts';
import { ScoringMetrics } from './metrics/scoring-metrics.ts';
import { SCORES_MIGRATIONS } from './migrations/index.ts';
import type { Prediction } from './record/prediction.ts';
import { prunePredictions } from './record/prune-predictions.ts';
import { openScoreFeed } from './record/score-feed.ts';
import { createScoresSchema } from './scores-schema.ts';
import { createFeatureFunction } from './scoring/feature-store.ts';
import { type ScoreAllOptions, type ScoreAllOutcome, scoreAll } from './scoring/score-all.ts';
import type { ScoreRequest } from './scoring/score-request.ts';
import { Scorer } from './scoring/scorer.ts';
import { ShadowRunner } from './shadow/shadow-runner.ts';
import { createInference, type InferenceOptions } from './versions/create-inference.ts';
import { DeliveryExplainer } from './write-back/explain-deliveries.ts';

/** Dependencies and settings of {@link createScores}. */
export interface ScoresDeps
  extends InferenceOptions,
    Pick<CreateBatchJobsDeps, 'batchSchedule' | 'batchWorkers' | 'batchPollMs' | 'batchPartRows' | 'lake'> {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly log: Logger;
  /** epoch milliseconds; default the system's */
  readonly clock?: (() => number) | undefined;
  /** most requests in one batch; default 256 */
  readonly maxBatch?: number | undefined;
  /** most requests queued for shadow versions, beyond which they are dropped; default 1,000 */
  readonly shadowQueueRows?: number | undefined;
  /** of one run of a shadow version, milliseconds; default 1,000 */
  readonly shadowTimeLimitMs?: number | undefined;
  /** milliseconds between two polls of the registry; default 500 */
  readonly pollMs?: number | undefined;
  /** milliseconds between two polls for subscriptions without a notification; default 500 */
  readonly streamPollMs?: number | undefined;
  /** retention of predictions, days; default unlimited */
  readonly predictionRetentionDays?: number | undefined;
  /** milliseconds between two polls for backtests of other processes; default 2,000 */
  readonly backtestPollMs?: number | undefined;
  /** places of this process's exports; as many as by default when absent */
  readonly exportSlots?: ExportSlots | undefined;
  /** name of the model that feeds the CRM, and of requests that name none; the platform's default when absent */
  readonly crmModel?: string | undefined;
  /** age from which on a lead without an outcome counts as lost, days; 90 when absent */
  readonly maturityDays?: number | undefined;
  /** the same of models that have a window of their own */
  readonly modelMaturityDays?: Readonly<Record<string, number>> | undefined;
  /** see {@link replaceLeadIds} */
  readonly erasureSettleMs?: number | undefined;
  /** registry of the metrics; none are exposed when absent */
  readonly metrics?: Registry | undefined;
  /** automatic scoring with the model that feeds the CRM; only on request when absent */
  readonly rescore?: RescoreConfig | undefined;
  /** pause before the first pass of the sweep over old scores, ms; default one minute */
  readonly sweepAfterMs?: number | undefined;
}

/** The `scores` subgraph. */
export interface Scores extends Subgraph {
  readonly name: 'scores';
  readonly backtests: Backtests;
  readonly batchJobs: BatchJobs;
  /** Follows a batch job: its state now, then each that differs, until it has ended. */
  followBatchJob(id: string): Promise<AsyncIterableIterator<BatchJob>>;
  /** Scores one request as `scoreFeatures` does; with the model that feeds the CRM unless another is named. */
  score(request: Omit<ScoreRequest, 'model' | 'cause'> & { readonly model?: string }): Promise<Prediction>;
  /** Scores many leads, see {@link scoreAll}; with the model that feeds the CRM unless another is named. */
  scoreAll(
    leadIds: readonly string[],
    options?: ScoreAllOptions & { readonly model?: string },
  ): Promise<ScoreAllOutcome>;
  /** Notifies that the live deployment changed: the new version answers at once, not after the next poll. */
  modelsChanged(): Promise<void>;
}

const MAX_BATCH = 256;
// the embedded database has one connection: a second batch would only wait for it. A server fsyncs one while it reads
// the features of the next.
const IN_FLIGHT = { pglite: 1, postgres: 2 } as const;

/** Starts the `scores` subgraph: migrates its schema, then follows the model registry. */
export async function createScores(deps: ScoresDeps): Promise<Scores> {
  const { database, outbox, log, clock = Date.now, crmModel = DEFAULT_MODEL } = deps;
  const db = await prepareDatabase(database);
  const metrics = new ScoringMetrics(deps.metrics);
  const shadows = openShadows(deps, db, metrics);
  const { live, recorded, trials, host, ...inference } = await createInference(
    { db, events: database.events, shadows, metrics, log, clock, pollMs: deps.pollMs },
    deps,
  );
  const batching = { maxBatch: deps.maxBatch ?? MAX_BATCH, maxInFlight: IN_FLIGHT[database.kind] };
  const feed = await openScoreFeed(database, log, deps.streamPollMs);
  exposeFeed(deps.metrics, 'leadScored', feed);
  const scorer = new Scorer({ db, outbox, models: { live, trials }, scored: feed, shadows, metrics, clock }, batching);
  const automatic = await startAutomatic(deps, { scorer, live, clock, model: crmModel });
  const loaders = createLoaders(db);
  const explaining = openExplaining({ ...deps, db, live, recorded, loaders, clock, crmModel });
  const deliveryExplainer = new DeliveryExplainer({ db, outbox, log, ...explaining });
  const backtesting = await createBacktests({ ...deps, clock, host });
  const batch = await createBatchJobs({
    ...deps,
    ...{ live, scored: feed, clock, crmModel, scoringMetrics: metrics, isBusy: () => scorer.isBusy },
  });
  const pruner = openPruner(deps, database.tables<never>('long'), clock);
  const erasing = replaceLeadIds(deps);
  return {
    name: 'scores',
    schema: createScoresSchema({
      ...{ db, scorer, loaders, recorded, feed, explaining, backtesting, batch },
      log,
      clock,
      crmModel,
    }),
    backtests: backtesting.backtests,
    batchJobs: batch.jobs,
    followBatchJob: (id) => batch.follow({ id }),
    exports: openExports(deps, db, clock),
    score: (request) => scorer.score({ model: crmModel, ...request }),
    scoreAll: (leadIds, { model = crmModel, ...options } = {}) =>
      scoreAll({ db, scorer, log, model }, leadIds, options),
    modelsChanged: () => live.follow(),
    close: async () => {
      await closePart('pruner of predictions', () => pruner?.close());
      await closePart('reasons of deliveries', () => deliveryExplainer.close());
      await explaining.close();
      await closePart('erasure of lead ids', () => erasing.close());
      await closePart('feed of scores', () => feed.close());
      await closePart('automatic scoring', () => automatic?.close());
      const backgroundEnded = Promise.all([backtesting.close(), batch.close()]);
      inference.shortenLimit();
      await closePart('backtests and batch jobs', () => backgroundEnded);
      await closePart('scoring', () => scorer.drain());
      await closePart('shadow versions', () => shadows.close());
      await closePart('models', () => inference.close());
    },
  };
}

async function prepareDatabase(database: Database): Promise<Kysely<never>> {
  await migrateLeases(database);
  await migrate(database, 'scores', SCORES_MIGRATIONS);
  const db = database.tables<never>();
  await createFeatureFunction(db);
  return db;
}

function openExports(
  { exportSlots = new ExportSlots(), maturityDays = DEFAULT_TRAINING_MATURITY_DAYS }: ScoresDeps,
  db: Kysely<never>,
  clock: () => number,
): SubgraphExports {
  const trainingRows = exportTrainingRows({ db, clock, maturityDays });
  return new SubgraphExports({ scores: exportScores(db), 'training-rows': trainingRows }, exportSlots);
}

function openShadows(deps: ScoresDeps, db: Kysely<never>, metrics: ScoringMetrics): ShadowRunner {
  const { outbox, log, shadowQueueRows: queueRows, shadowTimeLimitMs: timeLimitMs } = deps;
  const memoryLimitBytes = deps.modelMemoryLimitBytes;
  return new ShadowRunner({ db, outbox, log, metrics, queueRows, timeLimitMs, memoryLimitBytes });
}

/** @returns undefined when leads are scored on request only */
async function startAutomatic(
  { database, log, metrics, rescore, sweepAfterMs }: ScoresDeps,
  parts: Pick<AutomaticScoringDeps, 'scorer' | 'live' | 'clock' | 'model'>,
): Promise<AutomaticScoring | undefined> {
  if (!rescore) return undefined;
  const db = database.tables<never>();
  const changes = await openLeadChanges(db);
  exposeAutomaticScoring({ registry: metrics, db, changes, log, clock: parts.clock });
  return new AutomaticScoring({ ...parts, database, changes, log, rescore, sweepAfterMs });
}

/** @returns undefined when the retention is unlimited */
function openPruner(
  { predictionRetentionDays: days, log }: ScoresDeps,
  db: Kysely<never>,
  clock: () => number,
): PollingLoop | undefined {
  if (days === undefined) return undefined;
  const prune = (horizon: number) => prunePredictions(db, horizon);
  return startPruner({ name: 'predictions', prune, log, clock, retentionMs: days * DAY_MS });
}

import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FeatureVector } from '../../../lake/features/features.ts';
import type { Events } from '../../../platform/database/events.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { restAfter } from '../automatic/rules/rest.ts';
import type { ScoringMetrics } from '../metrics/scoring-metrics.ts';
import type { NewPrediction } from '../record/prediction.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { partsOf } from '../record/record-store.ts';
import type { ScoreFeed } from '../record/score-feed.ts';
import type { ScoreValues } from '../record/score-values.ts';
import { UUID_V7_RANDOM_BYTES, uuidV7 } from '../record/uuid-v7.ts';
import type { GradingVersion } from '../versions/deployment-store.ts';
import type { LiveModels } from '../versions/live-models.ts';
import type { LiveTraffic } from '../versions/live-traffic.ts';
import type { BatchMetrics } from './batch-metrics.ts';
import { BATCH_PROGRESS_TOPIC } from './batch-topics.ts';
import type { BatchJob, SkipReason } from './rules/batch-job.ts';
import { answersTraffic, logRole } from './rules/log-role.ts';
import { recordChunk } from './store/log-chunk.ts';

/** Dependencies of a {@link LogWriter}. */
export interface LogWriterDeps {
  readonly db: ScoresDb;
  readonly outbox: Outbox;
  readonly live: Pick<LiveModels, 'get'>;
  /** notified when scores were recorded */
  readonly scored: Pick<ScoreFeed, 'publish'>;
  readonly events: Pick<Events, 'publish'>;
  readonly metrics: Pick<ScoringMetrics, 'recorded'>;
  readonly batchMetrics: BatchMetrics;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** whether callers wait for scores */
  readonly isBusy: () => boolean;
}

/** Scored row of a job, in the order of lead ids. */
export interface LogRow {
  readonly leadId: string;
  /** time that the features are as of, epoch milliseconds */
  readonly asOf: number;
  readonly leadClosed: boolean;
  readonly features: FeatureVector;
  /** why the row cannot be recorded; absent where it can */
  readonly skip?: SkipReason | undefined;
  /** present unless it is skipped */
  readonly scored?: { readonly version: GradingVersion; readonly values: ScoreValues } | undefined;
}

/** Writes the rows of one job to the prediction log, in chunks, and leaves time to callers between them. */
export class LogWriter {
  readonly #deps: LogWriterDeps;
  readonly #job: BatchJob;
  #position: string | null;

  constructor(deps: LogWriterDeps, job: BatchJob) {
    this.#deps = deps;
    this.#job = job;
    this.#position = job.logPosition;
  }

  /**
   * Records rows with one durable commit.
   *
   * @returns false when the job no longer runs here
   * @throws {DomainError} BATCH_VERSION_REPLACED when a version has begun or ceased to answer traffic since the job was claimed
   */
  async write(rows: readonly LogRow[]): Promise<boolean> {
    const last = rows.at(-1);
    if (!last) return true;
    const { db, outbox, clock, metrics, scored, events, isBusy, batchMetrics } = this.#deps;
    const startedAt = performance.now();
    const { predictions, skipped } = await this.#judge(rows);
    const chunk = { from: this.#position, to: last.leadId, rows: rows.length, predictions, skipped };
    const options = { onlyChanged: this.#job.onlyChanged, now: clock() };
    const ids = await recordChunk(db, outbox, this.#job, chunk, options);
    if (!ids) return false;
    this.#position = last.leadId;
    metrics.recorded({ predictions: predictions.filter(({ id }) => ids.has(id)), failures: [] });
    batchMetrics.wrote('LOG', this.#job.kind, ids.size);
    batchMetrics.skipped(this.#job.kind, rows.length - ids.size);
    if (ids.size > 0) {
      if (partsOf(predictions).writesBack) outbox.wake('leads.write-back');
      scored.publish();
    }
    events.publish(BATCH_PROGRESS_TOPIC);
    await sleep(restAfter(performance.now() - startedAt, isBusy()));
    return true;
  }

  async #judge(rows: readonly LogRow[]): Promise<{
    readonly predictions: readonly NewPrediction[];
    readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  }> {
    const skipped: Partial<Record<SkipReason, number>> = {};
    const predictions: NewPrediction[] = [];
    const random = randomBytes(UUID_V7_RANDOM_BYTES * rows.length);
    const traffics = await this.#traffics(rows);
    for (const [index, row] of rows.entries()) {
      const judged = row.skip ?? this.#predict(row, traffics, uuidV7(row.asOf, random, index * UUID_V7_RANDOM_BYTES));
      if (typeof judged === 'string') skipped[judged] = (skipped[judged] ?? 0) + 1;
      else predictions.push(judged);
    }
    return { predictions, skipped };
  }

  #predict(row: LogRow, traffics: Traffics, id: string): NewPrediction | SkipReason {
    const { leadId, asOf: scoredAt, leadClosed, features, scored } = row;
    if (!scored) return 'INFERENCE_FAILED';
    const role = logRole(traffics.get(scored.version.model), scored.version, leadId);
    if (!role) return 'OTHER_VERSION';
    return {
      id,
      leadId,
      ...scored.values,
      role: role.role,
      cause: 'BATCH',
      leadClosed,
      rollout: role.rollout,
      features,
      scoredAt,
      // a batch has no caller who waits
      latencyMs: 0,
      requestId: `batch-${this.#job.id}`,
      idempotencyKey: null,
      requestDigest: null,
      writeBack: role.isShown,
      isExposure: role.isExposure,
    };
  }

  /** Versions in the traffic of each model, once each. */
  async #traffics(rows: readonly LogRow[]): Promise<Traffics> {
    const versions = new Map(rows.flatMap(({ scored }) => (scored ? [[scored.version.model, scored.version]] : [])));
    const traffics = new Map<string, LiveTraffic | undefined>();
    for (const [model, version] of versions) {
      const traffic = await findTraffic(this.#deps.live, model);
      traffics.set(model, traffic);
      if (this.#job.kind === 'SCORE' && answersTraffic(traffic, version) !== this.#job.shown) throw replaced(version);
    }
    return traffics;
  }
}

type Traffics = ReadonlyMap<string, LiveTraffic | undefined>;

/** Finds the versions that answer for a model; undefined when it has no champion. */
export async function findTraffic(live: Pick<LiveModels, 'get'>, model: string): Promise<LiveTraffic | undefined> {
  try {
    return await live.get(model);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'NO_LIVE_MODEL') return undefined;
    throw error;
  }
}

function replaced({ model, version }: GradingVersion): DomainError {
  const message = `${model}:${version} began or ceased to answer traffic while its batch job ran`;
  return new DomainError('BATCH_VERSION_REPLACED', message, { model, version });
}

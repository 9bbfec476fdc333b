import { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { DEFAULT_MODEL_MEMORY_BYTES } from '../../../platform/process/model-process.ts';
import { versionKey } from '../inference/scoring-version.ts';
import type { ScoringMetrics } from '../metrics/scoring-metrics.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { recordBatch } from '../record/record-store.ts';
import type { Deployment } from '../versions/deployment-store.ts';
import type { LiveRollout } from '../versions/live-traffic.ts';
import { ShadowQueue, type ShadowRequest, type ShadowTask } from './shadow-queue.ts';
import { shadowRecord } from './shadow-record.ts';
import { ShadowSessions } from './shadow-sessions.ts';
import { addDrops } from './shadow-store.ts';

/** Settings and collaborators of {@link ShadowRunner}. */
export interface ShadowRunnerDeps {
  readonly db: ScoresDb;
  readonly outbox: Outbox;
  readonly log: Logger;
  readonly metrics: ScoringMetrics;
  /** most requests that wait for shadows; default 1,000 */
  readonly queueRows?: number | undefined;
  /** of one run of a shadow; default 1,000 ms */
  readonly timeLimitMs?: number | undefined;
  /** of their process, bytes; default 1 GiB */
  readonly memoryLimitBytes?: number | undefined;
}

const QUEUE_ROWS = 1_000;
const TIME_LIMIT_MS = 1_000;
const BATCH_ROWS = 256;
// no caller waits for shadows: the requests of this time share a run and a commit
const PACE_MS = 250;
// between full batches: callers come first
const BUSY_PACE_MS = 10;

/**
 * Scores answered requests with shadow versions, outside of the reply path, and records the results.
 *
 * Requests are queued up to a bound, and dropped and counted beyond it. Shadows run in a child process of their own, so
 * that one that throws, hangs or crashes does not affect callers. Queued requests are lost when this process is killed.
 */
export class ShadowRunner {
  readonly #deps: ShadowRunnerDeps;
  readonly #queue: ShadowQueue;
  readonly #sessions: ShadowSessions;
  readonly #loop: PollingLoop;
  #followed: ReadonlyMap<string, Deployment> = new Map();
  #hasChanged = false;
  #closed = false;

  constructor(deps: ShadowRunnerDeps) {
    const { queueRows = QUEUE_ROWS, timeLimitMs = TIME_LIMIT_MS } = deps;
    const { memoryLimitBytes = DEFAULT_MODEL_MEMORY_BYTES } = deps;
    this.#deps = deps;
    this.#queue = new ShadowQueue(queueRows, (shadow) => deps.metrics.dropped(shadow));
    this.#sessions = new ShadowSessions({ ...deps, timeLimitMs, memoryLimitBytes });
    this.#loop = new PollingLoop({
      everyMs: PACE_MS,
      startAfterMs: PACE_MS,
      turn: () => this.#turn(),
      log: deps.log,
      failure: 'shadow versions cannot run; retrying',
    });
  }

  /** Sets the current shadow versions: new ones are loaded before their first request, others are released. */
  follow(shadows: readonly Deployment[]): void {
    const before = this.#followed;
    this.#followed = new Map(shadows.map((shadow) => [versionKey(shadow), shadow]));
    if (this.#followed.size === before.size && [...before.keys()].every((key) => this.#followed.has(key))) return;
    this.#hasChanged = true;
  }

  /** Queues an answered request for the shadows that its rollout draws for it. They run after the reply. */
  offer(rollout: LiveRollout, request: ShadowRequest): void {
    for (const shadow of rollout.shadowsFor(request.leadId ?? request.requestId)) this.#queue.push({ shadow, request });
  }

  /** Kills the run under way, and counts queued requests as dropped. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#sessions.close();
    await this.#loop.close();
    this.#queue.drop(this.#queue.take(Number.POSITIVE_INFINITY));
    await this.#storeDrops();
  }

  async #turn(): Promise<number> {
    if (this.#hasChanged) await this.#applyFollowed();
    await this.#run(this.#queue.take(BATCH_ROWS));
    await this.#storeDrops();
    this.#deps.metrics.queued(this.#queue.size);
    return this.#queue.size < BATCH_ROWS ? PACE_MS : BUSY_PACE_MS;
  }

  async #applyFollowed(): Promise<void> {
    this.#hasChanged = false;
    const shadows = [...this.#followed.values()];
    await this.#sessions.keepOnly(shadows);
    for (const shadow of shadows) await this.#sessions.load(shadow);
  }

  async #run(tasks: readonly ShadowTask[]): Promise<void> {
    const shadow = tasks[0]?.shadow;
    if (!shadow) return;
    const isWanted = this.#followed.has(versionKey(shadow)) && !this.#sessions.isPaused(shadow);
    let isRecorded = false;
    try {
      if (!isWanted) return;
      const vectors = tasks.map(({ request }) => request.features);
      const record = shadowRecord(tasks, await this.#sessions.run(shadow, vectors));
      if (this.#closed) return;
      await recordBatch(this.#deps.db, this.#deps.outbox, record);
      isRecorded = true;
      this.#deps.metrics.recorded(record);
    } finally {
      if (!isRecorded) this.#queue.drop(tasks);
    }
  }

  async #storeDrops(): Promise<void> {
    const drops = this.#queue.takeDrops();
    try {
      await addDrops(this.#deps.db, drops);
    } catch (error) {
      this.#queue.returnDrops(drops);
      throw error;
    }
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../../platform/logger.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { DEFAULT_MODEL_MEMORY_BYTES } from '../../../platform/process/model-process.ts';
import { versionKey } from '../inference/scoring-version.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { recordBatch } from '../record/record-store.ts';
import type { Deployment } from '../versions/deployment-store.ts';
import type { LiveRollout } from '../versions/live-traffic.ts';
import { ShadowQueue, type ShadowRequest, type ShadowTask } from './shadow-queue.ts';
import { shadowRecord } from './shadow-record.ts';
import { ShadowSessions } from './shadow-sessions.ts';
import { addDrops } from './shadow-store.ts';

/** What {@link ShadowRunner} needs. */
export interface ShadowRunnerOptions {
  readonly db: ScoresDb;
  readonly outbox: Outbox;
  readonly log: Logger;
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
// nobody waits for shadows: requests of this time share a run and a commit
const PACE_MS = 250;
// a breath for callers between full batches
const BUSY_PACE_MS = 10;

/**
 * Shows answered requests to shadow versions, off the reply path, and records what they say.
 *
 * Requests wait in a bounded queue; what finds no room is counted, never waited for. They run in a process of their own,
 * so that a shadow that throws, hangs or crashes changes nothing for callers. What waits when our process is killed is
 * lost.
 */
export class ShadowRunner {
  readonly #options: ShadowRunnerOptions;
  readonly #queue: ShadowQueue;
  readonly #sessions: ShadowSessions;
  #followed: ReadonlyMap<string, Deployment> = new Map();
  #hasNews = false;
  #running: Promise<void> | undefined;
  #closed = false;
  #isWorking = true;

  constructor(options: ShadowRunnerOptions) {
    const { queueRows = QUEUE_ROWS, timeLimitMs = TIME_LIMIT_MS } = options;
    const { memoryLimitBytes = DEFAULT_MODEL_MEMORY_BYTES } = options;
    this.#options = options;
    this.#queue = new ShadowQueue(queueRows);
    this.#sessions = new ShadowSessions({ ...options, timeLimitMs, memoryLimitBytes });
  }

  /** Says which shadow versions there are now: new ones are loaded before their first request, others are let go. */
  follow(shadows: readonly Deployment[]): void {
    const before = this.#followed;
    this.#followed = new Map(shadows.map((shadow) => [versionKey(shadow), shadow]));
    if (this.#followed.size === before.size && [...before.keys()].every((key) => this.#followed.has(key))) return;
    this.#hasNews = true;
    this.#wake();
  }

  /** Shows an answered request to the shadows that its rollout draws for it. They run after the reply. */
  offer(rollout: LiveRollout, request: ShadowRequest): void {
    for (const shadow of rollout.shadowsFor(request.leadId ?? request.requestId)) this.#queue.push({ shadow, request });
    if (this.#queue.size > 0) this.#wake();
  }

  /** Kills the run under way, and counts what waits as dropped. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#sessions.close();
    await this.#running;
    this.#queue.drop(this.#queue.take(Number.POSITIVE_INFINITY));
    await this.#storeDrops();
  }

  #wake(): void {
    if (!this.#closed) this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    while (!this.#closed && (this.#hasNews || this.#queue.size > 0)) {
      await sleep(this.#queue.size < BATCH_ROWS ? PACE_MS : BUSY_PACE_MS);
      await this.#turn();
    }
    this.#running = undefined;
  }

  async #turn(): Promise<void> {
    try {
      if (this.#hasNews) await this.#takeOver();
      await this.#show(this.#queue.take(BATCH_ROWS));
      await this.#storeDrops();
      this.#isWorking = true;
    } catch (error) {
      // once per outage: callers have their answers
      if (this.#isWorking) this.#options.log.warn({ err: error }, 'shadows cannot work; will try again');
      this.#isWorking = false;
    }
  }

  async #takeOver(): Promise<void> {
    this.#hasNews = false;
    const shadows = [...this.#followed.values()];
    await this.#sessions.keepOnly(shadows);
    for (const shadow of shadows) await this.#sessions.load(shadow);
  }

  async #show(tasks: readonly ShadowTask[]): Promise<void> {
    const shadow = tasks[0]?.shadow;
    if (!shadow) return;
    const isWanted = this.#followed.has(versionKey(shadow)) && !this.#sessions.isPaused(shadow);
    let isRecorded = false;
    try {
      if (!isWanted) return;
      const vectors = tasks.map(({ request }) => request.features);
      const record = shadowRecord(tasks, await this.#sessions.run(shadow, vectors));
      if (this.#closed) return;
      await recordBatch(this.#options.db, this.#options.outbox, record);
      isRecorded = true;
    } finally {
      if (!isRecorded) this.#queue.drop(tasks);
    }
  }

  async #storeDrops(): Promise<void> {
    const drops = this.#queue.takeDrops();
    try {
      await addDrops(this.#options.db, drops);
    } catch (error) {
      this.#queue.returnDrops(drops);
      throw error;
    }
  }
}

import type { Kysely } from 'kysely';
import type { LeaderLease } from '../../../../platform/background/leader-lease.ts';
import { PollingLoop, type PollingLoopOptions } from '../../../../platform/background/polling-loop.ts';
import { DomainError } from '../../../../platform/errors.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { SECOND_MS } from '../../../../platform/time.ts';
import { type DeliveryAnswer, judgeAttempt } from './rules/judge-attempt.ts';
import type { ScoreDelivery } from './rules/score-delivery.ts';
import { TokenBucket } from './rules/token-bucket.ts';
import { claimDeliveries, recordAttempts, releaseDeliveries } from './store/claim-deliveries.ts';
import { recordOutage } from './store/target-state.ts';
import type { CrmTarget } from './targets/crm-target.ts';

/** Settings and dependencies of a {@link WriteBackLoop}. */
export interface WriteBackLoopDeps {
  readonly db: Kysely<unknown>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly target: CrmTarget;
  /** the right of one process at a time to deliver */
  readonly lease: Pick<LeaderLease, 'acquire'>;
  readonly ratePerSecond: number;
  /** of deliveries that are due, ms */
  readonly pollMs: number;
  readonly wakeOn: NonNullable<PollingLoopOptions['wakeOn']>;
  /** Enqueues leads that the target has never got; resolves to whether there are more. */
  readonly fill: () => Promise<boolean>;
  /** Observes a delivery: seconds from its cause until the CRM had it. */
  readonly observe: (seconds: number) => void;
}

/** A claim lasts as long as one step of the target, and this margin for what comes before and after, ms. */
const CLAIM_MARGIN_MS = 20 * SECOND_MS;
const LONGEST_OUTAGE_PAUSE_MS = 5 * SECOND_MS;
const FIRST_OUTAGE_PAUSE_MS = 250;

/**
 * Delivers what is due to one target, a batch at a time, in one process at a time.
 *
 * While the CRM is at fault no delivery counts an attempt: the loop pauses, from 250 ms doubled to 5 s, and tries one delivery
 * until it is taken. A statement that takes too long halves the batch, down to one.
 */
export class WriteBackLoop {
  readonly #deps: WriteBackLoopDeps;
  readonly #loop: PollingLoop;
  readonly #bucket: TokenBucket;
  #batchRows: number;
  #failures = 0;
  /** by `performance.now()` */
  #pausedUntil = 0;
  #isFirst = true;

  constructor(deps: WriteBackLoopDeps) {
    this.#deps = deps;
    this.#batchRows = deps.target.batchRows;
    this.#bucket = new TokenBucket(deps.ratePerSecond, performance.now());
    this.#loop = new PollingLoop({
      everyMs: deps.pollMs,
      turn: () => this.#turn(),
      log: deps.log,
      failure: 'deliveries to the CRM cannot be read; they stay and are retried',
      wakeOn: deps.wakeOn,
    });
  }

  /** Ends after the batch under way. What is pending is delivered by other processes, or after the next start. */
  async close(): Promise<void> {
    await this.#loop.close();
  }

  /** @returns how long to pause, ms */
  async #turn(): Promise<number> {
    const { pollMs, lease, fill } = this.#deps;
    const now = performance.now();
    if (now < this.#pausedUntil) return this.#pausedUntil - now;
    if (!(await lease.acquire())) return pollMs;
    if (this.#failures > 0 || this.#isFirst) {
      const isReady = await this.#inspect();
      if (!isReady) return this.#pausedUntil - performance.now();
    }
    const waitMs = this.#bucket.waitMs(performance.now());
    if (waitMs > 0) return waitMs;
    const isMoreToFill = this.#failures === 0 && (await fill());
    const claimed = await this.#deliverDue();
    return claimed > 0 || isMoreToFill ? (claimed === 0 ? 100 : 0) : pollMs;
  }

  async #inspect(): Promise<boolean> {
    try {
      await this.#deps.target.inspect();
    } catch (error) {
      await this.#pause(error);
      return false;
    }
    this.#isFirst = false;
    return true;
  }

  /** Claims and delivers one batch. @returns its size */
  async #deliverDue(): Promise<number> {
    const { db, target, clock } = this.#deps;
    const now = clock();
    const claimMs = target.stepMs + CLAIM_MARGIN_MS;
    const deadline = performance.now() + claimMs - target.stepMs - CLAIM_MARGIN_MS / 2;
    const tokens = this.#bucket.available(performance.now());
    const limit = this.#failures > 0 ? 1 : Math.min(this.#batchRows, tokens);
    const claim = { target: target.name, limit, now, claimedUntil: now + claimMs };
    const batch = await claimDeliveries(db, claim);
    if (batch.length === 0) return 0;
    this.#bucket.take(batch.length);
    try {
      const answers = await target.deliver(batch, deadline);
      await this.#record(batch, answers, claim.claimedUntil);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (!(await this.#isTooLong(error, batch, claim.claimedUntil)))
        await this.#pause(error, batch, claim.claimedUntil);
      return batch.length;
    }
    await this.#resume();
    this.#batchRows = Math.min(target.batchRows, this.#batchRows * 2);
    return batch.length;
  }

  /** Halves the batch after a statement that took too long; one that took too long by itself counts an attempt. */
  async #isTooLong(error: DomainError, batch: readonly ScoreDelivery[], claimedUntil: number): Promise<boolean> {
    const { db, clock } = this.#deps;
    if (error.code !== 'CRM_TIMEOUT') return false;
    this.#batchRows = Math.max(1, this.#batchRows >> 1);
    const ids = batch.map(({ id }) => id);
    const answers = ids.map((id) => ({ id, result: 'REFUSED' as const, code: error.code, error: error.message }));
    if (batch.length === 1) await this.#record(batch, answers, claimedUntil);
    else await releaseDeliveries(db, ids, claimedUntil, clock());
    return true;
  }

  async #record(
    batch: readonly ScoreDelivery[],
    answers: readonly DeliveryAnswer[],
    claimedUntil: number,
  ): Promise<void> {
    const { db, clock, target, log, observe } = this.#deps;
    const now = clock();
    const attempts = new Map(batch.map(({ id, attempts: before }) => [id, before]));
    const recorded = answers.map((answer) => ({
      id: answer.id,
      ...judgeAttempt(answer, attempts.get(answer.id) ?? 0, now),
      code: answer.code ?? null,
      error: answer.error ?? null,
    }));
    const stored = await recordAttempts(db, recorded, { target: target.name, claimedUntil, now });
    for (const { state, created_at: createdAt } of stored)
      if (state === 'DELIVERED') observe(Math.max(0, now - createdAt) / SECOND_MS);
    const given = recorded.filter(({ state }) => state === 'FAILED');
    const [first] = given;
    if (first)
      log.error(
        { target: target.name, deliveries: given.length, code: first.code, error: first.error },
        'deliveries to the CRM given up; crmDeliveries lists them',
      );
  }

  /** Pauses because the CRM is at fault; what was claimed is due at once when it is back, behind the others. */
  async #pause(error: unknown, batch: readonly ScoreDelivery[] = [], claimedUntil = 0): Promise<void> {
    if (!(error instanceof DomainError)) throw error;
    const { db, clock, target, log } = this.#deps;
    const asked = Number(error.extensions.retryAfterMs ?? 0);
    const pauseMs = Math.min(LONGEST_OUTAGE_PAUSE_MS, FIRST_OUTAGE_PAUSE_MS * 2 ** Math.min(this.#failures, 10));
    this.#pausedUntil = performance.now() + Math.max(pauseMs, Math.min(asked, 60 * SECOND_MS));
    this.#failures += 1;
    if (this.#failures === 1)
      log.warn(
        { target: target.name, code: error.code, error: error.message },
        'write-back to the CRM paused; retrying',
      );
    const now = clock();
    const ids = batch.map(({ id }) => id);
    if (ids.length > 0) await releaseDeliveries(db, ids, claimedUntil, now);
    await recordOutage(db, target.name, error, now);
  }

  async #resume(): Promise<void> {
    if (this.#failures === 0) return;
    const { db, clock, target, log } = this.#deps;
    this.#failures = 0;
    await recordOutage(db, target.name, undefined, clock());
    log.info({ target: target.name }, 'write-back to the CRM resumed');
  }
}

import type { Kysely } from 'kysely';
import { PollingLoop } from '../background/polling-loop.ts';
import type { Logger } from '../logger.ts';
import { judgeDelivery, longestPauseMs, type WebhookAnswer } from './delivery-rule.ts';
import type { ClaimedDelivery, DeliveryTable } from './delivery-table.ts';

/** Settings and dependencies of the deliveries of one receiver. */
export interface DeliveryLoopOptions<Event> {
  readonly db: Kysely<never>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly table: DeliveryTable<Event>;
  /** names the receiver in the table */
  readonly receiver: string;
  /** names the receiver in the log: without anything secret */
  readonly shown: Readonly<Record<string, string>>;
  /** what is sent, in the log: `webhook` */
  readonly what: string;
  /** where people find deliveries that were given up */
  readonly listedBy: string;
  /** how often deliveries that are due, or of other processes, are polled, ms */
  readonly pollMs: number;
  /** time limit of one request, ms; a claim is renewed while `send` takes longer */
  readonly timeoutMs: number;
  /** before each further attempt, ms; those of {@link judgeDelivery} when absent */
  readonly pausesMs?: readonly number[] | undefined;
  /** draws from 0 to 1, for the jitter of {@link judgeDelivery}; none when absent */
  readonly random?: (() => number) | undefined;
  /** how long to wait before the receiver may be sent more, ms; 0 takes a turn. No limit when absent */
  readonly pace?: ((receiver: string, nowMs: number) => Promise<number>) | undefined;
  /** Sends once; never rejects for what the receiver does. */
  readonly send: (claimed: ClaimedDelivery<Event>) => Promise<WebhookAnswer>;
}

/** Time by which a claim outlasts the time limit of a request, ms: for the database, and for clocks that differ between processes. */
export const CLAIM_MARGIN_MS = 10_000;

/**
 * Sends the deliveries of one receiver at least once, one at a time, so that it gets events in their order,
 * with retries. Any number of processes may do this on one database.
 */
export class DeliveryLoop<Event> {
  readonly #options: DeliveryLoopOptions<Event>;
  readonly #loop: PollingLoop;

  constructor(options: DeliveryLoopOptions<Event>) {
    this.#options = options;
    this.#loop = new PollingLoop({
      everyMs: options.pollMs,
      turn: () => this.#turn(),
      log: options.log,
      failure: `${options.what}s cannot be sent; they stay and are retried`,
    });
  }

  /** Sends new deliveries at once. */
  wake(): void {
    this.#loop.wake();
  }

  /** Ends after the delivery under way. What is pending is sent by other processes, or after the next start. */
  async close(): Promise<void> {
    await this.#loop.close();
  }

  /** Sends one delivery, if one is due; returns how long to pause, in ms. */
  async #turn(): Promise<number> {
    const { db, clock, table, receiver, pollMs, timeoutMs, pausesMs, pace } = this.#options;
    const now = clock();
    const claimMs = timeoutMs + CLAIM_MARGIN_MS;
    const longestMs = Math.max(claimMs, longestPauseMs(pausesMs));
    const claimed = await table.claim(db, receiver, { nowMs: now, claimedUntil: now + claimMs, longestMs });
    if (!claimed) return pollMs;
    const waitMs = (await pace?.(receiver, now)) ?? 0;
    if (waitMs > 0) {
      await table.postpone(db, claimed.id, Math.ceil(now + waitMs));
      return Math.min(waitMs, pollMs);
    }
    await this.#record(claimed, await this.#sendClaimed(claimed, claimMs));
    return 0;
  }

  /** Sends, and renews the claim meanwhile: a process that dies leaves the delivery to others soon, however long it takes. */
  async #sendClaimed(claimed: ClaimedDelivery<Event>, claimMs: number): Promise<WebhookAnswer> {
    const { db, clock, table, send } = this.#options;
    const renew = () => table.postpone(db, claimed.id, clock() + claimMs);
    // the claim outlives a renewal that fails
    const renewal = setInterval(() => void renew().catch(() => undefined), claimMs / 3).unref();
    try {
      return await send(claimed);
    } finally {
      clearInterval(renewal);
    }
  }

  async #record(claimed: ClaimedDelivery<Event>, answer: WebhookAnswer): Promise<void> {
    const { db, log, clock, table, shown, what, listedBy, pausesMs, random } = this.#options;
    const { id, webhook_id: webhookId } = claimed;
    const attempts = claimed.attempts + 1;
    const now = clock();
    const verdict = judgeDelivery(answer, attempts, now, pausesMs, random?.());
    await table.recordAttempt(db, { id, attempts }, answer, verdict, now);
    const facts = { webhookId, ...shown, attempts, ...answer };
    if (verdict.state === 'FAILED') log.error(facts, `${what} given up; ${listedBy} lists it`);
    else if (verdict.state === 'PENDING') log.warn(facts, `${what} not delivered; it is sent again`);
    else log.debug(facts, `${what} delivered`);
  }
}

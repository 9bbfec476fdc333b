import { EventEmitter } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Registry } from 'prom-client';
import { PollingLoop } from '../background/polling-loop.ts';
import type { Database } from '../database/database.ts';
import type { Events } from '../database/events.ts';
import { migrate } from '../database/migrate.ts';
import { isDatabaseOutage } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { ClaimFailed, claimDue, claimOne, type OutboxHandler, recordFailure } from './outbox-claim.ts';
import { exposeOutbox } from './outbox-metrics.ts';
import { OUTBOX_MIGRATIONS } from './outbox-migrations.ts';

/** Name of a queue between subgraphs, `owner.subject`; each has exactly one kind of consumer. */
export type Topic = `${string}.${string}`;

/** Pace of consumers. */
export interface OutboxOptions {
  /** epoch milliseconds; default the system's */
  readonly clock?: () => number;
  /** how often messages of other processes are polled; default 1,000 ms */
  readonly pollMs?: number;
  /** pause after a first failure, doubled for each further one of the same message; default 1,000 ms */
  readonly retryMs?: number;
  /** failures of a message on its own after which it is dead-lettered; default 5 */
  readonly maxAttempts?: number;
  /** registry of the metrics of the topics that this process consumes; none are exposed when absent */
  readonly metrics?: Registry | undefined;
}

// a message can hold the facts of a whole commit
const BATCH_SIZE = 50;
// under load, one claim for the messages of 50 ms costs far less than one claim for each
const PACE_MS = 50;
// by then the process that published them has handled them itself, if it consumes the topic
const FOREIGN_WAKE_MS = 100;

/**
 * The transactional outbox: what one subgraph owes another, committed together with the fact itself.
 *
 * A consumer claims a batch, handles and deletes it in one transaction, so a message is handled exactly once even when
 * processes die, and several processes share the work. Order is kept within a claim, not between claims: handlers must
 * let the newest fact win.
 *
 * When a batch fails, each of its messages is retried on its own, so that one that cannot be handled does not hold up the
 * others. One that fails on its own is retried later, after 5 attempts it moves to `outbox.dead_letter` with the
 * error, logged at ERROR. An outage of the database is no message's fault and counts for none.
 */
export class Outbox {
  readonly #db: Kysely<unknown>;
  readonly #log: Logger;
  readonly #options: Required<Omit<OutboxOptions, 'metrics'>>;
  readonly #events: Events;
  readonly #wake = new EventEmitter();
  readonly #consumed = new Set<Topic>();

  private constructor(database: Database, log: Logger, options: OutboxOptions) {
    const db = database.tables<unknown>();
    this.#db = db;
    this.#events = database.events;
    this.#log = log;
    this.#options = { clock: Date.now, pollMs: 1_000, retryMs: 1_000, maxAttempts: 5, ...options };
    exposeOutbox({ registry: options.metrics, db, log, topics: this.#consumed });
  }

  static async open(database: Database, log: Logger, options: OutboxOptions = {}): Promise<Outbox> {
    await migrate(database, 'outbox', OUTBOX_MIGRATIONS);
    return new Outbox(database, log, options);
  }

  /** Adds messages to a topic, within the caller's transaction. Call {@link wake} after the commit. */
  async publish(trx: Kysely<never>, topic: Topic, payloads: readonly unknown[]): Promise<void> {
    await sql`INSERT INTO outbox.message (topic, payload)
      SELECT ${topic}, value FROM jsonb_array_elements(${JSON.stringify(payloads)}::jsonb)`.execute(trx);
  }

  /**
   * The same as a fragment, for a statement that commits facts and their messages at once: `WITH …, published AS (…)`.
   *
   * @param payloads a query of one jsonb column
   */
  publication(topic: Topic, payloads: RawBuilder<unknown>): RawBuilder<unknown> {
    return sql`INSERT INTO outbox.message (topic, payload) SELECT ${topic}, payload FROM (${payloads}) AS published (payload)`;
  }

  /** Wakes the consumers of a topic: at once in this process, a moment later in others. */
  wake(topic: Topic): void {
    this.#wake.emit(topic);
    this.#events.publish(eventOf(topic));
  }

  /** Starts the consumer of a topic. `close()` ends it after the claim under way. */
  consume(topic: Topic, handler: OutboxHandler): { close(): Promise<void> } {
    this.#consumed.add(topic);
    return new PollingLoop({
      everyMs: this.#options.retryMs,
      turn: () => this.#turn(topic, handler),
      log: this.#log,
      failure: `outbox topic ${topic} cannot be consumed; its messages stay and are retried`,
      wakeOn: [
        (wake) => {
          this.#wake.on(topic, wake);
          return () => this.#wake.off(topic, wake);
        },
        (wake) => this.#wakeLater(topic, wake),
      ],
    });
  }

  /** Wakes a consumer for messages of other processes, once for all that are published within a moment. */
  #wakeLater(topic: Topic, wake: () => void): () => void {
    let timer: NodeJS.Timeout | undefined;
    const unsubscribe = this.#events.subscribe(eventOf(topic), () => {
      timer ??= globalThis
        .setTimeout(() => {
          timer = undefined;
          wake();
        }, FOREIGN_WAKE_MS)
        .unref();
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }

  /** Handles one batch; returns how long to pause, in ms. */
  async #turn(topic: Topic, handler: OutboxHandler): Promise<number> {
    const { clock, pollMs, retryMs } = this.#options;
    try {
      const handled = await claimDue(this.#db, topic, BATCH_SIZE, { nowMs: clock(), retryMs }, handler);
      if (handled === 0) return pollMs;
      if (handled < BATCH_SIZE) await setTimeout(PACE_MS);
      return 0;
    } catch (error) {
      await this.#recover(topic, messagesAtFault(error), error, handler);
      return 0;
    }
  }

  /** Finds the messages of a failed claim that cannot be handled, by trying each on its own, and records their failures. */
  async #recover(topic: Topic, ids: readonly number[], error: unknown, handler: OutboxHandler): Promise<void> {
    this.#log.warn({ topic, messages: ids.length, err: error }, 'outbox messages were not handled; trying them again');
    const [first] = ids;
    if (first !== undefined && ids.length === 1) return this.#note(topic, first, error);
    for (const id of ids) {
      try {
        await claimOne(this.#db, id, handler);
      } catch (failure) {
        messagesAtFault(failure);
        await this.#note(topic, id, failure);
      }
    }
  }

  async #note(topic: Topic, id: number, error: unknown): Promise<void> {
    const failure = { id, error: String((error as Error).cause), nowMs: this.#options.clock() };
    const isDead = await recordFailure(this.#db, failure, this.#options);
    if (isDead) this.#log.error({ topic, id, err: error }, 'outbox message given up; it is in outbox.dead_letter');
  }
}

function eventOf(topic: Topic): string {
  return `outbox.${topic}`;
}

/**
 * The messages that a claim failed on.
 *
 * @throws the error itself when the database is at fault: out of reach, out of room
 */
function messagesAtFault(error: unknown): readonly number[] {
  if (!(error instanceof ClaimFailed) || error.ids.length === 0 || isDatabaseOutage(error.cause)) throw error;
  return error.ids;
}

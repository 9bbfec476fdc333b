import { EventEmitter } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { Logger } from './logger.ts';
import { type Migrations, migrate } from './migrate.ts';

/** Queues between subgraphs, each with exactly one kind of consumer. */
export type Topic = 'leads.write-back';

interface OutboxTables {
  'outbox.message': { id: number; topic: string; payload: unknown };
}

const MIGRATIONS: Migrations = {
  '001-message': {
    async up(db: Kysely<OutboxTables>) {
      await sql`CREATE TABLE outbox.message (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, topic text NOT NULL, payload jsonb NOT NULL
      )`.execute(db);
      await sql`CREATE INDEX message_topic ON outbox.message (topic, id)`.execute(db);
    },
  },
};

// a message can hold the facts of a whole commit
const BATCH_SIZE = 50;
// under load, one claim for the messages of 50 ms costs far less than one claim for each
const PACE_MS = 50;
const POLL_MS = 1_000;
const RETRY_MS = 1_000;

/** Handles messages of one topic inside the transaction that removes them: both happen, or neither. */
export type OutboxHandler = (trx: Transaction<unknown>, payloads: readonly unknown[]) => Promise<void>;

/**
 * The transactional outbox: what one subgraph owes another, committed together with the fact itself.
 *
 * A consumer claims rows with `FOR UPDATE SKIP LOCKED`, handles and deletes them in one transaction, so a message is
 * handled exactly once even when processes die, and several processes share the work. Order is kept within a claim,
 * not between processes: handlers must let the newest fact win.
 */
export class Outbox {
  readonly #database: Database;
  readonly #log: Logger;
  readonly #wake = new EventEmitter();

  private constructor(database: Database, log: Logger) {
    this.#database = database;
    this.#log = log;
  }

  static async open(database: Database, log: Logger): Promise<Outbox> {
    await migrate(database, 'outbox', MIGRATIONS);
    return new Outbox(database, log);
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
    return sql`INSERT INTO outbox.message (topic, payload) SELECT ${topic}, payload FROM (${payloads}) AS news (payload)`;
  }

  /** Tells this process's consumers that a topic has news; other processes find it by polling. */
  wake(topic: Topic): void {
    this.#wake.emit(topic);
  }

  /** Starts the consumer of a topic. `close()` ends it after the claim under way. */
  consume(topic: Topic, handler: OutboxHandler): { close(): Promise<void> } {
    let closing = false;
    let interrupt = (): void => undefined;
    const onWake = (): void => interrupt();
    this.#wake.on(topic, onWake);
    const loop = async (): Promise<void> => {
      while (!closing) {
        let pauseMs = 0;
        // listen before claiming, so that news during the claim is not slept through
        const news = new Promise<void>((resolve) => {
          interrupt = resolve;
        });
        try {
          const claimed = await this.#claim(topic, handler);
          if (claimed === 0) pauseMs = POLL_MS;
          else if (claimed < BATCH_SIZE) await setTimeout(PACE_MS);
        } catch (error) {
          this.#log.error({ topic, err: error }, 'outbox handler failed; the messages stay and are tried again');
          pauseMs = RETRY_MS;
        }
        if (!closing && pauseMs > 0) await sleep(pauseMs, news);
      }
    };
    const done = loop();
    return {
      close: async () => {
        closing = true;
        this.#wake.off(topic, onWake);
        interrupt();
        await done;
      },
    };
  }

  /** Handles up to one batch and returns how many messages it held. */
  async #claim(topic: Topic, handler: OutboxHandler): Promise<number> {
    return this.#database
      .tables<unknown>()
      .transaction()
      .execute(async (trx) => {
        const { rows } = await sql<{ payload: unknown }>`
          WITH claimed AS (
            DELETE FROM outbox.message WHERE id = ANY(ARRAY(
              SELECT id FROM outbox.message WHERE topic = ${topic} ORDER BY id LIMIT ${BATCH_SIZE} FOR UPDATE SKIP LOCKED
            )) RETURNING id, payload
          ) SELECT payload FROM claimed ORDER BY id`.execute(trx);
        if (rows.length > 0)
          await handler(
            trx as Transaction<unknown>,
            rows.map((row) => row.payload),
          );
        return rows.length;
      });
  }
}

async function sleep(ms: number, interrupted: Promise<void>): Promise<void> {
  const timer = new AbortController();
  await Promise.race([setTimeout(ms, undefined, { signal: timer.signal }).catch(() => undefined), interrupted]);
  timer.abort();
}

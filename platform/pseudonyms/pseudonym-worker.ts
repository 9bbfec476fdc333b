import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { LeaderLease } from '../background/leader-lease.ts';
import { PollingLoop } from '../background/polling-loop.ts';
import type { Database } from '../database/database.ts';
import type { Logger } from '../logger.ts';
import type { Outbox, Topic } from '../outbox/outbox.ts';
import { MINUTE_MS, SECOND_MS } from '../time.ts';
import { dequeuePseudonyms, enqueuePseudonyms, listPseudonyms, type QueuedPseudonym } from './pseudonym-queue.ts';

/** A request to replace ids, as its message has it. */
export interface PseudonymRequest {
  readonly request: string;
  readonly ids: readonly { readonly from: string; readonly to: string }[];
}

/** Settings and collaborators of a {@link PseudonymWorker}. */
export interface PseudonymWorkerOptions {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly log: Logger;
  /** whose queue it is, see {@link createPseudonymQueue} */
  readonly schema: string;
  /** topic of the requests */
  readonly topic: Topic;
  readonly readRequest: (payload: unknown) => PseudonymRequest;
  /** Replaces an id in at most so many rows, in the caller's transaction. @returns the number of rows; 0 when none had it */
  readonly replace: (trx: Transaction<never>, id: QueuedPseudonym, most: number) => Promise<number>;
  /** Whether work that began before the request, and may still write the old id, has ended; true when absent. */
  readonly hasSettled?: (db: Kysely<never>, id: QueuedPseudonym) => Promise<boolean>;
  /** answer once no row can have the old ids any more */
  readonly answer: { readonly topic: Topic; readonly payload: (request: PseudonymRequest) => unknown };
  /** time in which requests that were under way have written their rows, ms; one minute when absent */
  readonly settleMs?: number | undefined;
}

const SETTLE_MS = MINUTE_MS;
const EVERY_MS = 5 * SECOND_MS;
const MOST_ROWS = 1_000;

/**
 * Replaces ids in the tables of a schema: at once, and again when work that began before can have written no more rows with
 * the old ones. Rows are replaced in chunks of a transaction each, by one process at a time; a killed process is followed by
 * the next, which finds the queue as it was.
 */
export class PseudonymWorker {
  readonly #options: PseudonymWorkerOptions;
  readonly #consumer: { close(): Promise<void> };
  readonly #lease: LeaderLease;
  readonly #loop: PollingLoop;
  readonly #replaced = new Set<string>();
  #isClosing = false;

  constructor(options: PseudonymWorkerOptions) {
    this.#options = options;
    const { database, outbox, schema, topic, readRequest, log } = options;
    this.#lease = new LeaderLease({
      db: database.tables<never>(),
      name: `${schema}.pseudonyms`,
      holder: randomUUID(),
    });
    this.#loop = new PollingLoop({
      everyMs: EVERY_MS,
      turn: () => this.#turn(),
      log,
      failure: `ids of ${schema} cannot be replaced; retrying`,
    });
    this.#consumer = outbox.consume(topic, async (trx, payloads) => {
      for (const { request, ids } of payloads.map(readRequest)) await enqueuePseudonyms(trx, schema, request, ids);
      return () => this.#loop.wake();
    });
  }

  /** Ends after the chunk under way. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#consumer.close();
    await this.#loop.close();
  }

  async #turn(): Promise<number | undefined> {
    const { database, schema, settleMs = SETTLE_MS } = this.#options;
    const db = database.tables<never>('long');
    const queued = await listPseudonyms(db, schema);
    if (queued.length === 0) return undefined;
    return await this.#lease.whileLeading(async () => {
      for (const request of new Set(queued.map((id) => id.request))) {
        const ids = queued.filter((id) => id.request === request);
        // once on arrival, and once when it is sure to be the last time
        const isSettled = await this.#isSettled(db, ids, settleMs);
        if (!isSettled && this.#replaced.has(request)) continue;
        await this.#replaceAll(db, ids);
        if (this.#isClosing) return undefined;
        this.#replaced.add(request);
        if (isSettled) await this.#complete(db, request, ids);
      }
      const waiting = Math.min(...queued.map(({ ageMs }) => settleMs - ageMs).filter((ms) => ms > 0));
      return Number.isFinite(waiting) ? Math.min(waiting, EVERY_MS) : undefined;
    });
  }

  async #isSettled(db: Kysely<never>, ids: readonly QueuedPseudonym[], settleMs: number): Promise<boolean> {
    const { hasSettled } = this.#options;
    if (ids.some(({ ageMs }) => ageMs < settleMs)) return false;
    for (const id of ids) if (hasSettled && !(await hasSettled(db, id))) return false;
    return true;
  }

  async #replaceAll(db: Kysely<never>, ids: readonly QueuedPseudonym[]): Promise<void> {
    for (const id of ids) {
      let rows = 0;
      do {
        if (this.#isClosing) return;
        rows = await db.transaction().execute((trx) => this.#options.replace(trx, id, MOST_ROWS));
      } while (rows > 0);
    }
  }

  async #complete(db: Kysely<never>, request: string, ids: readonly QueuedPseudonym[]): Promise<void> {
    const { outbox, answer, schema, log } = this.#options;
    await db.transaction().execute(async (trx) => {
      if (await dequeuePseudonyms(trx, schema, request))
        await outbox.publish(trx, answer.topic, [answer.payload({ request, ids: ids.map(pairOf) })]);
    });
    outbox.wake(answer.topic);
    this.#replaced.delete(request);
    log.info({ schema, request, ids: ids.length }, 'ids replaced');
  }
}

const pairOf = ({ from, to }: QueuedPseudonym) => ({ from, to });

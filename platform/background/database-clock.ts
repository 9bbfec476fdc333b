import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { EXACT_DATABASE_NOW } from '../database/database-now.ts';
import type { Logger } from '../logger.ts';
import { PollingLoop } from './polling-loop.ts';

/** The clock that all processes on one database share. */
export interface SharedClock {
  /** epoch milliseconds */
  readonly now: () => number;
  /** Ends after the reading under way. */
  close(): Promise<void>;
}

/** So often the database's clock is read: a step of it shows within that time. */
const READ_EVERY_MS = 5_000;

/** Readings at the start at most: the first ones wait for a connection, and for what else starts. */
const FIRST_READINGS = 20;
/** Uncertainty that needs no further reading at the start, ms. */
const FINE_MS = 1;

/**
 * Opens the clock of a database, which every recorded time comes from: hosts whose clocks differ then agree on what came
 * first. Embedded the database has no clock but this host's.
 *
 * @throws {DomainError} DATABASE_UNAVAILABLE
 */
export async function openDatabaseClock(database: Database, log: Logger): Promise<SharedClock> {
  if (database.kind === 'pglite') return { now: Date.now, close: async () => undefined };
  const clock = new ServerClock(database.tables<never>());
  await clock.start();
  const loop = new PollingLoop({
    everyMs: READ_EVERY_MS,
    startAfterMs: READ_EVERY_MS,
    turn: async () => {
      await clock.read();
      return undefined;
    },
    log,
    failure: "the database's clock cannot be read; time continues from the last reading",
  });
  return { now: clock.now, close: () => loop.close() };
}

/**
 * A server's clock without a round trip: a monotonic clock of this process and how far the server's is from it.
 *
 * The server read its clock at some moment between question and answer, so each reading says between which limits that
 * distance lies. A slow answer says little and changes nothing; a quick one, or a step of the server's clock, does.
 */
class ServerClock {
  readonly #db: Kysely<never>;
  #aheadMs: number | undefined;

  constructor(db: Kysely<never>) {
    this.#db = db;
  }

  readonly now = (): number => Math.floor(performance.now() + (this.#aheadMs ?? 0));

  /** Reads until an answer was quick, so that not even the first times lie before what the server says. */
  async start(): Promise<void> {
    for (let left = FIRST_READINGS; left > 0; left--) if ((await this.read()) <= FINE_MS) return;
  }

  /** @returns how far apart its limits lie, ms */
  async read(): Promise<number> {
    const askedAt = performance.now();
    const at = await readExactTime(this.#db);
    const [least, most] = [at - performance.now(), at - askedAt];
    const ahead = this.#aheadMs ?? (least + most) / 2;
    this.#aheadMs = Math.min(Math.max(ahead, least), most);
    return most - least;
  }
}

/** Reads the database's clock once, epoch milliseconds. */
export async function readDatabaseTime(db: QueryExecutorProvider): Promise<number> {
  return Math.floor(await readExactTime(db));
}

/** With the microseconds as a fraction. */
async function readExactTime(db: QueryExecutorProvider): Promise<number> {
  const { rows } = await sql<{ at: number }>`SELECT ${EXACT_DATABASE_NOW} AS at`.execute(db);
  const [row] = rows;
  if (!row) throw new TypeError('the database has no clock');
  return row.at;
}

import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { DATABASE_NOW as NOW } from '../database/database-now.ts';
import { type Migrations, migrate } from '../database/migrate.ts';
import { isDatabaseOutage } from '../errors.ts';

/** Time after which a lease that was not renewed is free, ms. */
export const LEASE_MS = 10_000;

const MIGRATIONS: Migrations = {
  '001-lease': {
    async up(db: Kysely<never>) {
      await sql`CREATE TABLE leadership.lease (name text PRIMARY KEY, holder text NOT NULL, until bigint NOT NULL)`.execute(
        db,
      );
    },
  },
};

/** Settings and collaborators of a {@link LeaderLease}. */
export interface LeaderLeaseOptions {
  readonly db: Kysely<never>;
  /** the work that one process does at a time, `subgraph.work` */
  readonly name: string;
  /** identifies this process among all, for as long as it lives */
  readonly holder: string;
}

/** Creates the table of leases, where it is absent: call it before the first {@link LeaderLease}. */
export async function migrateLeases(database: Database): Promise<void> {
  await migrate(database, 'leadership', MIGRATIONS);
}

/** The right of one process at a time to do some work. Acquiring it again and again costs next to nothing. */
export class LeaderLease {
  readonly #options: LeaderLeaseOptions;
  /** by a clock that never runs backwards */
  #renewalDueAt = 0;
  #isHeld = false;

  constructor(options: LeaderLeaseOptions) {
    this.#options = options;
  }

  /**
   * Acquires the lease, or renews it once a third of {@link LEASE_MS} has passed. A lease that ends further ahead than it
   * can last is free: the database's clock was set back since.
   *
   * @returns whether this process has it now
   */
  async acquire(): Promise<boolean> {
    const now = performance.now();
    if (this.#isHeld && now < this.#renewalDueAt) return true;
    this.#isHeld = false;
    this.#isHeld = await this.#write();
    this.#renewalDueAt = now + LEASE_MS / 3;
    return this.#isHeld;
  }

  /**
   * Runs work that may outlast the lease, which is renewed meanwhile and released afterwards.
   *
   * @returns undefined, without running it, while another process has the lease
   */
  async whileLeading<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    if (!(await this.acquire())) return undefined;
    // the lease outlives a renewal that fails
    const renewal = setInterval(() => void this.acquire().catch(() => undefined), LEASE_MS / 3).unref();
    try {
      return await work();
    } finally {
      clearInterval(renewal);
      await this.release();
    }
  }

  /** Releases the lease, if this process has it: another one need not wait until it expires. */
  async release(): Promise<void> {
    const { db, name, holder } = this.#options;
    this.#isHeld = false;
    const released = sql`DELETE FROM leadership.lease WHERE name = ${name} AND holder = ${holder}`.execute(db);
    await released.catch((error: unknown) => {
      if (!isDatabaseOutage(error)) throw error;
    });
  }

  async #write(): Promise<boolean> {
    const { db, name, holder } = this.#options;
    const { rows } = await sql`INSERT INTO leadership.lease AS held (name, holder, until)
      VALUES (${name}, ${holder}, ${NOW} + ${LEASE_MS}::bigint)
      ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
        WHERE held.holder = excluded.holder OR held.until NOT BETWEEN ${NOW} + 1 AND ${NOW} + ${LEASE_MS}::bigint
      RETURNING 1`.execute(db);
    return rows.length > 0;
  }
}

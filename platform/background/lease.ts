import { type Kysely, sql } from 'kysely';
import { DATABASE_NOW as NOW } from '../database/database-now.ts';
import { isDatabaseOutage } from '../errors.ts';

/** A lease that is not renewed for so long is free. */
export const LEASE_MS = 10_000;

/** The right to do what one process does at a time. */
export interface Lease {
  /** with the columns name (the key), holder and until, such as `models.lease` */
  readonly table: string;
  /** of the work */
  readonly name: string;
  /** names this process among all, for as long as it lives */
  readonly holder: string;
}

/**
 * Takes or renews a lease. One that runs further ahead than it can last is free: the clock was set back since.
 *
 * @returns whether this process has it now; it lasts for {@link LEASE_MS}
 */
export async function takeLease(db: Kysely<never>, { table, name, holder }: Lease): Promise<boolean> {
  const { rows } = await sql`INSERT INTO ${sql.table(table)} AS held (name, holder, until)
    VALUES (${name}, ${holder}, ${NOW} + ${LEASE_MS}::bigint)
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
      WHERE held.holder = excluded.holder OR held.until NOT BETWEEN ${NOW} + 1 AND ${NOW} + ${LEASE_MS}::bigint
    RETURNING 1`.execute(db);
  return rows.length > 0;
}

/** Gives a lease back, if this process has it: another need not wait until it runs out. */
export async function releaseLease(db: Kysely<never>, { table, name, holder }: Lease): Promise<void> {
  const released = sql`DELETE FROM ${sql.table(table)} WHERE name = ${name} AND holder = ${holder}`.execute(db);
  await released.catch((error: unknown) => {
    if (!isDatabaseOutage(error)) throw error;
  });
}

import { sql } from 'kysely';
import type { Db } from '../store.ts';

/** A lease that is not renewed for so long is free. */
const LEASE_MS = 10_000;

/** By the database's clock, the only one that all processes share. Epoch milliseconds. */
const NOW = sql`(extract(epoch FROM clock_timestamp()) * 1000)::bigint`;

/**
 * Takes or renews the right to do what one process does at a time.
 *
 * @param name   of the work
 * @param holder names this process among all, for as long as it lives
 * @returns whether it has it now; it lasts for {@link LEASE_MS}
 */
export async function takeLease(db: Db, name: string, holder: string): Promise<boolean> {
  const { rows } = await sql`INSERT INTO models.lease AS held (name, holder, until)
    VALUES (${name}, ${holder}, ${NOW} + ${LEASE_MS}::bigint)
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
      WHERE held.holder = excluded.holder OR held.until <= ${NOW}
    RETURNING 1`.execute(db);
  return rows.length > 0;
}

/** Gives the lease back, if this process has it: another need not wait until it runs out. */
export async function releaseLease(db: Db, name: string, holder: string): Promise<void> {
  await sql`DELETE FROM models.lease WHERE name = ${name} AND holder = ${holder}`.execute(db);
}

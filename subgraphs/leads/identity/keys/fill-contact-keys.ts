import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { LeaderLease } from '../../../../platform/background/leader-lease.ts';
import { PollingLoop } from '../../../../platform/background/polling-loop.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { SECOND_MS } from '../../../../platform/time.ts';
import { insertContactKeys } from './contact-key-store.ts';
import type { Contact } from './contact-keys.ts';

/** Dependencies of {@link startContactKeyFill}. */
export interface ContactKeyFillDeps {
  readonly database: Database;
  readonly log: Logger;
}

/** Leads of one transaction: their keys take about 10 ms. */
const CHUNK_LEADS = 500;

/**
 * Stores the keys of leads of before there were any, in one process at a time, in chunks that a later start resumes after.
 * Ends by itself.
 */
export function startContactKeyFill({ database, log }: ContactKeyFillDeps): PollingLoop {
  const lease = new LeaderLease({ db: database.tables(), name: 'leads.contact-keys', holder: randomUUID() });
  const db = database.tables<unknown>();
  const loop = new PollingLoop({
    everyMs: SECOND_MS,
    turn: async () => {
      if (!(await isPending(db))) {
        // not awaited: the loop ends after this turn
        void loop.close();
        return undefined;
      }
      const filled = await lease.whileLeading(() => fillChunk(db));
      if (filled === 0) log.info({}, 'keys of contacts stored for all leads');
      return filled === undefined ? undefined : 0;
    },
    log,
    failure: 'keys of contacts cannot be stored; retrying',
  });
  return loop;
}

async function isPending(db: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql`SELECT FROM leads.contact_key_fill`.execute(db);
  return rows.length > 0;
}

/** @returns number of leads of the chunk; 0 after the last */
async function fillChunk(db: Kysely<unknown>): Promise<number> {
  return db.transaction().execute(async (trx) => {
    // locked: a change of a lead waits, and replaces its keys afterwards
    const { rows } = await sql<Contact>`SELECT id, email, phone, country FROM leads.lead
      WHERE id > (SELECT after_id FROM leads.contact_key_fill) ORDER BY id LIMIT ${sql.lit(CHUNK_LEADS)}
      FOR UPDATE`.execute(trx);
    const last = rows.at(-1)?.id;
    if (last === undefined) await sql`DELETE FROM leads.contact_key_fill`.execute(trx);
    else {
      await insertContactKeys(trx, rows);
      await sql`UPDATE leads.contact_key_fill SET after_id = ${last}`.execute(trx);
    }
    return rows.length;
  });
}

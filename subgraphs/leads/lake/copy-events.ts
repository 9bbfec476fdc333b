import { open } from 'node:fs/promises';
import { sql } from 'kysely';
import { storageFault } from '../../../lake/storage/storage-fault.ts';
import type { Database } from '../../../platform/database/database.ts';
import {
  type EventSource,
  eventsQuery,
  type LeadStretch,
  type TransactionRange,
  transactionsQuery,
} from './event-source.ts';

// a twentieth of a second of the embedded database, which serves nobody else meanwhile
const MOST_PIECE_ROWS = 10_000;
// with a dozen interactions each
const STRETCH_LEADS = 500;

/** Events to copy. */
export interface CopyRequest {
  readonly database: Database;
  readonly source: EventSource;
  readonly range: TransactionRange;
  /** where to; replaced when it exists */
  readonly file: string;
  /** aborted: the copy ends early, with the signal's reason */
  readonly signal: AbortSignal;
}

/**
 * Copies the events of some transactions into a CSV file, in statements that each keep the database for a short time only.
 *
 * @throws {DomainError} LAKE_STORAGE_FULL, LAKE_STORAGE_UNAVAILABLE, errors of the database
 */
export async function copyEvents({ database, source, range, file, signal }: CopyRequest): Promise<void> {
  const guard = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw storageFault(file, error);
    });
  const handle = await guard(open(file, 'w', 0o600));
  try {
    for await (const stretch of stretchesOf(database, source, range)) {
      for await (const bytes of database.copyOut(eventsQuery(source, range, stretch))) {
        signal.throwIfAborted();
        await guard(handle.writeFile(bytes));
      }
    }
  } finally {
    await handle.close();
  }
}

/** Stretches of leads that together are all leads: many on the embedded database where there are many events, else one. */
async function* stretchesOf(
  database: Database,
  source: EventSource,
  range: TransactionRange,
): AsyncIterable<LeadStretch> {
  if (database.kind === 'postgres' || !(await hasMany(database, source, range))) {
    yield {};
    return;
  }
  let after: string | undefined;
  for (;;) {
    const upTo = await findBoundary(database, after);
    yield { after, upTo };
    if (upTo === undefined) return;
    after = upTo;
  }
}

async function hasMany(database: Database, source: EventSource, range: TransactionRange): Promise<boolean> {
  const { rows } = await sql`SELECT FROM (${sql.raw(transactionsQuery(source, range))}) t
    OFFSET ${sql.lit(MOST_PIECE_ROWS)} LIMIT 1`.execute(database.tables<never>());
  return rows.length > 0;
}

/** Id of the lead that ends a stretch, as a literal; undefined for the last stretch. */
async function findBoundary(database: Database, after: string | undefined): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`SELECT quote_literal(id) AS id FROM leads.lead
    WHERE id > ${sql.raw(after ?? "''")} ORDER BY id OFFSET ${sql.lit(STRETCH_LEADS - 1)} LIMIT 1`.execute(
    database.tables<never>(),
  );
  return rows[0]?.id;
}

import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type OpenEvents, openEvents } from '../../../lake/bronze/append-events.ts';
import type { OpenLake } from '../../../lake/open-lake.ts';
import type { Database } from '../../../platform/database/database.ts';
import { DomainError } from '../../../platform/errors.ts';
import { copyEvents } from './copy-events.ts';
import { EVENT_SOURCES, type EventSource, type TransactionRange, transactionsQuery } from './event-source.ts';
import { readFactHorizon } from './fact-stream.ts';

/** Most events of one commit, but for those of one transaction, which stay together. */
const MOST_EVENTS = 1_000_000;

/** Dependencies of {@link feedBronze}. */
export interface FeedDeps {
  readonly lake: OpenLake;
  readonly database: Database;
  /** of the facts, see `openFactStream` */
  readonly epoch: string;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** aborted: the feed ends after what it is doing, with the signal's reason */
  readonly signal: AbortSignal;
  /** called after each commit with the share of the transactions that are done, 0 to 1 */
  readonly onProgress?: (share: number) => void;
  /** most events of one commit; a million when absent */
  readonly mostEvents?: number;
}

/** Result of {@link feedBronze}. */
export interface FedBronze {
  /** events that were appended, by the path of their table */
  readonly events: Readonly<Record<string, number>>;
  /** transactions below it are in the bronze tables */
  readonly horizon: number;
}

/**
 * Appends to the bronze tables what was recorded since, or all of it the first time: transactions that have ended, whole
 * ones in each commit. The position of a table is part of its commit, so an end at any moment neither loses nor doubles an
 * event.
 *
 * @throws {DomainError} LAKE_OF_ANOTHER_DATABASE; LAKE_COMMIT_CONFLICT when another process feeds, too
 */
export async function feedBronze(deps: FeedDeps): Promise<FedBronze> {
  const { lake, database, epoch } = deps;
  // the same for every table: an event of a lead is there before those that refer to it
  const horizon = await readFactHorizon(database.tables<never>());
  const events: Record<string, number> = {};
  for (const [index, source] of EVENT_SOURCES.entries()) {
    const { path } = source.table;
    let open = await openEvents(lake, source.table, epoch);
    requireReached(path, open, horizon);
    events[path] = 0;
    for (;;) {
      deps.signal.throwIfAborted();
      const range = await nextRange(deps, source, { from: open.position, to: horizon });
      if (!range) break;
      events[path] += await feedRange(deps, source, open, range);
      deps.onProgress?.((index + range.to / horizon) / EVENT_SOURCES.length);
      open = await openEvents(lake, source.table, epoch);
    }
  }
  return { events, horizon };
}

/** @throws {DomainError} LAKE_OF_ANOTHER_DATABASE when the database is an older copy of the one that fed the table */
function requireReached(path: string, { position }: OpenEvents, horizon: number): void {
  if (position <= horizon) return;
  throw new DomainError(
    'LAKE_OF_ANOTHER_DATABASE',
    `table ${path}: found events up to transaction ${position}, which the database has not reached (${horizon})`,
    { table: path },
  );
}

/** Next transactions to feed, at most so many events; undefined when there are none. */
async function nextRange(
  { database, mostEvents = MOST_EVENTS }: FeedDeps,
  source: EventSource,
  range: TransactionRange,
): Promise<TransactionRange | undefined> {
  const db = database.tables<never>('long');
  const find = async (offset: number): Promise<number | undefined> => {
    const { rows } = await sql<{ id: number }>`SELECT transaction_id AS id
      FROM (${sql.raw(transactionsQuery(source, range))}) t ORDER BY transaction_id OFFSET ${sql.lit(offset)} LIMIT 1`.execute(
      db,
    );
    return rows[0]?.id;
  };
  if ((await find(0)) === undefined) return undefined;
  const last = await find(mostEvents - 1);
  return { from: range.from, to: last === undefined ? range.to : last + 1 };
}

async function feedRange(
  { lake, database, clock, signal }: FeedDeps,
  source: EventSource,
  open: OpenEvents,
  range: TransactionRange,
): Promise<number> {
  await mkdir(lake.tempDir, { recursive: true, mode: 0o700 });
  const file = join(lake.tempDir, `events-${randomUUID()}.csv`);
  try {
    await copyEvents({ database, source, range, file, signal });
    const { rows } = await open.append({ file, ingestedAt: clock(), to: range.to });
    return rows;
  } finally {
    await rm(file, { force: true });
  }
}

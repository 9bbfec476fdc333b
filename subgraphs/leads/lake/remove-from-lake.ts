import { sql } from 'kysely';
import { type Lake, lakeNow } from '../../../lake/delta/lake.ts';
import { forgetRemoved, removeRows } from '../../../lake/removal/remove-rows.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import { MINUTE_MS } from '../../../platform/time.ts';
import { ERASED_COLUMNS } from '../erasure/personal-tables.ts';
import { completePart } from '../erasure/store/erasure-store.ts';
import { listLakeRemovals, recordRewritten } from '../erasure/store/lake-removal-store.ts';
import { lowerPassedRows } from './expectations/expectation-store.ts';

/** Time for which readers under way keep the files of versions with removed rows, ms. */
export const REMOVAL_GRACE_MS: number = 10 * MINUTE_MS;

/** Dependencies of removals from the lake. */
export interface RemoveFromLakeDeps {
  readonly lake: Lake;
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** see {@link REMOVAL_GRACE_MS}, which it is when absent */
  readonly removalGraceMs?: number | undefined;
}

/** Removes the requested rows from the newest version of every table. To be called before a refresh. */
export async function applyLakeRemovals({ lake, database, log }: RemoveFromLakeDeps): Promise<void> {
  const db = database.tables<never>();
  const removals = (await listLakeRemovals(db)).filter(({ rewrittenAt }) => rewrittenAt === null);
  if (removals.length === 0) return;
  const left = await removeRows(lake, {
    leads: removals.flatMap((each) => (each.kind === 'LEAD' ? each : [])),
    interactions: removals.flatMap((each) => (each.kind === 'INTERACTIONS' ? each : [])),
    outcomes: removals.flatMap((each) => (each.kind === 'OUTCOME' ? each : [])),
    erasedColumns: ERASED_COLUMNS,
  });
  await lowerPassedRows(db, left);
  const ids = removals.map(({ id }) => id);
  await recordRewritten(db, ids, lakeNow(lake));
  log.info({ removals: ids.length }, 'rows removed from the lake');
}

/**
 * Deletes the versions that had the removed rows, once readers under way had their time, and completes the erasures that
 * need nothing else. To be called after a refresh.
 */
export async function completeLakeRemovals(deps: RemoveFromLakeDeps): Promise<void> {
  const { lake, database, clock, removalGraceMs = REMOVAL_GRACE_MS } = deps;
  const db = database.tables<never>();
  const before = lakeNow(lake) - removalGraceMs;
  const due = (await listLakeRemovals(db)).filter(({ rewrittenAt }) => rewrittenAt !== null && rewrittenAt <= before);
  if (due.length === 0) return;
  // files of this moment are not younger than their removal
  await forgetRemoved(lake, removalGraceMs === 0 ? Number.POSITIVE_INFINITY : before);
  await db.transaction().execute(async (trx) => {
    // batch jobs that may still write rows have not ended where SCORES is pending
    const { rows } = await sql<{ erasure: string | null }>`DELETE FROM leads.lake_removal r
      WHERE r.id = ANY(${due.map(({ id }) => id)}::bigint[]) AND r.rewritten_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM leads.erasure_part p WHERE p.erasure = r.erasure AND p.part = 'SCORES' AND p.done_at IS NULL)
      RETURNING r.erasure`.execute(trx);
    for (const erasure of new Set(rows.flatMap((row) => row.erasure ?? [])))
      await completePart(trx, erasure, 'LAKE', clock());
  });
}

/** Whether removals wait that no schedule brings about: older versions to delete, or rows of batch jobs that have ended. */
export async function hasDueRemovals(
  { database, removalGraceMs = REMOVAL_GRACE_MS }: Pick<RemoveFromLakeDeps, 'database' | 'removalGraceMs'>,
  now: number,
): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM leads.lake_removal r
    LEFT JOIN leads.erasure_part p ON p.erasure = r.erasure AND p.part = 'SCORES'
    WHERE (p.part IS NULL OR p.done_at IS NOT NULL) AND (rewritten_at <= ${now - removalGraceMs}::bigint
      OR rewritten_at IS NULL AND p.done_at IS NOT NULL) LIMIT 1`.execute(database.tables<never>());
  return rows.length > 0;
}

/** Whether any removal is not complete. */
export async function hasRemovals(database: Database): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM leads.lake_removal LIMIT 1`.execute(database.tables<never>());
  return rows.length > 0;
}

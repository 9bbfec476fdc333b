import { CLOCK_TOLERANCE_MS } from '../../platform/past-time.ts';
import type { DeltaSnapshot } from '../delta/delta-snapshot.ts';
import { DeltaTable } from '../delta/delta-table.ts';
import type { Lake } from '../delta/lake.ts';
import { OpenRelations } from './open-relations.ts';
import { refreshFacts } from './refresh-facts.ts';
import { refreshLeads } from './refresh-leads.ts';
import { refreshRejects } from './refresh-rejects.ts';
import { requireColumns } from './require-columns.ts';
import { retryRejects } from './retry-rejects.ts';
import { SilverRefresh } from './silver-refresh.ts';
import { FACT_SOURCES, LEAD_SOURCE, type SilverSource } from './silver-sources.ts';

/** Settings of {@link refreshSilver}. */
export interface RefreshSilverOptions {
  /** tolerated difference between the time of an event and that of its recording, ms; {@link CLOCK_TOLERANCE_MS} by default */
  readonly clockSkewMs?: number;
  /** whether every table is made again from all of bronze, as after a change of rules */
  readonly rebuild?: boolean;
}

/** Result of {@link refreshSilver}: rows written to each table, by path; a table without news is absent. */
export type RefreshedSilver = Readonly<Record<string, number>>;

/**
 * Brings the silver tables up to date with bronze: rows that keep the rules are typed and deduplicated, the others go to
 * `silver/rejects` with the rule that they broke.
 *
 * Only files of bronze that came since are read, but for a table whose columns have changed, which is made again. Every table
 * is written in one commit together with its position in bronze, so that an end at any point neither loses nor doubles a row;
 * the next call goes on. Of two calls at once one may fail.
 *
 * @throws {DomainError} LAKE_COMMIT_CONFLICT; LAKE_SCHEMA_MISMATCH for a bronze table that somebody changed; the faults of
 * storage and DuckDB
 */
export async function refreshSilver(lake: Lake, options: RefreshSilverOptions = {}): Promise<RefreshedSilver> {
  const { clockSkewMs = CLOCK_TOLERANCE_MS, rebuild = false } = options;
  // facts before leads: the lead of a fact that is pinned is in bronze by now
  const facts = await Promise.all(FACT_SOURCES.map(async (source) => ({ source, pinned: await pin(lake, source) })));
  const leads = { source: LEAD_SOURCE, pinned: await pin(lake, LEAD_SOURCE) };
  const relations = new OpenRelations();
  try {
    return await lake.duckDb.use(async (connection) => {
      const refresh = new SilverRefresh({ lake, connection, relations, clockSkewMs, rebuild });
      await refreshLeads(refresh, leads);
      // before the facts: one that has no lead yet is in the rejects, whatever happens until its lead comes
      await refreshRejects(refresh, [leads, ...facts]);
      for (const fact of facts) {
        await retryRejects(refresh, fact);
        await refreshFacts(refresh, fact);
      }
      return refresh.written;
    });
  } finally {
    await relations.release();
  }
}

async function pin(lake: Lake, { table }: SilverSource): Promise<DeltaSnapshot | undefined> {
  const pinned = await DeltaTable.at(lake, table.path).snapshot();
  if (pinned) requireColumns(pinned, table);
  return pinned;
}

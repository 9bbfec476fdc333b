import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import { changesOf, recordChanges } from '../../changes/change-store.ts';
import { LeadStage } from '../../leads/lead.ts';
import { reviseLeads } from '../../leads/lead-store.ts';
import { Origin } from '../../leads/origin.ts';

/** Share of the CRM's leads that a comparison removes unasked: more are rather a mistake there than deletions. */
const MOST_SHARE = 0.2;
/** Leads that it removes whatever their share. */
const MOST_FEW = 10;

/**
 * Whether so many leads that are gone from the CRM must be accepted before they are removed here.
 *
 * @param known    leads that came from the CRM and are not removed
 * @param accepted most that somebody accepted
 */
export function isMassRemoval(gone: number, known: number, accepted: number | null): boolean {
  return gone > Math.max(MOST_FEW, MOST_SHARE * known, accepted ?? 0);
}

/** Number of leads that came from the CRM and are not removed. */
export async function countCrmLeads(db: QueryExecutorProvider): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM leads.lead WHERE ${PRESENT}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Ids of leads that came from the CRM and are not removed, in their order. */
export async function listCrmLeads(
  db: QueryExecutorProvider,
  after: string | undefined,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM leads.lead
    WHERE ${PRESENT} AND id > ${after ?? ''} ORDER BY id LIMIT ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

const PRESENT = sql`is_in_crm AND stage NOT IN ('REMOVED', 'MERGED')`;

/** Removes leads that are gone from the CRM. Their facts stay. */
export async function removeLeads(db: Kysely<unknown>, ids: readonly string[], now: number): Promise<void> {
  const rows = ids.map((id) => ({ id, stage: LeadStage.REMOVED }));
  await db.transaction().execute(async (trx) => {
    const removed = await reviseLeads(trx, rows, ['stage'], { now, origin: Origin.CRM });
    await recordChanges(trx, changesOf('UPDATED', removed), now);
  });
}

import { type QueryExecutorProvider, sql } from 'kysely';
import type { TargetName } from '../rules/score-delivery.ts';

/** Finds the next scored leads of the first pass, in the order of their ids. */
export async function findScoredLeads(
  db: QueryExecutorProvider,
  after: string | null,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ lead_id: string }>`SELECT lead_id FROM leads.ranking
    WHERE lead_id > ${after ?? ''} AND sequence IS NOT NULL ORDER BY lead_id LIMIT ${limit}`.execute(db);
  return rows.map((row) => row.lead_id);
}

/** Moves the first pass of a target forward. @param filledTo last lead; undefined: the pass has ended */
export async function moveFill(
  trx: QueryExecutorProvider,
  target: TargetName,
  filledTo: string | undefined,
): Promise<void> {
  await sql`UPDATE leads.crm_target SET filled_to = coalesce(${filledTo ?? null}, filled_to),
      is_filled = ${filledTo === undefined} WHERE target = ${target}`.execute(trx);
}

/** Whether fewer deliveries of a target are pending than a number. */
export async function hasRoom(db: QueryExecutorProvider, target: TargetName, most: number): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM leads.crm_delivery WHERE target = ${target} AND state = 'PENDING'
    LIMIT ${most}`.execute(db);
  return rows.length < most;
}

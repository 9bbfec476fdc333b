import { type QueryExecutorProvider, sql } from 'kysely';
import type { LeadStage } from '../leads/lead.ts';

/** Change of the stage of a lead. */
export interface StageChange {
  /** epoch milliseconds of the change; unique within a lead */
  readonly id: number;
  /** null for the first stage */
  readonly fromStage: LeadStage | null;
  readonly toStage: LeadStage;
}

/** Lists the changes of a lead's stage below an id, newest first, from the versions of the lead. */
export async function listStageChanges(
  db: QueryExecutorProvider,
  leadId: string,
  count: number,
  below: number | null,
): Promise<StageChange[]> {
  const { rows } = await sql<StageChange>`
    SELECT valid_from AS id, stage AS "toStage", from_stage AS "fromStage" FROM (
      SELECT valid_from, stage, lag(stage) OVER (ORDER BY valid_from) AS from_stage FROM (
        SELECT valid_from, stage FROM leads.lead WHERE id = ${leadId}
        UNION ALL SELECT valid_from, stage FROM leads.lead_history WHERE lead_id = ${leadId}
      ) version
    ) step
    WHERE stage IS DISTINCT FROM from_stage AND (${below}::bigint IS NULL OR valid_from < ${below})
    ORDER BY valid_from DESC LIMIT ${count}`.execute(db);
  return rows;
}

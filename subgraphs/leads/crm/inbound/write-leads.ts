import { type QueryExecutorProvider, sql } from 'kysely';
import type { ImportedRow } from '../../import/read-row.ts';
import { writeRows } from '../../import/write-batch.ts';
import type { LeadStage } from '../../leads/lead.ts';
import type { LeadColumn } from '../../leads/lead-columns.ts';
import { Origin } from '../../leads/origin.ts';
import type { OutcomeResult } from '../../outcomes/outcome.ts';
import type { ReadLead } from '../mapping/read-crm-lead.ts';
import { resumeMissing } from '../outbound/retry-deliveries.ts';
import { stageAfter } from './crm-stage.ts';
import { type RowRefusal, wakeRowsOf } from './parked-rows.ts';

/** Lead of a row of the CRM. */
export interface CrmLead extends ReadLead {
  readonly key: string;
}

/** When and how rows of the CRM are written. */
export interface WriteContext {
  /** epoch milliseconds */
  readonly now: number;
  /** whether they are the first filling: their scores are no traffic */
  readonly isBackfill: boolean;
}

/** Result of writing rows of the CRM. */
export interface WriteResult {
  /** facts that were new or changed: leads, interactions or outcomes */
  readonly written: number;
  /** rows of people who were erased */
  readonly skipped: number;
  readonly refusals: readonly RowRefusal[];
}

interface StoredLead {
  readonly id: string;
  readonly stage: LeadStage;
  readonly result: OutcomeResult | null;
  readonly isInCrm: boolean;
}

/**
 * Writes leads of the CRM: the mapped columns, the stage by {@link stageAfter}, and the first outcome. An outcome that
 * contradicts the recorded one is refused, the rest of its row is written.
 *
 * @param trx    a transaction
 * @param leads  a key occurs once
 * @param update columns that come from the CRM
 */
export async function writeLeads(
  trx: QueryExecutorProvider,
  leads: readonly CrmLead[],
  update: readonly LeadColumn[],
  { now, isBackfill }: WriteContext,
): Promise<WriteResult> {
  const stored = await lockStored(
    trx,
    leads.map(({ lead }) => lead.id),
  );
  const refusals: RowRefusal[] = [];
  const rows = leads.map((row): ImportedRow => {
    const before = stored.get(row.lead.id);
    const result = row.outcome?.result ?? null;
    const stage = stageAfter(before, { stage: row.stage, result, isDeleted: row.isDeleted });
    const isContradiction = before?.result && result && before.result !== result;
    if (isContradiction) refusals.push(contradiction(row.key, result, before.result));
    return { lead: { ...row.lead, stage }, interactions: [], outcome: isContradiction ? undefined : row.outcome };
  });
  const columns = [...update.filter((column) => column !== 'stage'), 'stage' as const];
  const written = await writeRows(trx, rows, { update: columns, now, origin: Origin.CRM, isBackfill });
  const seen = [...stored.values()].filter(({ isInCrm }) => !isInCrm).map(({ id }) => id);
  await markSeen(trx, seen);
  if (seen.length > 0) await resumeMissing(trx, seen, now);
  if (written.inserted > 0)
    await wakeRowsOf(
      trx,
      rows.flatMap(({ lead }) => (stored.has(lead.id) ? [] : [lead.id])),
    );
  return { written: written.inserted + written.updated, skipped: written.erased, refusals };
}

/** Refusal of an outcome that is not the recorded one. */
export function contradiction(key: string, found: OutcomeResult, recorded: OutcomeResult): RowRefusal {
  const message = `result: found ${found}, expected ${recorded}, as recorded; the outcome was not written`;
  return { key, code: 'OUTCOME_CONTRADICTORY', message };
}

async function lockStored(
  trx: QueryExecutorProvider,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredLead>> {
  const { rows } = await sql<StoredLead>`SELECT l.id, l.stage, o.result, l.is_in_crm AS "isInCrm"
    FROM leads.lead l LEFT JOIN leads.outcome o ON o.lead_id = l.id
    WHERE l.id = ANY(${ids}::text[]) ORDER BY l.id FOR UPDATE OF l`.execute(trx);
  return new Map(rows.map((row) => [row.id, row]));
}

async function markSeen(trx: QueryExecutorProvider, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`UPDATE leads.lead SET is_in_crm = true WHERE id = ANY(${ids}::text[])`.execute(trx);
}

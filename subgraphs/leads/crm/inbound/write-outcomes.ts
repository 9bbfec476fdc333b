import type { QueryExecutorProvider } from 'kysely';
import { erasedAmong } from '../../erasure/store/erased-keys.ts';
import type { ImportedOutcome } from '../../import/read-outcome-row.ts';
import { writeOutcomeRows } from '../../import/write-outcomes.ts';
import { Origin } from '../../leads/origin.ts';
import { waiting } from './write-activities.ts';
import type { WriteContext, WriteResult } from './write-leads.ts';

/** Outcome of a row of the CRM. */
export interface CrmOutcome {
  readonly key: string;
  readonly outcome: ImportedOutcome;
}

/**
 * Writes outcomes of the CRM that are new, and closes their leads; one of a lead that is not here waits for it, one of an
 * erased person is skipped.
 *
 * @param trx a transaction
 */
export async function writeCrmOutcomes(
  trx: QueryExecutorProvider,
  rows: readonly CrmOutcome[],
  { now, isBackfill }: WriteContext,
): Promise<WriteResult> {
  const byRow = new Map(
    rows.map(({ key, outcome }) => [isBackfill ? { ...outcome } : recordedAt(outcome, now), key] as const),
  );
  const options = { now, origin: Origin.CRM, isBackfill };
  const { recorded, faults } = await writeOutcomeRows(trx, [...byRow.keys()], options);
  const unknown = [...faults].flatMap(([row, { code }]) => (code === 'LEAD_NOT_FOUND' ? [row.outcome.lead_id] : []));
  const erased = await erasedAmong(trx, unknown);
  const refusals = [...faults].flatMap(([row, { code, fault }]) => {
    const [key, leadId] = [byRow.get(row) as string, row.outcome.lead_id];
    if (erased.has(leadId)) return [];
    return [code === 'LEAD_NOT_FOUND' ? waiting(key, leadId) : { key, code, message: fault.message, leadId }];
  });
  return { written: recorded, skipped: faults.size - refusals.length, refusals };
}

function recordedAt({ outcome, occurred }: ImportedOutcome, now: number): ImportedOutcome {
  return { outcome: { ...outcome, recorded_at: now }, occurred };
}

import type { QueryExecutorProvider } from 'kysely';
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
 * Writes outcomes of the CRM that are new, and closes their leads; one of a lead that is not here waits for it.
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
  const refusals = [...faults].map(([row, { code, fault }]) => {
    const key = byRow.get(row) as string;
    return code === 'LEAD_NOT_FOUND' ? waiting(key, row.outcome.lead_id) : { key, code, message: fault.message };
  });
  return { written: recorded, skipped: 0, refusals };
}

function recordedAt({ outcome, occurred }: ImportedOutcome, now: number): ImportedOutcome {
  return { outcome: { ...outcome, recorded_at: now }, occurred };
}

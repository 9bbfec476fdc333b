import { type Kysely, sql } from 'kysely';
import type { ErrorCode } from '../../../platform/errors.ts';
import { changesOf, recordChanges } from '../changes/change-store.ts';
import { reviseLeads } from '../leads/lead-store.ts';
import { Origin } from '../leads/origin.ts';
import type { OutcomeResult, OutcomeRow } from '../outcomes/outcome.ts';
import { findOutcomes, insertOutcomes } from '../outcomes/outcome-store.ts';
import { STAGE_OF_RESULT } from '../outcomes/record-outcome.ts';
import { timeNotBefore } from './parse-time.ts';
import type { ImportedOutcome } from './read-outcome-row.ts';
import { RowFault } from './row-fault.ts';

/** Reason that an outcome cannot be recorded. */
export interface OutcomeFault {
  readonly code: ErrorCode;
  readonly fault: RowFault;
}

/** Result of a batch of outcomes. */
export interface WrittenOutcomes {
  readonly recorded: number;
  readonly faults: ReadonlyMap<ImportedOutcome, OutcomeFault>;
}

/**
 * Writes a batch of outcomes in one transaction, and closes the stages of their leads.
 *
 * An outcome is recorded once: the same result again is known, whatever the other cells; another result contradicts it,
 * whether it was recorded before or earlier in the batch.
 *
 * @param now epoch milliseconds
 */
export async function writeOutcomes(
  db: Kysely<unknown>,
  rows: readonly ImportedOutcome[],
  now: number,
): Promise<WrittenOutcomes> {
  return db.transaction().execute(async (trx) => {
    const ids = [...new Set(rows.map(({ outcome }) => outcome.lead_id))];
    const createdAt = await lockLeads(trx, ids);
    const results = new Map((await findOutcomes(trx, ids)).map(({ leadId, result }) => [leadId, result]));
    const faults = new Map<ImportedOutcome, OutcomeFault>();
    const taken: OutcomeRow[] = [];
    for (const row of rows) {
      const { lead_id: leadId, result } = row.outcome;
      const read = placeOutcome(row, createdAt.get(leadId), results.get(leadId));
      if ('fault' in read) {
        faults.set(row, read);
        continue;
      }
      if (!results.has(leadId)) taken.push(read);
      results.set(leadId, result);
    }
    const recorded = await insertOutcomes(trx, taken, Origin.IMPORT);
    const closed = taken.map(({ lead_id, result }) => ({ id: lead_id, stage: STAGE_OF_RESULT[result] }));
    await reviseLeads(trx, closed, ['stage'], { now, origin: Origin.IMPORT });
    await recordChanges(trx, changesOf('OUTCOME_RECORDED', recorded), now, { isBackfill: true });
    return { recorded: recorded.length, faults };
  });
}

/** Locks leads until the transaction ends, in one order everywhere. @returns the creation time of each */
async function lockLeads(trx: Kysely<unknown>, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; created_at: number }>`
    SELECT id, created_at FROM leads.lead WHERE id = ANY(${ids}::text[]) ORDER BY id FOR UPDATE`.execute(trx);
  return new Map(rows.map(({ id, created_at }) => [id, created_at]));
}

/** Time of an outcome: one with the day of its lead's creation occurred at that creation at the earliest. */
function placeOutcome(
  { outcome, occurred }: ImportedOutcome,
  createdAt: number | undefined,
  recorded: OutcomeResult | undefined,
): OutcomeRow | OutcomeFault {
  const { lead_id, result } = outcome;
  if (createdAt === undefined)
    return { code: 'LEAD_NOT_FOUND', fault: new RowFault('lead_id', lead_id, 'the id of a lead') };
  const occurredAt = timeNotBefore(occurred, createdAt);
  if (occurredAt === undefined) {
    const [found, created] = [occurred.startMs, createdAt].map((time) => new Date(time).toISOString()) as [
      string,
      string,
    ];
    const fault = new RowFault('occurred_at', found, `no time before the lead's creation, ${created}`);
    return { code: 'OUTCOME_BEFORE_LEAD', fault };
  }
  if (recorded !== undefined && recorded !== result)
    return { code: 'OUTCOME_CONTRADICTORY', fault: new RowFault('result', result, `${recorded}, as recorded`) };
  return { ...outcome, occurred_at: occurredAt };
}

import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import type { ErrorCode } from '../../../platform/errors.ts';
import { changesOf, recordChanges } from '../changes/change-store.ts';
import { Origin } from '../leads/origin.ts';
import type { OutcomeResult, OutcomeRow } from '../outcomes/outcome.ts';
import { findOutcomes } from '../outcomes/outcome-store.ts';
import { timeNotBefore } from './parse-time.ts';
import type { ImportedOutcome } from './read-outcome-row.ts';
import { RowFault } from './row-fault.ts';
import type { WriteOptions } from './write-batch.ts';
import { writeFacts } from './write-facts.ts';

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

/** Writes a batch of imported outcomes in one transaction. See {@link writeOutcomeRows}. */
export async function writeOutcomes(
  db: Kysely<unknown>,
  rows: readonly ImportedOutcome[],
  now: number,
): Promise<WrittenOutcomes> {
  const options = { now, origin: Origin.IMPORT, isBackfill: true };
  return db.transaction().execute((trx) => writeOutcomeRows(trx, rows, options));
}

/**
 * Writes a batch of outcomes, and closes the stages of their leads.
 *
 * An outcome is recorded once: the same result again is known, whatever the other cells; another result contradicts it,
 * whether it was recorded before or earlier in the batch.
 *
 * @param trx a transaction
 */
export async function writeOutcomeRows(
  trx: QueryExecutorProvider,
  rows: readonly ImportedOutcome[],
  { isBackfill, ...options }: Omit<WriteOptions, 'update'>,
): Promise<WrittenOutcomes> {
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
  const { closed } = await writeFacts(trx, { interactions: [], outcomes: taken }, options);
  await recordChanges(trx, changesOf('OUTCOME_RECORDED', closed), options.now, { isBackfill });
  return { recorded: closed.length, faults };
}

/** Locks leads until the transaction ends, in one order everywhere. @returns the creation time of each */
async function lockLeads(trx: QueryExecutorProvider, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
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

import type { Kysely, QueryExecutorProvider } from 'kysely';
import { changesOf, recordChanges } from '../changes/change-store.ts';
import type { LeadColumn } from '../leads/lead-columns.ts';
import { insertLeads } from '../leads/lead-store.ts';
import { Origin } from '../leads/origin.ts';
import type { OutcomeResult } from '../outcomes/outcome.ts';
import { findOutcomes } from '../outcomes/outcome-store.ts';
import type { ImportedRow } from './read-row.ts';
import { writeFacts } from './write-facts.ts';

/** Result of a batch. */
export interface WrittenBatch {
  readonly inserted: number;
  readonly updated: number;
  readonly interactions: number;
  readonly outcomes: number;
  /** rows whose outcome contradicts the recorded one, with the recorded one; they were not written */
  readonly contradictions: ReadonlyMap<ImportedRow, OutcomeResult>;
  /** rows of erased persons, which were skipped */
  readonly erased: number;
}

/** How a batch is written. */
export interface WriteOptions {
  /** columns to update of existing leads */
  readonly update: readonly LeadColumn[];
  /** epoch milliseconds */
  readonly now: number;
  readonly origin: Origin;
  /** whether the rows fill up a backlog: their scores are no traffic */
  readonly isBackfill: boolean;
}

/** Writes a batch of an import in one transaction: all of its rows, or none. See {@link writeRows}. */
export async function writeBatch(
  db: Kysely<unknown>,
  rows: readonly ImportedRow[],
  update: readonly LeadColumn[],
  now: number,
): Promise<WrittenBatch> {
  const options = { update, now, origin: Origin.IMPORT, isBackfill: true };
  return db.transaction().execute((trx) => writeRows(trx, rows, options));
}

/**
 * Writes a batch of rows.
 *
 * The given columns of existing leads are updated. Their first outcome closes them; existing interactions and outcomes
 * stay unchanged.
 *
 * @param trx  a transaction
 * @param rows an id occurs once
 */
export async function writeRows(
  trx: QueryExecutorProvider,
  rows: readonly ImportedRow[],
  { update, now, origin, isBackfill }: WriteOptions,
): Promise<WrittenBatch> {
  const contradictions = await findContradictions(trx, rows);
  const taken = rows.filter((row) => !contradictions.has(row));
  const leads = taken.map(({ lead }) => lead);
  const { inserted, updated, erased } = await insertLeads(trx, leads, { now, origin, update });
  const kept = taken.filter(({ lead }) => !erased.has(lead.id));
  const facts = {
    interactions: kept.flatMap((row) => row.interactions),
    outcomes: kept.flatMap((row) => row.outcome ?? []),
  };
  const { interactions, closed } = await writeFacts(trx, facts, { now, origin });
  await recordChanges(
    trx,
    [
      ...changesOf('SUBMITTED', inserted),
      ...changesOf('UPDATED', updated),
      ...changesOf('INTERACTIONS_RECORDED', [...interactions.keys()]),
      ...changesOf('OUTCOME_RECORDED', closed),
    ],
    now,
    { isBackfill },
  );
  return {
    inserted: inserted.length,
    updated: updated.length,
    interactions: [...interactions.values()].reduce((sum, count) => sum + count, 0),
    outcomes: closed.length,
    contradictions,
    erased: erased.size,
  };
}

/** Rows whose outcome is not the one that is recorded, with that one. */
async function findContradictions(
  trx: QueryExecutorProvider,
  rows: readonly ImportedRow[],
): Promise<ReadonlyMap<ImportedRow, OutcomeResult>> {
  const ids = rows.flatMap(({ outcome }) => outcome?.lead_id ?? []);
  if (ids.length === 0) return new Map();
  const results = new Map((await findOutcomes(trx, ids)).map(({ leadId, result }) => [leadId, result]));
  const contradictions = new Map<ImportedRow, OutcomeResult>();
  for (const row of rows) {
    const result = row.outcome && results.get(row.lead.id);
    if (result && result !== row.outcome?.result) contradictions.set(row, result);
  }
  return contradictions;
}

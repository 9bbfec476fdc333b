import type { Kysely } from 'kysely';
import { changesOf, recordChanges } from '../changes/change-store.ts';
import { insertInteractions } from '../interactions/interaction-store.ts';
import type { LeadColumn } from '../leads/lead-columns.ts';
import { insertLeads, reviseLeads } from '../leads/lead-store.ts';
import { Origin } from '../leads/origin.ts';
import type { OutcomeResult } from '../outcomes/outcome.ts';
import { findOutcomes, insertOutcomes } from '../outcomes/outcome-store.ts';
import type { ImportedRow } from './read-row.ts';

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

/**
 * Writes a batch of rows in one transaction: all of them, or none.
 *
 * The given columns of existing leads are updated. Their stage is changed only by their first outcome; existing
 * interactions and outcomes stay unchanged.
 *
 * @param rows   an id occurs once
 * @param update columns to update of existing leads
 * @param now    epoch milliseconds
 */
export async function writeBatch(
  db: Kysely<unknown>,
  rows: readonly ImportedRow[],
  update: readonly LeadColumn[],
  now: number,
): Promise<WrittenBatch> {
  return db.transaction().execute(async (trx) => {
    const recorded = await findOutcomes(
      trx,
      rows.flatMap(({ outcome }) => outcome?.lead_id ?? []),
    );
    const results = new Map(recorded.map(({ leadId, result }) => [leadId, result]));
    const contradictions = new Map<ImportedRow, OutcomeResult>();
    for (const row of rows) {
      const result = row.outcome && results.get(row.lead.id);
      if (result && result !== row.outcome?.result) contradictions.set(row, result);
    }
    const taken = rows.filter((row) => !contradictions.has(row));
    const leads = taken.map(({ lead }) => lead);
    const { inserted, updated, erased } = await insertLeads(trx, leads, { now, origin: Origin.IMPORT, update });
    const interactions = await insertInteractions(
      trx,
      taken.flatMap((row) => (erased.has(row.lead.id) ? [] : row.interactions)),
      Origin.IMPORT,
    );
    const closed = new Set(
      await insertOutcomes(
        trx,
        taken.flatMap((row) => (erased.has(row.lead.id) ? [] : (row.outcome ?? []))),
        Origin.IMPORT,
      ),
    );
    await recordChanges(
      trx,
      [
        ...changesOf('SUBMITTED', inserted),
        ...changesOf('UPDATED', updated),
        ...changesOf('INTERACTIONS_RECORDED', [...interactions.keys()]),
        ...changesOf('OUTCOME_RECORDED', [...closed]),
      ],
      now,
      { isBackfill: true },
    );
    const closedLeads = leads.filter(({ id }) => closed.has(id));
    await reviseLeads(trx, closedLeads, ['stage'], { now, origin: Origin.IMPORT });
    return {
      inserted: inserted.length,
      updated: updated.length,
      interactions: [...interactions.values()].reduce((sum, count) => sum + count, 0),
      outcomes: closed.size,
      contradictions,
      erased: erased.size,
    };
  });
}

import { type QueryExecutorProvider, sql } from 'kysely';
import { changesOf, recordChanges } from '../../changes/change-store.ts';
import { erasedAmong } from '../../erasure/store/erased-keys.ts';
import { writeFacts } from '../../import/write-facts.ts';
import type { InteractionRow } from '../../interactions/interaction.ts';
import { Origin } from '../../leads/origin.ts';
import type { RowRefusal } from './parked-rows.ts';
import type { WriteContext, WriteResult } from './write-leads.ts';

/** Interaction of a row of the CRM. */
export interface CrmActivity {
  readonly key: string;
  readonly interaction: InteractionRow;
}

/**
 * Writes activities of the CRM that are new; one of a lead that is not here waits for it, one of an erased person is skipped.
 *
 * An activity that is read while following the CRM was recorded now, so that features as of earlier times stay as they
 * were scored; one of the backfill when it occurred.
 *
 * @param trx a transaction
 */
export async function writeActivities(
  trx: QueryExecutorProvider,
  activities: readonly CrmActivity[],
  { now, isBackfill }: WriteContext,
): Promise<WriteResult> {
  const known = await lockKnown(
    trx,
    activities.map(({ interaction }) => interaction.lead_id),
  );
  const unknown = activities.filter(({ interaction }) => !known.has(interaction.lead_id));
  const erased = await erasedAmong(trx, [...new Set(unknown.map(({ interaction }) => interaction.lead_id))]);
  const waits = unknown.filter(({ interaction }) => !erased.has(interaction.lead_id));
  const refusals = waits.map(({ key, interaction }) => waiting(key, interaction.lead_id));
  const interactions = activities.flatMap(({ interaction }) => {
    if (!known.has(interaction.lead_id)) return [];
    return [isBackfill ? interaction : { ...interaction, recorded_at: now }];
  });
  const facts = await writeFacts(trx, { interactions, outcomes: [] }, { now, origin: Origin.CRM });
  const changed = changesOf('INTERACTIONS_RECORDED', [...facts.interactions.keys()]);
  await recordChanges(trx, changed, now, { isBackfill });
  const written = [...facts.interactions.values()].reduce((sum, count) => sum + count, 0);
  return { written, skipped: unknown.length - waits.length, refusals };
}

/** Refusal of a row whose lead is not here: it is written when the lead arrives. */
export function waiting(key: string, leadId: string): RowRefusal {
  const message = `lead: found ${JSON.stringify(leadId)}, expected the key of a lead; the row waits for it`;
  return { key, code: 'LEAD_NOT_FOUND', message, leadId };
}

/** Locks the leads against removal of their rows, in one order everywhere. @returns those that are here */
async function lockKnown(trx: QueryExecutorProvider, leadIds: readonly string[]): Promise<ReadonlySet<string>> {
  const ids = [...new Set(leadIds)];
  const { rows } = await sql<{ id: string }>`SELECT id FROM leads.lead WHERE id = ANY(${ids}::text[])
    ORDER BY id FOR KEY SHARE`.execute(trx);
  return new Set(rows.map(({ id }) => id));
}

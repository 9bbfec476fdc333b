import { type QueryExecutorProvider, sql } from 'kysely';
import type { InteractionRow } from '../interactions/interaction.ts';
import { insertInteractions } from '../interactions/interaction-store.ts';
import { type ReviseOptions, reviseLeads } from '../leads/lead-store.ts';
import type { OutcomeRow } from '../outcomes/outcome.ts';
import { insertOutcomes } from '../outcomes/outcome-store.ts';
import { STAGE_OF_RESULT } from '../outcomes/record-outcome.ts';

/** Interactions and outcomes of leads that exist. */
export interface Facts {
  readonly interactions: readonly InteractionRow[];
  /** at most one per lead */
  readonly outcomes: readonly OutcomeRow[];
}

/** Facts that were new. */
export interface WrittenFacts {
  /** number of new interactions by the id of their lead */
  readonly interactions: ReadonlyMap<string, number>;
  /** leads whose first outcome was written */
  readonly closed: readonly string[];
}

/** Writes interactions and outcomes that are new, and closes the stages of leads with a first outcome; removed and merged ones stay so. */
export async function writeFacts(
  trx: QueryExecutorProvider,
  { interactions, outcomes }: Facts,
  options: Required<ReviseOptions>,
): Promise<WrittenFacts> {
  const recorded =
    interactions.length > 0 ? await insertInteractions(trx, interactions, options.origin) : new Map<string, number>();
  const closed = outcomes.length > 0 ? await insertOutcomes(trx, outcomes, options.origin) : [];
  const closing = new Set(await withoutGone(trx, closed));
  const stages = outcomes
    .filter(({ lead_id }) => closing.has(lead_id))
    .map(({ lead_id, result }) => ({ id: lead_id, stage: STAGE_OF_RESULT[result] }));
  if (stages.length > 0) await reviseLeads(trx, stages, ['stage'], options);
  return { interactions: recorded, closed };
}

async function withoutGone(trx: QueryExecutorProvider, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`SELECT id FROM leads.lead
    WHERE id = ANY(${ids}::text[]) AND stage NOT IN ('REMOVED', 'MERGED')`.execute(trx);
  return rows.map(({ id }) => id);
}

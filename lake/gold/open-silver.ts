import { DeltaTable } from '../delta/delta-table.ts';
import type { Lake } from '../delta/lake.ts';
import type { OpenRelations } from '../silver/open-relations.ts';
import { SILVER_INTERACTIONS, SILVER_LEADS, SILVER_OUTCOMES, type TableDefinition } from '../silver/silver-tables.ts';
import type { TrainingRelations } from './training-rows.ts';

/** Silver tables, each at one version. */
export interface OpenSilver extends TrainingRelations {
  /** by path */
  readonly versions: Readonly<Record<string, number>>;
}

/** Opens the silver tables at their newest versions; undefined as long as one of them was never written. */
export async function openSilver(lake: Lake, relations: OpenRelations): Promise<OpenSilver | undefined> {
  const open = async ({ path }: TableDefinition) => {
    const snapshot = await DeltaTable.at(lake, path).snapshot();
    return snapshot && { version: snapshot.version, ...(await relations.keep(snapshot.open())) };
  };
  // facts before leads: every fact has its lead
  const outcomes = await open(SILVER_OUTCOMES);
  const interactions = await open(SILVER_INTERACTIONS);
  const leads = await open(SILVER_LEADS);
  if (!leads || !interactions || !outcomes) return undefined;
  return {
    leads: leads.relation,
    interactions: interactions.relation,
    outcomes: outcomes.relation,
    versions: {
      [SILVER_LEADS.path]: leads.version,
      [SILVER_INTERACTIONS.path]: interactions.version,
      [SILVER_OUTCOMES.path]: outcomes.version,
    },
  };
}

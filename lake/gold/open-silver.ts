import { DeltaTable } from '../delta/delta-table.ts';
import type { Lake } from '../delta/lake.ts';
import type { OpenRelations } from '../silver/open-relations.ts';
import { requireColumns } from '../silver/require-columns.ts';
import { SILVER_INTERACTIONS, SILVER_LEADS, SILVER_OUTCOMES, type TableDefinition } from '../silver/silver-tables.ts';
import type { TrainingRelations } from './training-rows.ts';

/** Silver tables, each at one version. */
export interface OpenSilver extends TrainingRelations {
  /** by path */
  readonly versions: Readonly<Record<string, number>>;
  /** how far silver has come, for the log of a table that is computed from it: the sum of the versions, which only grows */
  readonly txn: { readonly appId: string; readonly version: number };
}

/**
 * Opens the silver tables at their newest versions.
 *
 * @returns undefined as long as one of them was never written
 * @throws {DomainError} LAKE_SCHEMA_MISMATCH for a table that somebody changed
 */
export async function openSilver(lake: Lake, relations: OpenRelations): Promise<OpenSilver | undefined> {
  const open = async (definition: TableDefinition) => {
    const snapshot = await DeltaTable.at(lake, definition.path).snapshot();
    if (snapshot) requireColumns(snapshot, definition);
    return snapshot && { snapshot, ...(await relations.keep(snapshot.open())) };
  };
  // facts before leads: every fact has its lead
  const outcomes = await open(SILVER_OUTCOMES);
  const interactions = await open(SILVER_INTERACTIONS);
  const leads = await open(SILVER_LEADS);
  if (!leads || !interactions || !outcomes) return undefined;
  const tables = [leads.snapshot, interactions.snapshot, outcomes.snapshot];
  return {
    leads: leads.relation,
    interactions: interactions.relation,
    outcomes: outcomes.relation,
    versions: {
      [SILVER_LEADS.path]: leads.snapshot.version,
      [SILVER_INTERACTIONS.path]: interactions.snapshot.version,
      [SILVER_OUTCOMES.path]: outcomes.snapshot.version,
    },
    txn: {
      // with the ids of the tables: those that were deleted and filled again begin at version 0
      appId: ['silver', ...tables.map(({ metaData }) => metaData.id)].join(':'),
      version: tables.reduce((sum, { version }) => sum + version, 0),
    },
  };
}

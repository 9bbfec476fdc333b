import { sql } from 'kysely';
import { duckType } from '../../../lake/delta/delta-column.ts';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';
import { FEATURES } from '../../../lake/features/features.ts';
import { featureDigest } from '../../../lake/gold/feature-rows.ts';
import { GOLD_FEATURES } from '../../../lake/gold/gold-tables.ts';
import type { LakeConfig } from '../../../platform/config/lake-config.ts';
import type { ScoresDb } from '../../../subgraphs/scores/record/prediction-store.ts';
import { findFeatures } from '../../../subgraphs/scores/scoring/feature-store.ts';

/** Configuration of a temporary lake, for a platform that opens it, too. */
export function lakeConfig({ folder }: { readonly folder: string }): LakeConfig {
  return { url: folder, refreshMinutes: 0, memoryMb: 256, threads: 1, tempDir: `${folder}.temp` };
}

/**
 * Replaces `gold/features` by the features that the database computes now, as the pipeline would.
 *
 * @param asOf epoch milliseconds
 * @returns version of the table
 */
export async function writeGold(lake: Lake, db: ScoresDb, asOf: number): Promise<number> {
  const { rows } = await sql<{ lead_id: string }>`SELECT lead_id FROM leads.current_lead`.execute(db);
  const ids = rows.map(({ lead_id: id }) => id);
  const known = await findFeatures(db, ids, asOf);
  const leads = [...known].map(([leadId, { features, isClosed }]) => ({
    ...features,
    lead_id: leadId,
    as_of: asOf,
    is_closed: isClosed,
  }));
  return writeGoldRows(lake, leads);
}

/** Replaces `gold/features` by rows without digest. @returns version of the table */
export async function writeGoldRows(lake: Lake, rows: readonly object[]): Promise<number> {
  const table = DeltaTable.at(lake, GOLD_FEATURES.path);
  await table.create(GOLD_FEATURES.columns);
  const names = ['lead_id', 'as_of', 'is_closed', ...FEATURES.map(({ name }) => name)];
  const typeOf = (name: string): string =>
    duckType(GOLD_FEATURES.columns.find((each) => each.name === name)?.type ?? 'string');
  const shape = JSON.stringify([Object.fromEntries(names.map((name) => [name, typeOf(name)]))]);
  return lake.duckDb.use(async (connection) => {
    await connection.run(`CREATE TEMP TABLE input AS SELECT unnest(from_json($rows, '${shape}'), recursive := true)`, {
      rows: JSON.stringify(rows),
    });
    const query = `SELECT *, ${featureDigest()} AS feature_digest, as_of AS computed_at FROM input`;
    return (await table.overwrite(query, { connection })).version;
  });
}

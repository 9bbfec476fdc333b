import type { DeltaSnapshot, OpenRelation } from '../../../lake/delta/delta-snapshot.ts';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';
import { FEATURES } from '../../../lake/features/features.ts';
import { computeFeatures } from '../../../lake/gold/compute-features.ts';
import { GOLD_FEATURES } from '../../../lake/gold/gold-tables.ts';
import { SILVER_LEADS } from '../../../lake/silver/silver-tables.ts';
import { DomainError } from '../../../platform/errors.ts';
import { checkGoldColumns } from './engine/gold-columns.ts';
import type { BatchJob } from './rules/batch-job.ts';

/**
 * Gets the table that features are read from: `gold/features`, or `silver/leads` for those as of a time.
 *
 * @throws {DomainError} LAKE_TABLE_NOT_FOUND, LAKE_VERSION_NOT_FOUND, LAKE_*
 */
export async function getFeatureTable(
  lake: Lake,
  asOf: number | null,
  version: number | null = null,
): Promise<DeltaSnapshot> {
  const { path } = asOf === null ? GOLD_FEATURES : SILVER_LEADS;
  const found = await DeltaTable.at(lake, path).snapshot(version === null ? undefined : { version });
  if (found) return found;
  throw noTable(path);
}

/**
 * Opens the features that a claimed job scores as a relation: the version of `gold/features` that it pinned, or those as of
 * its time, which later facts do not change.
 *
 * @throws {DomainError} LAKE_TABLE_NOT_FOUND, LAKE_VERSION_NOT_FOUND, LAKE_FILE_MISSING, LAKE_SCHEMA_MISMATCH
 */
export async function openFeatures(lake: Lake, { asOf, tableVersion }: BatchJob): Promise<OpenRelation> {
  if (asOf !== null) {
    const computed = await computeFeatures(lake, { asOf });
    if (!computed) throw noTable(SILVER_LEADS.path);
    return { relation: `(${computed.query})`, release: () => computed.release() };
  }
  const snapshot = await getFeatureTable(lake, null, tableVersion);
  checkGoldColumns(GOLD_FEATURES.path, snapshot.schema, FEATURES);
  return snapshot.open();
}

function noTable(table: string): DomainError {
  const message = `found no table in ${table}, expected one: the pipeline creates it`;
  return new DomainError('LAKE_TABLE_NOT_FOUND', message, { table });
}

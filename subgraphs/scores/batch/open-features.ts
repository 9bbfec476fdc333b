import type { DeltaSnapshot, OpenRelation } from '../../../lake/delta/delta-snapshot.ts';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';
import { FEATURES } from '../../../lake/features/features.ts';
import { DomainError } from '../../../platform/errors.ts';
import { checkGoldColumns } from './engine/gold-columns.ts';
import type { BatchJob } from './rules/batch-job.ts';

const GOLD = 'gold/features';

/**
 * Gets the table that features are read from.
 *
 * @throws {DomainError} LAKE_TABLE_NOT_FOUND, LAKE_VERSION_NOT_FOUND, LAKE_*
 */
export async function getSource(lake: Lake, asOf: number | null, version?: number | null): Promise<DeltaSnapshot> {
  const path = asOf === null ? GOLD : 'silver/leads';
  const found = await DeltaTable.at(lake, path).snapshot(version == null ? undefined : { version });
  if (found) return found;
  throw new DomainError('LAKE_TABLE_NOT_FOUND', `found no table in ${path}, expected one: the pipeline creates it`, {
    table: path,
  });
}

/**
 * Opens the features that a claimed job scores as a relation.
 *
 * @throws {DomainError} LAKE_TABLE_NOT_FOUND, LAKE_VERSION_NOT_FOUND, LAKE_FILE_MISSING, LAKE_SCHEMA_MISMATCH
 */
export async function openFeatures(lake: Lake, { asOf, tableVersion }: BatchJob): Promise<OpenRelation> {
  const snapshot = await getSource(lake, asOf, tableVersion);
  checkGoldColumns(GOLD, snapshot.schema, FEATURES);
  return snapshot.open();
}

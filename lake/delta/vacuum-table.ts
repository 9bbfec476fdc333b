import { DomainError } from '../../platform/errors.ts';
import { STAGING_PREFIX } from '../storage/lake-storage.ts';
import type { DeltaSnapshot } from './delta-snapshot.ts';
import { type Lake, lakeNow } from './lake.ts';
import { tableProperties } from './table-properties.ts';
import type { TableState } from './table-state.ts';

/** Settings of a vacuum. */
export interface VacuumOptions {
  /** time for which removed files stay readable, ms; the table's own when absent, and at least that */
  readonly retentionMs?: number;
  /** whether files are only counted */
  readonly isDryRun?: boolean;
}

/** Result of a vacuum. */
export interface VacuumResult {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Deletes files of a table's folder that neither the newest version nor one within the retention has, such as those of
 * writers that were killed. What is younger than the retention stays: its commit may be on its way.
 *
 * @throws {DomainError} LAKE_RETENTION_TOO_SHORT
 */
export async function vacuumTable(
  lake: Lake,
  table: string,
  { state }: DeltaSnapshot,
  { retentionMs, isDryRun = false }: VacuumOptions,
): Promise<VacuumResult> {
  const least = state.metaData ? tableProperties(state.metaData).fileRetentionMs : Number.POSITIVE_INFINITY;
  const retention = retentionMs ?? least;
  if (retention < least)
    throw new DomainError(
      'LAKE_RETENTION_TOO_SHORT',
      `table ${table}: found a retention of ${retention} ms, expected at least ${least}`,
      { table, least },
    );
  return await removeUnused(lake, table, state, { before: lakeNow(lake) - retention, isDryRun });
}

/** Deletes files that a state lacks, and that were neither removed nor written since a time in epoch milliseconds. */
export async function removeUnused(
  lake: Lake,
  table: string,
  state: TableState,
  { before, isDryRun = false }: { readonly before: number; readonly isDryRun?: boolean },
): Promise<VacuumResult> {
  const recent = [...state.removed.values()].filter(({ deletionTimestamp = 0 }) => deletionTimestamp > before);
  const kept = new Set([...state.files.keys(), ...recent.map(({ path }) => path)].map(decodeURIComponent));
  let [files, bytes] = [0, 0];
  for await (const file of lake.storage.walk(table)) {
    const path = file.path.slice(table.length + 1);
    if (file.modifiedAt >= before || kept.has(path) || !isOurs(path)) continue;
    if (!isDryRun) await lake.storage.remove(file.path);
    files += 1;
    bytes += file.bytes;
  }
  return { files, bytes };
}

/** Whether a file is one of data, or a left temporary one. The log and hidden folders of others are left alone. */
function isOurs(path: string): boolean {
  const parts = path.split('/');
  if (parts.some((part) => part.startsWith(STAGING_PREFIX))) return true;
  return parts.every((part) => !/^[_.]/.test(part) || part.includes('='));
}

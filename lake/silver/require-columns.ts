import { DomainError } from '../../platform/errors.ts';
import type { DeltaSnapshot } from '../delta/delta-snapshot.ts';
import type { TableDefinition } from './silver-tables.ts';

/**
 * Checks that a table has the columns that are read of it, as another writer may have changed it; it may have more.
 *
 * @throws {DomainError} LAKE_SCHEMA_MISMATCH naming every column that does not fit
 */
export function requireColumns(snapshot: DeltaSnapshot, { path, columns }: TableDefinition): void {
  const found = new Map(snapshot.schema.map(({ name, type }) => [name, type]));
  const faults = columns
    .filter(({ name, type }) => found.get(name) !== type)
    .map(({ name, type }) => `${name}: found ${found.get(name) ?? 'no such column'}, expected ${type}`);
  if (faults.length === 0) return;
  throw new DomainError('LAKE_SCHEMA_MISMATCH', `table ${path}: ${faults.join('; ')}`, { table: path, faults });
}

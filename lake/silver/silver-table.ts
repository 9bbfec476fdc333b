import type { DeltaSnapshot } from '../delta/delta-snapshot.ts';
import { DeltaTable } from '../delta/delta-table.ts';
import type { Lake } from '../delta/lake.ts';
import type { TableDefinition } from './silver-tables.ts';

/** A table and its newest version. */
export interface CurrentTable {
  readonly table: DeltaTable;
  readonly present: DeltaSnapshot;
}

/** Opens a table at its newest version; creates it when there is none. */
export async function openTable(lake: Lake, { path, columns, description }: TableDefinition): Promise<CurrentTable> {
  const table = DeltaTable.at(lake, path);
  const found = await table.snapshot();
  if (found) return { table, present: found };
  await table.create(columns, { description });
  const present = await table.snapshot();
  if (!present) throw new TypeError(`table ${path} was created and is not there`);
  return { table, present };
}

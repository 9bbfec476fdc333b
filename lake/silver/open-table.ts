import { schemaText } from '../delta/delta-column.ts';
import type { DeltaSnapshot } from '../delta/delta-snapshot.ts';
import { DeltaTable } from '../delta/delta-table.ts';
import type { Lake } from '../delta/lake.ts';
import type { TableDefinition } from './silver-tables.ts';

/** A table and its newest version. */
export interface CurrentTable {
  readonly table: DeltaTable;
  readonly present: DeltaSnapshot;
  /** whether its columns are others than those of its definition, as after an upgrade */
  readonly isOutdated: boolean;
}

/** Opens a table at its newest version; creates it when there is none. */
export async function openTable(
  lake: Lake,
  { path, columns, description, properties = {} }: TableDefinition,
): Promise<CurrentTable> {
  const table = DeltaTable.at(lake, path);
  let present = await table.snapshot();
  if (!present) {
    await table.create(columns, { description, properties });
    present = await table.snapshot();
  }
  if (!present) throw new TypeError(`table ${path} was created and is not there`);
  return { table, present, isOutdated: schemaText(present.schema) !== schemaText(columns) };
}

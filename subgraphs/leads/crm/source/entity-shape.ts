import { createHash } from 'node:crypto';
import { DomainError } from '../../../../platform/errors.ts';
import type { CrmEntity } from '../mapping/crm-mapping.ts';
import type { CrmDatabase } from './crm-database.ts';
import { type ColumnTypes, identifier, tableName } from './entity-sql.ts';

/** Tables and columns of an entity, as the CRM has them. */
export interface EntityShape {
  /** types of the mapped columns; those of joined rows as `name.column` */
  readonly types: ColumnTypes;
  /** whether the rows have system columns: a table, not a view or a foreign table */
  readonly isTable: boolean;
  /** digest of names and types of the mapped columns */
  readonly fingerprint: string;
}

interface ColumnRow {
  readonly kind: string;
  readonly name: string;
  readonly type: string;
  readonly is_readable: boolean;
}

const COLUMNS = `SELECT c.relkind AS kind, a.attname AS name, format_type(a.atttypid, NULL) AS type,
    has_column_privilege(c.oid, a.attnum, 'SELECT') AS is_readable
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.oid = to_regclass($1)`;

/**
 * Finds the columns of an entity in the CRM.
 *
 * @param columns mapped columns, key and watermark among them
 * @throws {DomainError} CRM_TABLE_MISSING, CRM_COLUMN_MISSING, CRM_ACCESS_DENIED, and those of the database
 */
export async function inspectEntity(
  db: CrmDatabase,
  entity: CrmEntity,
  columns: readonly string[],
): Promise<EntityShape> {
  const joined = new Map(entity.joins.map(({ name }) => [name, [] as string[]]));
  const own: string[] = [];
  for (const column of columns) {
    const [first = '', ...rest] = column.split('.');
    const of = rest.length > 0 ? joined.get(first) : undefined;
    if (of) of.push(rest.join('.'));
    else own.push(column);
  }
  const found = await readColumns(db, entity.table, own);
  const types = new Map(found.types);
  for (const { name, table, key, watermark } of entity.joins) {
    const wanted = [...new Set([key, ...(watermark ? [watermark] : []), ...(joined.get(name) ?? [])])];
    for (const [column, type] of (await readColumns(db, table, wanted)).types) types.set(`${name}.${column}`, type);
  }
  const text = JSON.stringify([entity.table, entity.key, entity.watermark, [...types].sort()]);
  return { types, isTable: found.isTable, fingerprint: createHash('sha256').update(text).digest('hex') };
}

async function readColumns(
  db: CrmDatabase,
  table: string,
  wanted: readonly string[],
): Promise<Pick<EntityShape, 'types' | 'isTable'>> {
  const rows = await db.read<ColumnRow>(COLUMNS, [tableName(table)]);
  const [first] = rows;
  if (!first)
    throw new DomainError('CRM_TABLE_MISSING', `CRM ${table}: found no such table, expected that of the mapping`, {
      table,
    });
  const types = new Map<string, string>();
  for (const name of wanted) {
    const column = rows.find((row) => row.name === name);
    if (!column) throw refusal('CRM_COLUMN_MISSING', table, name, 'no such column, expected that of the mapping');
    if (!column.is_readable) throw refusal('CRM_ACCESS_DENIED', table, name, 'no right to read it, expected SELECT');
    types.set(name, column.type);
  }
  return { types, isTable: ['r', 'm', 'p'].includes(first.kind) };
}

function refusal(
  code: 'CRM_COLUMN_MISSING' | 'CRM_ACCESS_DENIED',
  table: string,
  column: string,
  fault: string,
): DomainError {
  return new DomainError(code, `CRM ${table}.${identifier(column)}: found ${fault}`, { table, column });
}

import { createHash } from 'node:crypto';
import { refusal } from '../../../../platform/refusal.ts';
import type { CrmEntity } from '../mapping/crm-mapping.ts';
import type { CrmDatabase } from './crm-database.ts';
import { type ColumnTypes, columnReference, tableName, typeKey } from './entity-sql.ts';
import { WATERMARK_TYPES } from './watermark-sql.ts';

/** Tables and columns of an entity, as the CRM has them. */
export interface EntityShape {
  /** types of the mapped columns; those of joined rows as `name.column` */
  readonly types: ColumnTypes;
  /** whether the rows have system columns that the role may read: a table, no view, and a right to all of it */
  readonly isTable: boolean;
  /** whether a unique index holds that no two rows have the same key */
  readonly isKeyUnique: boolean;
  /** digest of names and types of the mapped columns */
  readonly fingerprint: string;
}

interface ColumnRow {
  readonly kind: string;
  readonly name: string;
  readonly type: string;
  readonly is_readable: boolean;
  readonly is_whole_readable: boolean;
  readonly is_unique: boolean;
}

/** Columns of one table. */
interface Relation {
  readonly types: ColumnTypes;
  readonly isTable: boolean;
  readonly isView: boolean;
  readonly unique: ReadonlySet<string>;
}

// 'character' without a length would be one character
const COLUMNS = `SELECT c.relkind::text AS kind, a.attname::text AS name,
    CASE a.atttypid WHEN 'bpchar'::regtype THEN 'bpchar' ELSE format_type(a.atttypid, NULL) END AS type,
    has_column_privilege(c.oid, a.attnum, 'SELECT') AS is_readable,
    has_table_privilege(c.oid, 'SELECT') AS is_whole_readable,
    EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid
      AND i.indpred IS NULL AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum) AS is_unique
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.oid = to_regclass($1::text)`;

const KEY_TYPES: readonly string[] = [
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'text',
  'character varying',
  'bpchar',
  'citext',
  'uuid',
];

/**
 * Finds the columns of an entity in the CRM.
 *
 * @param columns mapped columns, key and watermark among them
 * @throws {DomainError} CRM_TABLE_MISSING, CRM_COLUMN_MISSING, CRM_ACCESS_DENIED; CRM_MAPPING_INVALID when the key or the
 *   watermark is of a type without an order, or the key of a joined table is not unique; those of the database
 */
export async function inspectEntity(
  db: CrmDatabase,
  entity: CrmEntity,
  columns: readonly string[],
): Promise<EntityShape> {
  const { table, key, watermark, joins } = entity;
  const references = columns.map((name) => columnReference(name, joins));
  const own = references.flatMap(({ join, column }) => (join === undefined ? [column] : []));
  const found = await readColumns(db, table, own);
  const types = new Map(found.types);
  for (const join of joins) {
    const joined = references.flatMap((each) => (each.join === join.name ? [each.column] : []));
    const wanted = [join.key, ...(join.watermark ? [join.watermark] : []), ...joined];
    const relation = await readColumns(db, join.table, wanted);
    if (!relation.isView && !relation.unique.has(join.key))
      throw refusal(
        'CRM_MAPPING_INVALID',
        `CRM ${join.table}.${join.key}`,
        'no unique index',
        'a unique key of a join',
      );
    for (const [column, type] of relation.types)
      types.set(typeKey({ join: join.name, column, member: undefined }), type);
  }
  requireType(types, table, key, KEY_TYPES);
  requireType(types, table, watermark, WATERMARK_TYPES);
  for (const reference of references)
    if (reference.member !== undefined) requireType(types, table, typeKey(reference), ['json', 'jsonb']);
  const text = JSON.stringify([table, key, watermark, [...types].sort()]);
  const fingerprint = createHash('sha256').update(text).digest('hex');
  return { types, isTable: found.isTable, isKeyUnique: found.unique.has(key), fingerprint };
}

async function readColumns(db: CrmDatabase, table: string, wanted: readonly string[]): Promise<Relation> {
  const rows = await db.read<ColumnRow>(COLUMNS, [tableName(table)]);
  const where = `CRM ${table}`;
  const [first] = rows;
  if (!first) throw refusal('CRM_TABLE_MISSING', where, 'no such table', 'that of the mapping');
  const types = new Map<string, string>();
  for (const name of new Set(wanted)) {
    const column = rows.find((row) => row.name === name);
    if (!column) throw refusal('CRM_COLUMN_MISSING', `${where}.${name}`, 'no such column', 'that of the mapping');
    if (!column.is_readable) throw refusal('CRM_ACCESS_DENIED', `${where}.${name}`, 'no right to read it', 'SELECT');
    types.set(name, column.type);
  }
  return {
    types,
    isTable: ['r', 'm', 'p'].includes(first.kind) && first.is_whole_readable,
    isView: !['r', 'm', 'p'].includes(first.kind),
    unique: new Set(rows.flatMap((row) => (row.is_unique ? [row.name] : []))),
  };
}

function requireType(types: ColumnTypes, table: string, column: string, allowed: readonly string[]): void {
  const type = types.get(column) ?? '';
  // a type of an extension may be written with its schema
  if (allowed.includes(type.replace(/^.*\./, ''))) return;
  throw refusal('CRM_MAPPING_INVALID', `CRM ${table}.${column}`, `type ${type}`, allowed.join(', '));
}

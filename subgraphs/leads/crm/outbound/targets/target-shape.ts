import { DomainError } from '../../../../../platform/errors.ts';
import type { CrmDatabase } from '../../source/crm-database.ts';
import type { WriteBackMapping } from '../rules/write-back-mapping.ts';
import { type ColumnKind, columnKind, WRITTEN_VALUES, type WrittenValue } from '../rules/written-values.ts';

/** Column that a value is written to. */
export interface TargetColumn {
  readonly value: WrittenValue;
  readonly name: string;
  readonly type: string;
  readonly kind: ColumnKind;
  /** most characters; null without a limit */
  readonly length: number | null;
}

/** Columns of the table that scores are written to. */
export interface TargetShape {
  readonly keyType: string;
  readonly columns: readonly TargetColumn[];
}

interface ColumnRow {
  readonly name: string;
  readonly type: string;
  readonly length: number | null;
  readonly is_unique: boolean;
  readonly may_select: boolean;
  readonly may_insert: boolean;
  readonly may_update: boolean;
}

const COLUMNS = `SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type,
    CASE WHEN a.atttypid IN (1042, 1043) AND a.atttypmod > 4 THEN a.atttypmod - 4 END AS length,
    EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND i.indpred IS NULL
      AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum) AS is_unique,
    has_column_privilege(c.oid, a.attnum, 'SELECT') AS may_select,
    has_column_privilege(c.oid, a.attnum, 'INSERT') AS may_insert,
    has_column_privilege(c.oid, a.attnum, 'UPDATE') AS may_update
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.oid = to_regclass($1)`;

/**
 * Finds the columns of the mapping in the CRM, and checks that they can hold what is written, by their types and rights.
 *
 * @throws {DomainError} CRM_TABLE_MISSING, CRM_COLUMN_MISSING, CRM_ACCESS_DENIED, CRM_TARGET_UNFIT, and those of the database
 */
export async function inspectTarget(db: CrmDatabase, mapping: WriteBackMapping, table: string): Promise<TargetShape> {
  const rows = await db.read<ColumnRow>(COLUMNS, [table]);
  if (rows.length === 0) {
    const message = `CRM ${mapping.table}: found no such table, expected that of writeBack`;
    throw new DomainError('CRM_TABLE_MISSING', message, { table: mapping.table });
  }
  const find = (name: string): ColumnRow => {
    const row = rows.find((each) => each.name === name);
    return row ?? refuse('CRM_COLUMN_MISSING', mapping, name, 'no such column', 'that of writeBack');
  };
  const isUpsert = mapping.mode === 'upsert';
  const key = find(mapping.key);
  if (!key.may_select || (isUpsert && !key.may_insert)) denied(mapping, mapping.key, isUpsert, false);
  if (isUpsert && !key.is_unique)
    refuse('CRM_TARGET_UNFIT', mapping, mapping.key, 'no unique index', 'one of this column alone');
  const columns = (Object.entries(mapping.columns) as [WrittenValue, string | undefined][]).flatMap(
    ([value, name]): TargetColumn[] => {
      if (name === undefined) return [];
      const row = find(name);
      if (!row.may_update || !row.may_select || (isUpsert && !row.may_insert)) denied(mapping, name, isUpsert, true);
      return [{ value, name, type: row.type, kind: kindOf(mapping, value, row), length: row.length }];
    },
  );
  return { keyType: key.type, columns };
}

function kindOf(mapping: WriteBackMapping, value: WrittenValue, { name, type }: ColumnRow): ColumnKind {
  const kind = columnKind(type);
  const kinds: readonly ColumnKind[] = WRITTEN_VALUES[value].kinds;
  const fits = kind !== undefined && kinds.includes(kind) && (value !== 'sequence' || type === 'bigint');
  if (fits) return kind;
  const expected = value === 'sequence' ? 'bigint' : `a type for ${kinds.join(' or ')}`;
  return refuse('CRM_TARGET_UNFIT', mapping, name, `type ${type} for ${value}`, expected);
}

function denied(mapping: WriteBackMapping, column: string, isUpsert: boolean, isWritten: boolean): never {
  const rights = ['SELECT', ...(isUpsert ? ['INSERT'] : []), ...(isWritten ? ['UPDATE'] : [])].join(', ');
  return refuse('CRM_ACCESS_DENIED', mapping, column, 'too few rights of the role', rights);
}

function refuse(
  code: 'CRM_COLUMN_MISSING' | 'CRM_ACCESS_DENIED' | 'CRM_TARGET_UNFIT',
  { table }: WriteBackMapping,
  column: string,
  found: string,
  expected: string,
): never {
  throw new DomainError(code, `CRM ${table}.${column}: found ${found}, expected ${expected}`, { table, column });
}

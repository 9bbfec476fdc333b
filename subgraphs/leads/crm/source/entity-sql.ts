import type { CrmEntity, CrmJoin } from '../mapping/crm-mapping.ts';

/** Type of a column, as PostgreSQL writes it. */
export type ColumnTypes = ReadonlyMap<string, string>;

/** Quotes an identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Quotes a table with its schema. */
export function tableName(table: string): string {
  return table.split('.').map(identifier).join('.');
}

/** Expression of a column of the entity (`r`), or of a joined row: `contact.email`. */
export function columnSql(column: string, joins: readonly CrmJoin[]): string {
  const [first = '', ...rest] = column.split('.');
  const joined = rest.length > 0 && joins.some(({ name }) => name === first);
  return joined ? `${identifier(first)}.${identifier(rest.join('.'))}` : `r.${identifier(column)}`;
}

/** FROM clause of an entity `r` with its joined rows. */
export function fromSql({ table, joins }: Pick<CrmEntity, 'table' | 'joins'>): string {
  const joined = joins.map(
    ({ name, table: of, key, from }) =>
      `LEFT JOIN ${tableName(of)} ${identifier(name)} ON ${identifier(name)}.${identifier(key)} = ${columnSql(from, joins)}`,
  );
  return [`${tableName(table)} r`, ...joined].join(' ');
}

/** Whether a type is a time, which can be infinite or in the future. */
export function isTimeType(type: string): boolean {
  return /^(timestamp|date)/.test(type);
}

/**
 * Condition that a watermark has a place in the order of changes: it is known, finite and, as a time, not ahead of the CRM's
 * clock by more than a day. A row of the year 9999 would otherwise hide all changes after it.
 */
export function isOrdered(watermark: string, type: string): string {
  if (!isTimeType(type)) return `${watermark} IS NOT NULL`;
  return `${watermark} > '-infinity'::${type} AND ${watermark} <= (now() + interval '1 day')::${type}`;
}

import type { CrmEntity, CrmJoin } from '../mapping/crm-mapping.ts';

/** Types of columns by name, as PostgreSQL writes them. */
export type ColumnTypes = ReadonlyMap<string, string>;

/** Column of a mapping: of the entity itself or of a joined row, whole or one member of its JSON. */
export interface ColumnReference {
  /** name of the join; undefined for the entity itself */
  readonly join: string | undefined;
  readonly column: string;
  /** member of a JSON object; undefined for the whole column */
  readonly member: string | undefined;
}

/** Quotes an identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Quotes a table with its schema, each of which may be in double quotes already. */
export function tableName(table: string): string {
  const parts = table.match(/"(?:[^"]|"")+"|[^".]+/g) ?? [];
  return parts.map((part) => (part.startsWith('"') ? part : identifier(part))).join('.');
}

/** Reads the name of a column: `email`, `contact.email`, `stage.name->>en_US`. */
export function columnReference(name: string, joins: readonly CrmJoin[]): ColumnReference {
  const [whole = '', ...members] = name.split('->>');
  const member = members.length > 0 ? members.join('->>') : undefined;
  const dot = whole.indexOf('.');
  const join = joins.find((each) => each.name === whole.slice(0, dot))?.name;
  return { join, column: join === undefined ? whole : whole.slice(dot + 1), member };
}

/** Name of a column among {@link ColumnTypes}: without a member of its JSON. */
export function typeKey({ join, column }: ColumnReference): string {
  return join === undefined ? column : `${join}.${column}`;
}

/** Expression of a column of the entity, whose alias is `r`, or of a joined row. */
export function columnSql(name: string, joins: readonly CrmJoin[]): string {
  const { join, column, member } = columnReference(name, joins);
  const whole = `${join === undefined ? 'r' : identifier(join)}.${identifier(column)}`;
  return member === undefined ? whole : `(${whole} ->> ${literal(member)})`;
}

/** FROM clause of an entity `r` with its joined rows. */
export function fromSql({ table, joins }: Pick<CrmEntity, 'table' | 'joins'>): string {
  const joined = joins.map(
    ({ name, table: of, key, from }) =>
      `LEFT JOIN ${tableName(of)} ${identifier(name)} ON ${identifier(name)}.${identifier(key)} = ${columnSql(from, joins)}`,
  );
  return [`${tableName(table)} r`, ...joined].join(' ');
}

/** Condition of the rows that an entity reads. */
export function filterSql({ filter = [], joins }: Pick<CrmEntity, 'filter' | 'joins'>): string {
  const conditions = filter.map(
    ({ column, values }) => `${columnSql(column, joins)}::text IN (${values.map(literal).join(', ')})`,
  );
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}

/** Quotes a text, whatever `standard_conforming_strings` is. */
function literal(text: string): string {
  const quoted = `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
  return text.includes('\\') ? `E${quoted}` : quoted;
}

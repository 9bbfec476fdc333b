import { DomainError } from '../../platform/errors.ts';
import { corrupt } from './log-text.ts';

/** Types of columns that every reader of Delta tables has. */
export type DeltaType =
  | 'string'
  | 'long'
  | 'integer'
  | 'short'
  | 'byte'
  | 'double'
  | 'float'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'binary'
  | `decimal(${number},${number})`;

/** A column of a Delta table. */
export interface DeltaColumn {
  readonly name: string;
  readonly type: DeltaType;
  readonly nullable: boolean;
  readonly comment?: string;
}

const DUCK_TYPES: Readonly<Record<string, string>> = {
  string: 'VARCHAR',
  long: 'BIGINT',
  integer: 'INTEGER',
  short: 'SMALLINT',
  byte: 'TINYINT',
  double: 'DOUBLE',
  float: 'FLOAT',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP WITH TIME ZONE',
  binary: 'BLOB',
};

/** Types whose values have one text, which is how the log holds those of partitions. */
const PARTITION_TYPES: readonly DeltaType[] = ['string', 'long', 'integer', 'short', 'byte', 'boolean', 'date'];

const DECIMAL = /^decimal\((\d{1,2}),(\d{1,2})\)$/;

/** DuckDB's name of a column's type. */
export function duckType(type: DeltaType): string {
  return DUCK_TYPES[type] ?? type.toUpperCase();
}

/** The struct type of Spark for columns, as JSON. */
export function schemaText(columns: readonly DeltaColumn[]): string {
  const fields = columns.map(({ name, type, nullable, comment }) => ({
    name,
    type,
    nullable,
    metadata: comment === undefined ? {} : { comment },
  }));
  return JSON.stringify({ type: 'struct', fields });
}

interface SparkField {
  readonly name: string;
  readonly type: unknown;
  readonly nullable: boolean;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/**
 * Columns of a struct type of Spark.
 *
 * @throws {DomainError} LAKE_PROTOCOL_UNSUPPORTED for nested and other types than {@link DeltaType}; LAKE_LOG_CORRUPT
 */
export function parseSchema(schemaString: string, table: string): readonly DeltaColumn[] {
  return parseFields(schemaString, table).map(({ name, type, nullable, metadata }) => {
    if (!isDeltaType(type)) throw unsupportedType(table, name, type);
    const comment = metadata?.comment;
    return typeof comment === 'string' ? { name, type, nullable, comment } : { name, type, nullable };
  });
}

/** Names of columns with constraints that a writer of version 2 has to hold, as Spark's column invariants. */
export function columnsWithInvariants(schemaString: string, table: string): readonly string[] {
  const fields = parseFields(schemaString, table);
  return fields.filter(({ metadata }) => metadata?.['delta.invariants'] !== undefined).map(({ name }) => name);
}

function parseFields(schemaString: string, table: string): readonly SparkField[] {
  try {
    const { fields } = JSON.parse(schemaString) as { readonly fields?: readonly SparkField[] };
    if (Array.isArray(fields) && fields.every(({ name }) => typeof name === 'string')) return fields;
  } catch (error) {
    throw corrupt(table, 'found a schema that is not JSON', error);
  }
  throw corrupt(table, 'found a schema that is not a struct');
}

/**
 * Checks columns of a new table.
 *
 * @throws {RangeError} for no column, a name that Parquet readers do not take, a name twice, an unknown type
 */
export function checkColumns(columns: readonly DeltaColumn[], partitionBy: readonly string[]): void {
  const seen = new Set<string>();
  for (const { name, type } of columns) {
    if (!/^[^ ,;{}()\n\t=]+$/.test(name))
      throw new RangeError(`column name '${name}': found characters of " ,;{}()\\n\\t="`);
    if (seen.has(name.toLowerCase())) throw new RangeError(`column ${name}: found twice`);
    if (!isDeltaType(type)) throw new RangeError(`column ${name}: found the type ${type}`);
    seen.add(name.toLowerCase());
  }
  for (const name of partitionBy) {
    const type = columns.find((column) => column.name === name)?.type;
    if (type === undefined || !PARTITION_TYPES.includes(type))
      throw new RangeError(`partition column ${name}: found ${type}, expected one of ${PARTITION_TYPES.join(', ')}`);
  }
  if (columns.length <= partitionBy.length) throw new RangeError('found no column beside those of the partitions');
}

function isDeltaType(type: unknown): type is DeltaType {
  return typeof type === 'string' && (type in DUCK_TYPES || DECIMAL.test(type));
}

function unsupportedType(table: string, column: string, type: unknown): DomainError {
  const found = typeof type === 'string' ? type : ((type as { readonly type?: string } | null)?.type ?? 'unknown');
  return new DomainError(
    'LAKE_PROTOCOL_UNSUPPORTED',
    `table ${table}, column ${column}: found the type ${found}, expected one of ${Object.keys(DUCK_TYPES).join(', ')}, decimal`,
    { table, column, found },
  );
}

import type { DuckRow } from '../duckdb/duck-connection.ts';
import type { DeltaColumn, DeltaType } from './delta-column.ts';

const PREFIX = 32;
const LAST_CHARACTER = '\u{10FFFF}';

/** Facts of DuckDB about one column of a file that it wrote; texts. */
type ColumnFacts = ReadonlyMap<string, string>;

/** Facts about a file that DuckDB wrote, from COPY … (RETURN_STATS). */
export interface WrittenFile {
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  readonly columns: ReadonlyMap<string, ColumnFacts>;
  readonly partition: ReadonlyMap<string, string | null>;
}

/** Reads a row of COPY … (RETURN_STATS). */
export function writtenFile(row: DuckRow): WrittenFile {
  const columns = entries(row.column_statistics).map(
    ([name, facts]) => [unquote(name), new Map(entries(facts))] as const,
  );
  return {
    file: String(row.filename),
    rows: Number(row.count),
    bytes: Number(row.file_size_bytes),
    columns: new Map(columns) as ReadonlyMap<string, ColumnFacts>,
    partition: new Map(entries(row.partition_keys)) as ReadonlyMap<string, string | null>,
  };
}

/** Number of nulls in a column of a file. */
export function nullCount(file: WrittenFile, column: string): number {
  if (file.partition.has(column)) return file.partition.get(column) == null ? file.rows : 0;
  return Number(file.columns.get(column)?.get('null_count') ?? 0);
}

/**
 * Statistics of a file as JSON: numRecords, minValues, maxValues, nullCount.
 *
 * Texts are cut to 32 characters, the greatest then ends with U+10FFFF beside them. Columns with NaN, truth values and bytes have
 * no least and greatest. Written by hand, as 64-bit integers do not fit into a number of JavaScript.
 */
export function statsText(file: WrittenFile, columns: readonly DeltaColumn[]): string {
  const own = columns.filter(({ name }) => file.columns.has(name));
  const bound = (which: 'min' | 'max') =>
    own.flatMap(({ name, type }) => {
      const facts = file.columns.get(name);
      const value = facts?.get('has_nan') === 'true' ? undefined : facts?.get(which);
      const text = value === undefined ? undefined : boundText(type, value, which);
      return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
    });
  const nulls = own.map(({ name }) => `${JSON.stringify(name)}:${nullCount(file, name)}`);
  return `{"numRecords":${file.rows},"minValues":{${bound('min')}},"maxValues":{${bound('max')}},"nullCount":{${nulls}}}`;
}

function boundText(type: DeltaType, value: string, which: 'min' | 'max'): string | undefined {
  if (type === 'string') return JSON.stringify(cutText(value, which)) as string | undefined;
  if (type === 'date') return JSON.stringify(value);
  if (type === 'timestamp') return timestampText(value, which);
  if (type === 'boolean' || type === 'binary') return undefined;
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value) ? value : undefined;
}

/** A text of at most 32 characters that bounds another; undefined where there is none. */
function cutText(value: string, which: 'min' | 'max'): string | undefined {
  const characters = [...value.slice(0, 2 * PREFIX + 2)];
  if (characters.length <= PREFIX) return value;
  const prefix = characters.slice(0, PREFIX).join('');
  if (which === 'min') return prefix;
  return characters[PREFIX] === LAST_CHARACTER ? undefined : prefix + LAST_CHARACTER;
}

/** Milliseconds: the least is cut, the greatest rounded up. */
function timestampText(value: string, which: 'min' | 'max'): string | undefined {
  const time = Date.parse(
    value
      .replace(' ', 'T')
      .replace(/\+00$/, 'Z')
      .replace(/(\.\d{3})\d+/, '$1'),
  );
  return Number.isNaN(time) ? undefined : JSON.stringify(new Date(which === 'max' ? time + 1 : time).toISOString());
}

/** Entries of a map of DuckDB. */
function entries(map: unknown): readonly (readonly [string, never])[] {
  const list = (map as readonly { readonly key: string; readonly value: never }[] | null) ?? [];
  return list.map(({ key, value }) => [key, value] as const);
}

const unquote = (name: string): string => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name);

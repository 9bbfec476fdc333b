import { type DeltaColumn, duckType } from '../../../lake/delta/delta-column.ts';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';

/** A column of every type. */
export const TYPED_COLUMNS: readonly DeltaColumn[] = [
  { name: 'id', type: 'integer', nullable: false },
  { name: 'part', type: 'string', nullable: true },
  { name: 'text', type: 'string', nullable: true, comment: 'any text' },
  { name: 'long', type: 'long', nullable: true },
  { name: 'short', type: 'short', nullable: true },
  { name: 'byte', type: 'byte', nullable: true },
  { name: 'double', type: 'double', nullable: true },
  { name: 'float', type: 'float', nullable: true },
  { name: 'flag', type: 'boolean', nullable: true },
  { name: 'day', type: 'date', nullable: true },
  { name: 'time', type: 'timestamp', nullable: true },
  { name: 'bytes', type: 'binary', nullable: true },
  { name: 'amount', type: 'decimal(20,4)', nullable: true },
];

/** A row of {@link TYPED_COLUMNS}: long integers and decimals are texts, times microseconds, bytes hexadecimal. */
export type TypedRow = Readonly<Record<string, string | number | boolean | null>>;

const ROWS = `SELECT ${TYPED_COLUMNS.map(({ name, type }) => `CAST("${name}" AS ${duckType(type)}) AS "${name}"`).join(', ')} FROM (VALUES
  (1, 'a', '', 9223372036854775807, 32767, 127, 0.1, 0.5::FLOAT, true, DATE '2026-02-28', TIMESTAMPTZ '2026-02-28 23:59:59.999999+00', '\\x00\\xFF'::BLOB, 9999999999999999.9999),
  (2, 'a', 'مرحبا — "it''s" \n {x}', -9223372036854775807, -32768, -128, -1e300, 1e30::FLOAT, false, DATE '1970-01-01', TIMESTAMPTZ '1970-01-01 00:00:00+00', ''::BLOB, -0.0001),
  (3, 'x y/ü%=#?', repeat('long text 😀 ', 9), 0, 0, 0, 5e-324, 1e-30::FLOAT, NULL, DATE '9999-12-31', TIMESTAMPTZ '2100-06-01 12:00:00.5+00', 'abc'::BLOB, 0),
  (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (5, 'b', '~', 42, 1, 1, 'nan'::DOUBLE, 'inf'::FLOAT, true, DATE '2000-01-01', TIMESTAMPTZ '2000-01-01 00:00:00.001+00', 'z'::BLOB, 12.5),
  (6, 'b', 'a', 43, 2, 2, -0.0::DOUBLE, '-inf'::FLOAT, false, DATE '2000-01-02', TIMESTAMPTZ '2000-01-01 00:00:00.001001+00', 'y'::BLOB, 13.75))
  t(${TYPED_COLUMNS.map(({ name }) => `"${name}"`).join(', ')})`;

/** Number of rows that {@link writeTypedTable} writes. */
export const TYPED_ROWS = 6;

/** Conditions that all engines spell alike, some of which the statistics of a file can answer. */
export const CONDITIONS: readonly string[] = [
  'id = 3',
  'id > 3',
  "part = 'b'",
  'part IS NULL',
  "text >= 'long text'",
  "text < 'a'",
  'text IS NULL',
  "day > DATE '2000-01-01'",
  'amount > 12.5',
  'flag IS NOT NULL AND NOT flag',
  "time > TIMESTAMP '2000-01-01 00:00:00.001'",
];

/** Creates a table of every type, partitioned, and appends its rows in two commits, each with a version of its writer. */
export async function writeTypedTable(
  lake: Lake,
  path: string,
  properties: Readonly<Record<string, string>> = {},
): Promise<DeltaTable> {
  const table = DeltaTable.at(lake, path);
  await table.create(TYPED_COLUMNS, { partitionBy: ['part'], description: 'a column of every type', properties });
  await table.append(`${ROWS} WHERE id <= 3`, { txn: { appId: 'feed', version: 1 } });
  await table.append(`${ROWS} WHERE id > 3`, { txn: { appId: 'feed', version: 2 } });
  return table;
}

/** As {@link writeTypedTable}, compacted, and with a checkpoint of ours in place of the commits before it. */
export async function writeCheckpointedTable(lake: Lake, path: string): Promise<DeltaTable> {
  const table = await writeTypedTable(lake, path, { 'delta.checkpointInterval': '4' });
  await table.append("SELECT 7::INTEGER AS id, 'b' AS part, 'more' AS text");
  await table.compact();
  await removeCommits(lake, path, 3);
  return table;
}

/** Deletes the commits of a log up to a version. */
export async function removeCommits(lake: Lake, path: string, through: number): Promise<void> {
  for (let version = 0; version <= through; version++)
    await lake.storage.remove(`${path}/_delta_log/${String(version).padStart(20, '0')}.json`);
}

/** Rows of the typed table by id, as we read them. */
export async function readTyped(lake: Lake, path: string, condition = 'true'): Promise<readonly TypedRow[]> {
  const snapshot = await DeltaTable.at(lake, path).snapshot();
  const opened = await snapshot?.open();
  if (!opened) throw new TypeError(`found no table in ${path}`);
  const columns = `id, part, text, CASE WHEN abs("long"::HUGEINT) < 9007199254740992 THEN "long" END AS long, CASE WHEN abs("long"::HUGEINT) >= 9007199254740992 THEN "long"::VARCHAR END AS "longText",
    short, byte, double, float, flag, day::VARCHAR AS day, epoch_us(time) AS time, lower(hex(bytes)) AS bytes, amount::VARCHAR AS amount`;
  try {
    const rows = await lake.duckDb.use((connection) =>
      connection.rows(`SELECT ${columns} FROM ${opened.relation} WHERE ${condition} ORDER BY id`),
    );
    return rows.map(({ longText, ...row }) => ({
      ...plainRow(row),
      long: plainValue(row.long) ?? plainValue(longText),
    }));
  } finally {
    await opened.release();
  }
}

function plainRow(row: Readonly<Record<string, unknown>>): TypedRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: unknown): string | number | boolean | null {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return (value ?? null) as string | number | boolean | null;
}

import type { DeltaColumn } from '../../../lake/delta/delta-column.ts';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';

/** A column of every type, and one to partition by. */
export const SAMPLE_COLUMNS: readonly DeltaColumn[] = [
  { name: 'id', type: 'long', nullable: false, comment: 'counts from 0' },
  { name: 'part', type: 'string', nullable: true },
  { name: 'a_string', type: 'string', nullable: true },
  { name: 'a_long', type: 'long', nullable: true },
  { name: 'an_integer', type: 'integer', nullable: true },
  { name: 'a_short', type: 'short', nullable: true },
  { name: 'a_byte', type: 'byte', nullable: true },
  { name: 'a_double', type: 'double', nullable: true },
  { name: 'a_float', type: 'float', nullable: true },
  { name: 'a_boolean', type: 'boolean', nullable: true },
  { name: 'a_date', type: 'date', nullable: true },
  { name: 'a_timestamp', type: 'timestamp', nullable: true },
  { name: 'a_binary', type: 'binary', nullable: true },
  { name: 'a_decimal', type: 'decimal(20,4)', nullable: true },
];

/** Rows with every value's extremes; every third is null but for its number. */
export function sampleRows(first: number, count: number): string {
  const value = (sql: string) => `CASE WHEN range % 3 = 2 THEN NULL ELSE ${sql} END`;
  return `SELECT range AS id,
    CASE range % 4 WHEN 0 THEN NULL WHEN 1 THEN 'a b/ü%=#?' WHEN 2 THEN 'it''s' ELSE 'plain' END AS part,
    ${value(`repeat('ä€𝄞z', 12) || range`)} AS a_string,
    ${value('9223372036854775807 - range')} AS a_long,
    ${value('(-2147483648 + range)::INTEGER')} AS an_integer,
    ${value('(32767 - range % 100)::SMALLINT')} AS a_short,
    ${value('(range % 100 - 50)::TINYINT')} AS a_byte,
    ${value("CASE WHEN range % 10 = 0 THEN 'NaN'::DOUBLE ELSE range / 7 END")} AS a_double,
    ${value('(range / 7)::FLOAT')} AS a_float,
    ${value('range % 2 = 0')} AS a_boolean,
    ${value("DATE '1969-12-30' + range::INTEGER")} AS a_date,
    ${value("TIMESTAMPTZ '2024-02-29 23:59:59.123456+00' + to_hours(range)")} AS a_timestamp,
    ${value("('\\x00\\xFF'::BLOB)")} AS a_binary,
    ${value('(range * 1000000000 + 0.1234)::DECIMAL(20,4)')} AS a_decimal
  FROM range(${first}, ${first + count})`;
}

/**
 * Writes a partitioned table with every type, nulls, a checkpoint, commits after it, removed files and a txn for foreign
 * readers. It holds the rows of `sampleRows(0, 260)`.
 */
export async function writeSampleTable(lake: Lake, path: string): Promise<void> {
  const table = DeltaTable.at(lake, path);
  await table.create(SAMPLE_COLUMNS, { partitionBy: ['part'], description: 'Sample of every type' });
  await table.append(sampleRows(1_000, 10));
  await table.overwrite(sampleRows(0, 100));
  for (let first = 100; first < 220; first += 10) await table.append(sampleRows(first, 10));
  await table.compact();
  await table.append(sampleRows(220, 40), { txn: { appId: 'sample', version: 3 } });
}

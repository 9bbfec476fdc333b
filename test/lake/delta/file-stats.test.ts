import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import { readActions } from '../../support/lake/log-entries.ts';
import { SAMPLE_COLUMNS, sampleRows } from '../../support/lake/sample-table.ts';
import { temporaryLake } from '../../support/lake/temporary-lake.ts';

test('statistics of a file are those of Delta: exact numbers, cut texts, none where they would mislead', async (t) => {
  const lake = await temporaryLake(t);
  const table = DeltaTable.at(lake, 'sample');
  await table.create(SAMPLE_COLUMNS);
  await table.append(sampleRows(0, 6));
  const actions = await readActions(lake.folder, 'sample', 1);
  const text = String(actions.find((action) => 'add' in action)?.add?.stats);
  assert.match(text, /"a_long":9223372036854775803[,}].*"a_long":9223372036854775807[,}]/);
  const { numRecords, minValues, maxValues, nullCount } = JSON.parse(text);
  assert.equal(numRecords, 6);
  assert.deepEqual([nullCount.id, nullCount.a_string, nullCount.part], [0, 2, 2]);
  assert.deepEqual([minValues.id, maxValues.id], [0, 5]);
  assert.equal(minValues.a_string, 'ä€𝄞z'.repeat(8));
  assert.equal(maxValues.a_string, `${'ä€𝄞z'.repeat(8)}\u{10FFFF}`);
  assert.deepEqual([minValues.a_date, maxValues.a_date], ['1969-12-30', '1970-01-03']);
  assert.deepEqual(
    [minValues.a_timestamp, maxValues.a_timestamp],
    ['2024-02-29T23:59:59.123Z', '2024-03-01T03:59:59.124Z'],
  );
  for (const column of ['a_double', 'a_boolean', 'a_binary']) assert.equal(column in minValues, false, column);
  assert.deepEqual([minValues.a_decimal, maxValues.a_decimal], [0.1234, 4000000000.1234]);
});

test('statistics bound every value: texts that differ only after the cut, and infinite numbers', async (t) => {
  const lake = await temporaryLake(t);
  const table = DeltaTable.at(lake, 'things');
  await table.create([
    { name: 'text', type: 'string', nullable: true },
    { name: 'number', type: 'double', nullable: true },
  ]);
  const texts = [
    '',
    'x'.repeat(32),
    'x'.repeat(33),
    `${'x'.repeat(31)}𝄞`,
    'x'.repeat(100_000),
    '\u{10FFFF}'.repeat(40),
  ];
  for (const text of texts)
    await table.append(`SELECT '${text}' AS text, unnest(['inf'::DOUBLE, '-inf'::DOUBLE, 1e300, -1e-300]) AS number`);
  for (const [index, text] of texts.entries()) {
    const actions = await readActions(lake.folder, 'things', index + 1);
    const { minValues, maxValues } = JSON.parse(String(actions.find((action) => 'add' in action)?.add?.stats));
    const bytes = (value: string) => Buffer.from(value);
    // texts beyond DuckDB's own limit have none
    if (minValues.text !== undefined)
      assert.ok(Buffer.compare(bytes(minValues.text), bytes(text)) <= 0, text.slice(0, 40));
    if (maxValues.text !== undefined)
      assert.ok(Buffer.compare(bytes(maxValues.text), bytes(text)) >= 0, text.slice(0, 40));
    assert.equal('number' in minValues, false);
  }
});

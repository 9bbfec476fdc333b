import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetaDataAction } from '../../../lake/delta/delta-action.ts';
import { parseSchema } from '../../../lake/delta/delta-column.ts';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import { requireReadable, requireWritable } from '../../../lake/delta/protocol.ts';
import { writeCommit } from '../../support/lake/log-entries.ts';
import { tableRows, temporaryLake } from '../../support/lake/temporary-lake.ts';

const UNSUPPORTED = { code: 'LAKE_PROTOCOL_UNSUPPORTED' };
const metaData = (schemaString = '{"type":"struct","fields":[]}'): MetaDataAction => ({
  id: 'x',
  format: { provider: 'parquet' },
  schemaString,
  partitionColumns: [],
});

test('protocols up to reader 1 and writer 2 are taken, and features that change nothing', () => {
  const read = (minReaderVersion: number, readerFeatures?: string[]) => () =>
    requireReadable('t', { minReaderVersion, minWriterVersion: 7, ...(readerFeatures && { readerFeatures }) });
  const write = (minWriterVersion: number, writerFeatures?: string[]) => () =>
    requireWritable(
      't',
      { minReaderVersion: 1, minWriterVersion, ...(writerFeatures && { writerFeatures }) },
      metaData(),
    );
  for (const fine of [read(1), read(3, []), write(1), write(2), write(7, ['appendOnly', 'invariants'])]) fine();
  const refused = [
    read(2),
    read(3, ['deletionVectors']),
    read(4),
    write(3),
    write(4),
    write(7, ['appendOnly', 'rowTracking']),
  ];
  for (const call of refused) assert.throws(call, UNSUPPORTED);
});

test('invariants of columns and types that not every reader has are refused', () => {
  const schema = (type: unknown, fieldMetadata = {}) =>
    JSON.stringify({ type: 'struct', fields: [{ name: 'a', type, nullable: true, metadata: fieldMetadata }] });
  const invariant = schema('long', { 'delta.invariants': '{"expression":{"expression":"a > 3"}}' });
  const protocol = { minReaderVersion: 1, minWriterVersion: 2 };
  assert.throws(() => requireWritable('t', protocol, metaData(invariant)), UNSUPPORTED);
  for (const type of [{ type: 'array', elementType: 'long', containsNull: true }, 'variant', 'timestamp_ntz', null, 7])
    assert.throws(() => parseSchema(schema(type), 't'), UNSUPPORTED, JSON.stringify(type));
  assert.equal(parseSchema(schema('decimal(38,10)'), 't')[0]?.type, 'decimal(38,10)');
});

test('a table whose protocol another writer raises is neither read nor written any more, but at its older versions', async (t) => {
  const lake = await temporaryLake(t);
  const table = DeltaTable.at(lake, 'things');
  await table.create([{ name: 'id', type: 'long', nullable: false }]);
  await table.append('SELECT 1::BIGINT AS id');
  const features = { readerFeatures: ['deletionVectors'], writerFeatures: ['deletionVectors'] };
  await writeCommit(lake.folder, 'things', 2, [
    { protocol: { minReaderVersion: 3, minWriterVersion: 7, ...features } },
  ]);
  for (const known of [table, DeltaTable.at({ ...lake }, 'things')]) {
    await assert.rejects(known.snapshot(), { ...UNSUPPORTED, message: /deletionVectors/ });
    await assert.rejects(known.append('SELECT 2::BIGINT AS id'), UNSUPPORTED);
    await assert.rejects(known.vacuum(), UNSUPPORTED);
  }
  assert.equal((await tableRows(lake, 'things', 'ALL', { version: 1 })).length, 1);
});

test('a table whose writer version another writer raises is read, and not written', async (t) => {
  const lake = await temporaryLake(t);
  const table = DeltaTable.at(lake, 'things');
  await table.create([{ name: 'id', type: 'long', nullable: false }]);
  await table.append('SELECT 1::BIGINT AS id');
  await writeCommit(lake.folder, 'things', 2, [{ protocol: { minReaderVersion: 1, minWriterVersion: 4 } }]);
  assert.equal((await tableRows(lake, 'things')).length, 1);
  await assert.rejects(table.append('SELECT 2::BIGINT AS id'), UNSUPPORTED);
  await assert.rejects(table.overwrite('SELECT 2::BIGINT AS id'), UNSUPPORTED);
  await assert.rejects(table.compact(), UNSUPPORTED);
});

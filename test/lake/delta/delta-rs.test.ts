import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import { whyNoLakePython } from '../../support/lake/lake-python.ts';
import { type PythonSession, startPython } from '../../support/lake/python-session.ts';
import { tableRows, temporaryLake } from '../../support/lake/temporary-lake.ts';
import {
  readTyped,
  removeCommits,
  TYPED_ROWS,
  type TypedRow,
  writeCheckpointedTable,
  writeTypedTable,
} from '../../support/lake/typed-table.ts';

const skip = whyNoLakePython('deltalake', 'pyarrow', 'pandas') ?? false;

const READ = `
from deltalake import DeltaTable
table = DeltaTable(given['path'])
rows = table.to_pyarrow_table().sort_by('id').to_pylist()
result = {'rows': rows, 'version': table.version(), 'protocol': [table.protocol().min_reader_version, table.protocol().min_writer_version]}`;

describe('tables of the lake and delta-rs', { skip }, () => {
  let python: PythonSession;
  before(() => {
    python = startPython();
  });
  after(() => python.close());

  test('delta-rs reads every value of a table of ours', async (t) => {
    const lake = await temporaryLake(t);
    await writeTypedTable(lake, 'typed');
    const found = await python.run<{ rows: TypedRow[]; version: number; protocol: number[] }>(READ, {
      path: `${lake.folder}/typed`,
    });
    assert.equal(found.rows.length, TYPED_ROWS);
    assert.deepEqual(found.rows, await readTyped(lake, 'typed'));
    assert.deepEqual([found.version, found.protocol], [2, [1, 2]]);
  });

  test('delta-rs appends to a table of ours, and we read its rows and keep our writer version', async (t) => {
    const lake = await temporaryLake(t);
    const table = await writeTypedTable(lake, 'typed');
    await python.run(
      `
import pyarrow as pa
from deltalake import DeltaTable, write_deltalake
rows = DeltaTable(given['path']).to_pyarrow_table()
more = rows.set_column(0, rows.schema.field(0), pa.array([each + 100 for each in rows['id'].to_pylist()], pa.int32()))
write_deltalake(given['path'], more, mode='append')`,
      { path: `${lake.folder}/typed` },
    );
    const before = await readTyped(lake, 'typed', 'id < 100');
    const copied = await readTyped(lake, 'typed', 'id > 100');
    assert.deepEqual(
      copied,
      before.map((row) => ({ ...row, id: Number(row.id) + 100 })),
    );
    const repeat = await table.append('SELECT 9 AS id', { txn: { appId: 'feed', version: 2 } });
    assert.deepEqual([repeat.isRepeat, (await table.snapshot())?.rows], [true, 2 * TYPED_ROWS]);
  });

  test('delta-rs compacts and deletes rows of a table of ours, and we read what is left', async (t) => {
    const lake = await temporaryLake(t);
    const table = await writeTypedTable(lake, 'typed');
    await table.append("SELECT 7 AS id, 'b' AS part, 'more' AS text");
    const expected = (await readTyped(lake, 'typed')).filter(({ id }) => id !== 3 && id !== 5);
    const path = `${lake.folder}/typed`;
    await python.run("from deltalake import DeltaTable\nDeltaTable(given['path']).optimize.compact()", { path });
    assert.equal((await table.snapshot())?.files.length, 4);
    await python.run("DeltaTable(given['path']).delete('id = 3 OR id = 5')", { path });
    assert.deepEqual(await readTyped(lake, 'typed'), expected);
    assert.equal((await table.snapshot())?.txnVersion('feed'), 2);
  });

  test('a checkpoint of delta-rs is read by us, without the log before it', async (t) => {
    const lake = await temporaryLake(t);
    const table = await writeTypedTable(lake, 'typed');
    const expected = await readTyped(lake, 'typed');
    await python.run("from deltalake import DeltaTable\nDeltaTable(given['path']).create_checkpoint()", {
      path: `${lake.folder}/typed`,
    });
    await removeCommits(lake, 'typed', 2);
    const fresh = { ...lake };
    assert.deepEqual(await readTyped(fresh, 'typed'), expected);
    const snapshot = await DeltaTable.at(fresh, 'typed').snapshot();
    assert.deepEqual([snapshot?.version, snapshot?.txnVersion('feed')], [(await table.snapshot())?.version, 2]);
  });

  test('a checkpoint of ours is read by delta-rs, without the log before it, and a table that we compacted', async (t) => {
    const lake = await temporaryLake(t);
    const table = await writeCheckpointedTable(lake, 'typed');
    const found = await python.run<{ rows: TypedRow[]; version: number }>(READ, { path: `${lake.folder}/typed` });
    assert.deepEqual(found.rows, await readTyped(lake, 'typed'));
    assert.deepEqual([found.version, found.rows.length], [(await table.snapshot())?.version, TYPED_ROWS + 1]);
  });

  test('a table of delta-rs is read and written by us', async (t) => {
    const lake = await temporaryLake(t);
    await python.run(
      `
import pyarrow as pa
from deltalake import write_deltalake
write_deltalake(given['path'], pa.table({'id': pa.array([1, 2], pa.int64()), 'name': ['a', None]}))`,
      { path: `${lake.folder}/theirs` },
    );
    await DeltaTable.at(lake, 'theirs').append("SELECT 3 AS id, 'c' AS name");
    const expected = [
      { id: 1n, name: 'a' },
      { id: 2n, name: null },
      { id: 3n, name: 'c' },
    ];
    assert.deepEqual(await tableRows(lake, 'theirs'), expected);
    const found = await python.run<{ rows: unknown[] }>(READ, { path: `${lake.folder}/theirs` });
    assert.deepEqual(
      found.rows,
      expected.map(({ id, name }) => ({ id: Number(id), name })),
    );
  });

  test('writers of ours and one of delta-rs that race lose and double nothing', async (t) => {
    const lake = await temporaryLake(t);
    const table = DeltaTable.at(lake, 'race');
    await table.create([{ name: 'id', type: 'long', nullable: true }]);
    const foreign = python.run(
      `
import pyarrow as pa
from deltalake import write_deltalake
for at in range(20):
    write_deltalake(given['path'], pa.table({'id': pa.array([4000 + at], pa.int64())}), mode='append')`,
      { path: `${lake.folder}/race` },
    );
    const ours = [0, 1, 2, 3].map(async (writer) => {
      // a lake of its own: each writer knows the log only as it is on disk
      const own = DeltaTable.at({ ...lake }, 'race');
      for (let at = 0; at < 20; at++) await own.append(`SELECT ${writer * 1000 + at} AS id`);
    });
    await Promise.all([foreign, ...ours]);
    const ids = (await tableRows(lake, 'race')).map(({ id }) => Number(id));
    const expected = [0, 1, 2, 3, 4].flatMap((writer) => Array.from({ length: 20 }, (_, at) => writer * 1000 + at));
    assert.deepEqual(ids, expected);
    assert.equal((await table.snapshot())?.version, 100);
  });
});

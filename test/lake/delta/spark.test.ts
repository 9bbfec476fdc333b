import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import { whyNoLakePython } from '../../support/lake/lake-python.ts';
import { type PythonSession, startPython } from '../../support/lake/python-session.ts';
import { tableRows, temporaryLake } from '../../support/lake/temporary-lake.ts';
import {
  CONDITIONS,
  readTyped,
  removeCommits,
  TYPED_ROWS,
  type TypedRow,
  writeCheckpointedTable,
  writeTypedTable,
} from '../../support/lake/typed-table.ts';

const skip = whyNoLakePython('pyspark', 'delta') ?? false;

const START = `
import functools
from delta.tables import DeltaTable
from pyspark.sql import functions as F
spark = start_spark()

def load(path):
    return spark.read.format('delta').load(path)

def properties(path, **values):
    text = ', '.join(f"'{name.replace('_', '.')}' = '{value}'" for name, value in values.items())
    spark.sql(f"ALTER TABLE delta.\`{path}\` SET TBLPROPERTIES ({text})")`;

const UPGRADES: readonly (readonly [string, string])[] = [
  ['deletion vectors', "properties(given['path'], delta_enableDeletionVectors='true')"],
  [
    'column mapping',
    "properties(given['path'], delta_columnMapping_mode='name', delta_minReaderVersion='2', delta_minWriterVersion='5')",
  ],
];

describe('tables of the lake and Spark', { skip }, () => {
  let python: PythonSession;
  before(async () => {
    python = startPython();
    await python.run(START);
  });
  after(() => python.close());

  test('Spark reads every value of a table of ours, and finds the same rows by condition', async (t) => {
    const lake = await temporaryLake(t);
    await writeTypedTable(lake, 'typed');
    const path = `${lake.folder}/typed`;
    const rows = await python.run<TypedRow[]>(
      "result = [row.asDict() for row in load(given['path']).orderBy('id').collect()]",
      { path },
    );
    assert.equal(rows.length, TYPED_ROWS);
    assert.deepEqual(rows, await readTyped(lake, 'typed'));
    const found = await python.run<number[][]>(
      `
table = load(given['path'])
parts = [table.where(each).select(F.lit(at).alias('at'), 'id') for at, each in enumerate(given['conditions'])]
rows = functools.reduce(lambda one, other: one.unionAll(other), parts).collect()
result = [sorted(row.id for row in rows if row.at == at) for at in range(len(parts))]`,
      { path, conditions: CONDITIONS },
    );
    for (const [at, condition] of CONDITIONS.entries())
      assert.deepEqual(
        found[at],
        (await readTyped(lake, 'typed', condition)).map(({ id }) => id),
        condition,
      );
  });

  test('Spark appends, compacts and deletes in a table of ours, and we read what is left', async (t) => {
    const lake = await temporaryLake(t);
    const table = await writeTypedTable(lake, 'typed');
    const before = await readTyped(lake, 'typed');
    await python.run(
      `
load(given['path']).withColumn('id', F.col('id') + 100).write.format('delta').mode('append').save(given['path'])
table = DeltaTable.forPath(spark, given['path'])
table.optimize().executeCompaction()
table.delete('id IN (3, 5, 104)')`,
      { path: `${lake.folder}/typed` },
    );
    const expected = [...before, ...before.map((row) => ({ ...row, id: Number(row.id) + 100 }))];
    assert.deepEqual(
      await readTyped(lake, 'typed'),
      expected.filter(({ id }) => ![3, 5, 104].includes(Number(id))),
    );
    const snapshot = await table.snapshot();
    assert.deepEqual([snapshot?.protocol.minReaderVersion, snapshot?.txnVersion('feed')], [1, 2]);
    assert.equal((await table.append('SELECT 9 AS id')).rows, 1);
  });

  test('Spark and we see the versions of the same writer', async (t) => {
    const lake = await temporaryLake(t);
    const table = await writeTypedTable(lake, 'typed');
    await python.run(
      `
rows = load(given['path']).where('id = 1').withColumn('id', F.col('id') + 10).coalesce(1)
for version in (2, 3, 3):
    rows.write.format('delta').mode('append').option('txnAppId', 'feed').option('txnVersion', version).save(given['path'])`,
      { path: `${lake.folder}/typed` },
    );
    const repeat = await table.append('SELECT 12 AS id', { txn: { appId: 'feed', version: 3 } });
    const snapshot = await table.snapshot();
    assert.deepEqual([repeat.isRepeat, snapshot?.rows, snapshot?.txnVersion('feed')], [true, TYPED_ROWS + 1, 3]);
  });

  test('checkpoints of Spark are read by us, without the log before them', async (t) => {
    const lake = await temporaryLake(t);
    const table = await writeTypedTable(lake, 'typed');
    await python.run(
      `
properties(given['path'], delta_checkpointInterval='2')
for at in range(2):
    load(given['path']).where('id = 1').withColumn('id', F.lit(20 + at)).coalesce(1).write.format('delta').mode('append').save(given['path'])`,
      { path: `${lake.folder}/typed` },
    );
    const expected = await readTyped(lake, 'typed');
    const checkpoints = (await lake.storage.list('typed/_delta_log')).filter(({ path }) =>
      path.includes('checkpoint.parquet'),
    );
    assert.ok(checkpoints.length > 0, 'Spark wrote a checkpoint');
    await removeCommits(lake, 'typed', 3);
    const fresh = { ...lake };
    assert.deepEqual(await readTyped(fresh, 'typed'), expected);
    const snapshot = await DeltaTable.at(fresh, 'typed').snapshot();
    assert.deepEqual([snapshot?.version, snapshot?.txnVersion('feed')], [(await table.snapshot())?.version, 2]);
  });

  test('a checkpoint of ours is read by Spark, without the log before it, and a table that we compacted', async (t) => {
    const lake = await temporaryLake(t);
    await writeCheckpointedTable(lake, 'typed');
    const path = `${lake.folder}/typed`;
    const read = "result = [row.asDict() for row in load(given['path']).orderBy('id').collect()]";
    const rows = await python.run<TypedRow[]>(read, { path });
    assert.equal(rows.length, TYPED_ROWS + 1);
    assert.deepEqual(rows, await readTyped(lake, 'typed'));
  });

  for (const [name, upgrade] of UPGRADES)
    test(`a table that Spark upgraded to ${name} is refused by us`, async (t) => {
      const lake = await temporaryLake(t);
      const table = await writeTypedTable(lake, 'typed');
      await python.run(upgrade, { path: `${lake.folder}/typed` });
      await assert.rejects(table.snapshot(), { code: 'LAKE_PROTOCOL_UNSUPPORTED' });
      await assert.rejects(table.append('SELECT 9 AS id'), { code: 'LAKE_PROTOCOL_UNSUPPORTED' });
    });

  test('a table with a constraint of Spark is read, and not written', async (t) => {
    const lake = await temporaryLake(t);
    const table = await writeTypedTable(lake, 'typed');
    await python.run('spark.sql(f"ALTER TABLE delta.`{given[\'path\']}` ADD CONSTRAINT small CHECK (id < 1000)")', {
      path: `${lake.folder}/typed`,
    });
    assert.equal((await readTyped(lake, 'typed')).length, TYPED_ROWS);
    await assert.rejects(table.append('SELECT 1001 AS id'), { code: 'LAKE_PROTOCOL_UNSUPPORTED' });
  });

  test('a table of Spark is read and appended to by us, and read by Spark', async (t) => {
    const lake = await temporaryLake(t);
    const path = `${lake.folder}/theirs`;
    await python.run(
      "spark.range(3).selectExpr('id', \"concat('n', id) AS name\").write.format('delta').save(given['path'])",
      {
        path,
      },
    );
    await DeltaTable.at(lake, 'theirs').append("SELECT 3 AS id, 'n3' AS name");
    const expected = [0, 1, 2, 3].map((id) => ({ id: BigInt(id), name: `n${id}` }));
    assert.deepEqual(await tableRows(lake, 'theirs'), expected);
    assert.equal(
      await python.run("result = load(given['path']).where(\"name = concat('n', id)\").count()", { path }),
      4,
    );
  });
});

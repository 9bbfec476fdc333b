import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import { whyNoLakePython } from '../../support/lake/lake-python.ts';
import { type PythonSession, startPython } from '../../support/lake/python-session.ts';
import { tableRows, temporaryLake } from '../../support/lake/temporary-lake.ts';
import {
  CONDITIONS,
  readTyped,
  type TypedRow,
  writeCheckpointedTable,
  writeTypedTable,
} from '../../support/lake/typed-table.ts';

const skip = whyNoLakePython('duckdb', 'duckdb_extension_delta') ?? false;

const START = `
import duckdb, duckdb_extension_delta, glob, os
extension, = glob.glob(os.path.join(os.path.dirname(duckdb_extension_delta.__file__), 'extensions', f'v{duckdb.__version__}', 'delta.duckdb_extension'))

connection = duckdb.connect(config={'autoinstall_known_extensions': 'false', 'autoload_known_extensions': 'false'})
connection.execute(f"LOAD '{extension}'")

def rows(path, columns='*', condition='true'):
    found = connection.execute(f"SELECT {columns} FROM delta_scan('{path}') WHERE {condition} ORDER BY id")
    return [dict(zip([each[0] for each in found.description], row)) for row in found.fetchall()]`;

describe("tables of the lake and DuckDB's extension", { skip }, () => {
  let python: PythonSession;
  before(async () => {
    python = startPython();
    await python.run(START);
  });
  after(() => python.close());

  test("DuckDB's extension reads every value of a table of ours, and finds the same rows by condition", async (t) => {
    const lake = await temporaryLake(t);
    await writeTypedTable(lake, 'typed');
    const path = `${lake.folder}/typed`;
    const columns = '* REPLACE (epoch_us(time) AS time)';
    const found = await python.run<TypedRow[]>("result = rows(given['path'], given['columns'])", { path, columns });
    assert.deepEqual(found, await readTyped(lake, 'typed'));
    const ids = await python.run<number[][]>(
      "result = [[row['id'] for row in rows(given['path'], 'id', each)] for each in given['conditions']]",
      { path, conditions: CONDITIONS },
    );
    for (const [at, condition] of CONDITIONS.entries())
      assert.deepEqual(
        ids[at],
        (await readTyped(lake, 'typed', condition)).map(({ id }) => id),
        condition,
      );
  });

  test("a checkpoint of ours is read by DuckDB's extension, without the log before it, and a table that we compacted", async (t) => {
    const lake = await temporaryLake(t);
    await writeCheckpointedTable(lake, 'typed');
    const path = `${lake.folder}/typed`;
    const columns = '* REPLACE (epoch_us(time) AS time)';
    const found = await python.run<TypedRow[]>("result = rows(given['path'], given['columns'])", { path, columns });
    assert.deepEqual(found, await readTyped(lake, 'typed'));
  });

  test("DuckDB's extension appends to a table of ours, and we read its rows", async (t) => {
    const lake = await temporaryLake(t);
    const table = DeltaTable.at(lake, 'things');
    await table.create([
      { name: 'id', type: 'long', nullable: true },
      { name: 'name', type: 'string', nullable: true },
    ]);
    await table.append("SELECT 1 AS id, 'a' AS name", { txn: { appId: 'feed', version: 1 } });
    await python.run(
      "connection.execute(f\"ATTACH '{given['path']}' AS things (TYPE delta)\")\nconnection.execute(\"INSERT INTO things VALUES (2, 'b'), (3, NULL)\")",
      { path: `${lake.folder}/things` },
    );
    assert.deepEqual(await tableRows(lake, 'things'), [
      { id: 1n, name: 'a' },
      { id: 2n, name: 'b' },
      { id: 3n, name: null },
    ]);
    const snapshot = await table.snapshot();
    assert.deepEqual([snapshot?.version, snapshot?.rows, snapshot?.txnVersion('feed')], [2, 3, 1]);
  });
});

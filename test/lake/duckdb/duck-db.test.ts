import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { sqlName, sqlText } from '../../../lake/duckdb/sql-text.ts';
import { entryPoint } from '../../../platform/process/program.ts';
import { truncateFile } from '../../support/lake/log-entries.ts';
import { temporaryLake } from '../../support/lake/temporary-lake.ts';

test('a second statement on a connection with an open stream is refused', async (t) => {
  const { duckDb } = await temporaryLake(t);
  const connection = await duckDb.connect();
  let rows = 0;
  for await (const chunk of connection.stream('FROM range(10000)')) {
    rows += chunk.rowCount;
    await assert.rejects(connection.rows('SELECT 1'), TypeError);
  }
  assert.equal(rows, 10_000);
  for await (const _ of connection.stream('FROM range(10000)')) break;
  assert.deepEqual(await connection.rows('SELECT 1 AS one'), [{ one: 1 }]);
});

test('closing interrupts the statement under way', async (t) => {
  const { duckDb } = await temporaryLake(t);
  const connection = await duckDb.connect();
  const other = await duckDb.connect();
  const endless = 'SELECT sum(hash(range)) FROM range(1000000000000)';
  const running = [connection.rows(endless), other.rows(endless)].map((each) => assert.rejects(each, /Interrupt/));
  await connection.close();
  await running[0];
  await assert.rejects(connection.rows('SELECT 1'), TypeError);
  await duckDb.close();
  await running[1];
  await assert.rejects(duckDb.connect(), TypeError);
});

test('damaged Parquet files, missing ones and too little memory have codes', async (t) => {
  const { duckDb, folder } = await temporaryLake(t);
  const connection = await duckDb.connect();
  const file = `${folder}.parquet`;
  t.after(() => connection.close());
  const read = () => connection.rows(`SELECT sum(id) FROM read_parquet(${sqlText(file)})`);
  await assert.rejects(read(), { code: 'LAKE_FILE_MISSING' });
  for (const share of [0.999, 0.5, 0.001, 0]) {
    await connection.run(`COPY (SELECT range AS id FROM range(100000)) TO ${sqlText(file)}`);
    await truncateFile(file, share);
    await assert.rejects(read(), { code: 'LAKE_FILE_CORRUPT' }, String(share));
  }
  await writeFile(file, 'PAR1 is not all it takes PAR1');
  await assert.rejects(read(), { code: 'LAKE_FILE_CORRUPT' });
  await assert.rejects(connection.rows("SELECT array_agg(repeat('x', 1000) || range) FROM range(3000000)"), {
    code: 'LAKE_MEMORY_EXCEEDED',
  });
  await assert.rejects(connection.rows('SELECT nothing'), (error) => !('code' in (error as object)));
});

test('texts and names are quoted', async (t) => {
  const { duckDb } = await temporaryLake(t);
  const odd = `it's "odd" \\ ; -- ü`;
  assert.deepEqual(await duckDb.use((connection) => connection.rows(`SELECT ${sqlText(odd)} AS ${sqlName(odd)}`)), [
    { [odd]: odd },
  ]);
});

test('the native library is loaded at the first connection, and not before', () => {
  const { url, execArgv } = entryPoint('lake/duckdb/duck-db.ts');
  const program = `const { DuckDb } = await import(${JSON.stringify(url.href)});
    await DuckDb.open({ memoryMb: 64, threads: 1, tempDir: ${JSON.stringify(join('/', 'nowhere'))} });
    console.log(process.report.getReport().sharedObjects.filter((name) => name.includes('duckdb')).length)`;
  const output = execFileSync(process.execPath, [...execArgv, '--input-type=module', '--eval', program], {
    encoding: 'utf8',
  });
  assert.equal(output.trim(), '0');
});

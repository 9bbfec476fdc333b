import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openEmbedded, type TestDatabase } from '../../support/database/databases.ts';
import { assertSameFeatures, lakeEngine, tableOf } from '../../support/lake/feature-engine.ts';
import { FIXED_TIMES, fillLeads, openFilledLake } from '../../support/lake/filled-lake.ts';
import { whyNoLakePython } from '../../support/lake/lake-python.ts';
import { type PythonSession, startPython } from '../../support/lake/python-session.ts';
import { START_SPARK } from '../../support/lake/spark-job.ts';
import { tableRows } from '../../support/lake/temporary-lake.ts';
import { isThorough } from '../../support/runner/thorough.ts';

const skip = whyNoLakePython('pyspark', 'delta') ?? false;

const LEADS = isThorough() ? 100_000 : 1_000;

describe(`features of ${LEADS} leads on Spark`, { skip }, () => {
  let python: PythonSession;
  let database: TestDatabase;
  let lake: Awaited<ReturnType<typeof openFilledLake>>;
  before(async () => {
    python = startPython();
    database = await openEmbedded('leads', 'scores');
    await fillLeads(database.database, LEADS);
    lake = await openFilledLake(database.database);
    await python.run(START_SPARK);
  });
  after(async () => {
    await python?.close();
    await lake?.close();
    await database?.close();
  });

  for (const asOf of FIXED_TIMES)
    test(`Features on Spark as of ${new Date(asOf).toISOString()} are those of DuckDB, in every bit`, async () => {
      const output = `computed/at-${asOf}`;
      await python.run("features.compute_features(spark, features.parse(given['args']))", {
        args: ['--lake', lake.folder, '--as-of', String(asOf), '--output', `${lake.folder}/${output}`],
      });
      const expected = await lakeEngine(lake).featuresAt(asOf);
      assert.ok(expected.size > LEADS / 20);
      const rows = await tableRows(lake, output, 'lead_id');
      assert.ok(rows.every((row) => row.as_of === BigInt(asOf)));
      assertSameFeatures(tableOf(rows), expected, 'spark');
    });
});

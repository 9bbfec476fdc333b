import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { onEachDatabase, type TestDatabase } from '../../support/database/databases.ts';
import {
  assertSameFeatures,
  databaseEngine,
  type FeatureTable,
  lakeEngine,
  scoringEngine,
} from '../../support/lake/feature-engine.ts';
import { FIXED_TIMES, fillLeads, openFilledLake } from '../../support/lake/filled-lake.ts';
import { isThorough } from '../../support/runner/thorough.ts';

const LEADS = isThorough() ? 100_000 : 1_000;
/** Features by the first database, for the next one. */
const first = new Map<number, FeatureTable>();

onEachDatabase((kind, open) => {
  describe(`features of ${LEADS} leads on ${kind}`, () => {
    let db: TestDatabase;
    let lake: Awaited<ReturnType<typeof openFilledLake>>;
    before(async () => {
      db = await open('leads', 'scores');
      await fillLeads(db.database, LEADS);
      lake = await openFilledLake(db.database);
    });
    after(async () => {
      await lake?.close();
      await db?.close();
    });

    for (const asOf of FIXED_TIMES)
      test(`as of ${new Date(asOf).toISOString()} are those of DuckDB, in every bit`, async () => {
        const expected = await databaseEngine(db.database).featuresAt(asOf);
        assert.ok(expected.size > LEADS / 20);
        const some = new Map([...expected].slice(0, 1_000));
        assertSameFeatures(await scoringEngine(db.database, [...some.keys()]).featuresAt(asOf), some, 'scoring');
        assertSameFeatures(await lakeEngine(lake).featuresAt(asOf), expected, 'duckdb');
        const others = first.get(asOf);
        if (others) assertSameFeatures(expected, others, kind);
        else first.set(asOf, expected);
      });
  });
});

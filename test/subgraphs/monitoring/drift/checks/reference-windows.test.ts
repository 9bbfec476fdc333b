import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { onEachDatabase, type TestDatabase } from '../../../../support/database/databases.ts';
import { codeOf } from '../../../../support/models/models-bench.ts';
import { DriftWorld, HOUR_MS, NOW } from '../../../../support/monitoring/drift-world.ts';

const ago = (hours: number) => new Date(NOW - hours * HOUR_MS).toISOString();

onEachDatabase((kind, open) => {
  describe(`reference windows on ${kind}`, () => {
    let store: TestDatabase;
    let world: DriftWorld;

    before(async () => {
      store = await open(...DriftWorld.schemas);
      world = await DriftWorld.open(store);
      await world.addVersion(2);
      const hours = (from: number, until: number) => ({ from: NOW - from * HOUR_MS, until: NOW - until * HOUR_MS });
      const busier = { change: (features: object) => ({ ...features, page_views: 500 }) };
      await world.addPredictions({ version: 2, rows: 1_000, ...hours(72, 48), seed: 1 });
      await world.addPredictions({ version: 2, rows: 1_000, ...hours(48, 24), seed: 2, ...busier });
      await world.addPredictions({ version: 2, rows: 1_000, ...hours(24, 0), seed: 3, ...busier });
    });

    after(async () => {
      await world.close();
      await store.close();
    });

    const fix = (version: number, from: number, until: number, reason = 'first quiet week') =>
      world.ask(
        `mutation ($from: DateTime!, $until: DateTime!) {
          setReferenceWindow(version: ${version}, from: $from, until: $until, reason: "${reason}") {
            referenceWindow { id modelVersion { version } from until rows fixedAt fixedBy reason }
          }
        }`,
        { from: ago(from), until: ago(until) },
      );
    const check = async () => {
      const answer = await world.ask(
        'mutation { runDriftCheck(version: 2) { report { outcome reference { source rows from } } } }',
      );
      return answer.errors ? codeOf(answer) : answer.data.runDriftCheck.report;
    };

    test('A version without a reference window gets one of its predictions, with actor and reason', async () => {
      assert.equal(await check(), 'REFERENCE_WINDOW_NOT_FOUND');
      const { data, errors } = await fix(2, 72, 48);
      assert.equal(errors, undefined);
      const { id: _, ...window } = data.setReferenceWindow.referenceWindow;
      assert.deepEqual(window, {
        modelVersion: { version: 2 },
        from: ago(72),
        until: ago(48),
        rows: 1_000,
        fixedAt: ago(0),
        fixedBy: 'ann',
        reason: 'first quiet week',
      });
      assert.deepEqual(await check(), {
        outcome: 'CRITICAL',
        reference: { source: 'FIXED', rows: 1_000, from: ago(72) },
      });
    });

    test('A reference window stays when its predictions are deleted', async () => {
      await sql`DELETE FROM scores.prediction WHERE scored_at < ${NOW - 48 * HOUR_MS}`.execute(world.db);
      assert.equal((await check()).outcome, 'CRITICAL');
    });

    test('The newest reference window counts, and earlier ones stay listed', async () => {
      await fix(2, 48, 24, 'a new market');
      assert.deepEqual(await check(), { outcome: 'NONE', reference: { source: 'FIXED', rows: 1_000, from: ago(48) } });
      const { data } = await world.ask(
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ModelVersion {
          fixedReferenceWindows { edges { node { reason fixedBy } } } } } }`,
        { of: [{ __typename: 'ModelVersion', model: 'lead-conversion', version: 2 }] },
      );
      const reasons = data._entities[0].fixedReferenceWindows.edges.map(
        ({ node }: { node: { reason: string } }) => node.reason,
      );
      assert.deepEqual(reasons, ['a new market', 'first quiet week']);
    });

    test('A reference window cannot be changed or removed, and records its address and request', async () => {
      for (const change of [
        sql`UPDATE monitoring.reference_window SET reason = 'other'`,
        sql`DELETE FROM monitoring.reference_column`,
        sql`TRUNCATE monitoring.reference_column`,
      ])
        await assert.rejects(change.execute(world.db), /append-only/);
      const { rows } = await sql`SELECT DISTINCT client_address, request_id FROM monitoring.reference_window`.execute(
        world.db,
      );
      assert.deepEqual(rows, [{ client_address: '192.0.2.7', request_id: 'request-7' }]);
    });

    test('An impossible reference window is refused, and nothing is stored', async () => {
      const count = async () =>
        (await sql`SELECT count(*) AS columns FROM monitoring.reference_column`.execute(world.db)).rows;
      const stored = await count();
      assert.equal(codeOf(await fix(2, 1, -1)), 'VALIDATION_FAILED');
      assert.equal(codeOf(await fix(2, 1, 2)), 'VALIDATION_FAILED');
      assert.equal(codeOf(await fix(2, 500, 400)), 'DRIFT_WINDOW_EMPTY');
      assert.equal(codeOf(await fix(7, 48, 24)), 'MODEL_VERSION_NOT_FOUND');
      const answer = await fix(2, 48, 24, '  ');
      assert.equal(answer.errors?.[0]?.message, 'reason: found none, expected why the window is fixed');
      assert.deepEqual(await count(), stored);
    });
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { createLogger } from '../../../../../platform/logger.ts';
import { StreamFollower } from '../../../../../subgraphs/monitoring/drift/streams/stream-follower.ts';
import { RESIDUALS } from '../../../../../subgraphs/monitoring/drift/streams/stream-pages.ts';
import { logFailures, logPredictions } from '../../../../support/data/prediction-log.ts';
import { onEachDatabase, type TestDatabase } from '../../../../support/database/databases.ts';
import { DriftWorld, HOUR_MS, MODEL, NOW } from '../../../../support/monitoring/drift-world.ts';

onEachDatabase((kind, open) => {
  describe(`streaming detectors on ${kind}`, () => {
    let store: TestDatabase;
    let world: DriftWorld;
    let hour = 0;

    before(async () => {
      store = await open(...DriftWorld.schemas);
      world = await DriftWorld.open(store);
    });

    after(async () => {
      await world.close();
      await store.close();
    });

    const look = () => world.monitoring.drift.streams.poll();

    /** Scores around a probability, in the next hour. */
    const score = async (rows: number, mean: number) => {
      hour += 1;
      const from = NOW + hour * HOUR_MS;
      await world.addPredictions({ rows, from, until: from + HOUR_MS, probability: (own) => (own + 3 * mean) / 4 });
    };

    const changes = async () => {
      const { data } = await world.ask(
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ModelVersion {
          driftChanges(first: 100) { edges { node { measure detector direction meanBefore meanAfter } } } } } }`,
        { of: [{ __typename: 'ModelVersion', model: MODEL, version: 1 }] },
      );
      return data._entities[0].driftChanges.edges.map(({ node }: { node: object }) => node);
    };

    /** How many values each measure has had since its last change. */
    const counted = async () => {
      const { rows } = await sql<{ measure: string; values: number }>`
        SELECT measure, (state->'pageHinkley'->>'values')::int AS values FROM monitoring.drift_detector
        ORDER BY measure`.execute(world.db);
      return Object.fromEntries(rows.map(({ measure, values }) => [measure, values]));
    };

    test('Values from before the first poll are skipped', async () => {
      await score(500, 0.1);
      await look();
      assert.deepEqual(await counted(), {});
    });

    test('Scores that stay the same are no change, and each counts once', async () => {
      await score(1_500, 0.2);
      await look();
      await look();
      assert.deepEqual(await changes(), []);
      assert.deepEqual(await counted(), { ERROR_RATE: 1_500, SCORE: 1_500 });
    });

    test('A new follower continues where the one before stopped', async () => {
      await world.monitoring.drift.streams.close();
      await score(100, 0.2);
      const log = createLogger('silent');
      const next = new StreamFollower({ database: world.database, log, clock: () => NOW, holder: 'next' });
      await next.poll();
      await next.close();
      assert.deepEqual(await counted(), { ERROR_RATE: 1_600, SCORE: 1_600 });
    });

    test('Two followers, of which neither knows of the other, count each value once', async () => {
      await score(2_500, 0.2);
      const log = createLogger('silent');
      // the same name: both have the lease
      const both = [0, 1].map(
        () => new StreamFollower({ database: world.database, log, clock: () => NOW, holder: 'twin' }),
      );
      await Promise.all(both.map((follower) => follower.poll()));
      for (const follower of both) {
        await follower.poll();
        await follower.close();
      }
      assert.deepEqual(await counted(), { ERROR_RATE: 4_100, SCORE: 4_100 });
    });

    test('Backfills and leads that had ended are passed and count for nothing', async () => {
      const scored = { model: MODEL, probability: 0.9, scoredAt: NOW };
      const backfill = Array.from({ length: 2_500 }, () => ({ ...scored, cause: 'BATCH' }));
      await logPredictions(world.db, [...backfill, { ...scored, leadClosed: true }]);
      await logFailures(world.db, [{ model: MODEL, code: 'INFERENCE_FAILED', failedAt: NOW, cause: 'BATCH' }]);
      await follow(NOW);
      assert.deepEqual(await counted(), { ERROR_RATE: 4_100, SCORE: 4_100 });
      const { rows } = await sql<{ behind: number }>`SELECT count(*) AS behind FROM scores.prediction
        WHERE transaction_id > (SELECT (position->>'transactionId')::bigint FROM monitoring.drift_position
          WHERE stream = 'answers')`.execute(world.db);
      assert.deepEqual(rows, [{ behind: 0 }]);
      for (const table of ['prediction', 'failure'])
        await sql`DELETE FROM ${sql.table(`scores.${table}`)} WHERE cause = 'BATCH' OR lead_closed`.execute(world.db);
    });

    test('A rise of the scores is found by both detectors, and alert rules observe how many changes there were', async () => {
      const follower = new StreamFollower({
        database: world.database,
        log: createLogger('silent'),
        clock: () => NOW,
        holder: 'rise',
        sink: { observe: async (observed) => void signals.push(...observed) },
      });
      const signals: { metric: string; feature?: string; value: number | null }[] = [];
      await score(800, 0.6);
      await follower.poll();
      await follower.close();
      const found = await changes();
      assert.deepEqual(
        new Set(found.map(({ detector }: { detector: string }) => detector)),
        new Set(['ADWIN', 'PAGE_HINKLEY']),
      );
      for (const { measure, direction } of found) assert.deepEqual([measure, direction], ['SCORE', 'UP']);
      const adwin = found.find(({ detector }: { detector: string }) => detector === 'ADWIN');
      assert.ok(adwin.meanBefore < 0.3 && adwin.meanAfter > 0.3);
      assert.deepEqual(signals.map(({ metric, feature, value }) => [metric, feature, value]).toSorted(), [
        ['STREAM_CHANGES', 'ERROR_RATE', 0],
        ['STREAM_CHANGES', 'SCORE', found.length],
      ]);
    });

    test('Requests that fail are found by streaming detectors', async () => {
      const before = (await changes()).length;
      await sql`INSERT INTO scores.failure (model, version, role, request_id, code, failed_at, latency_ms)
        SELECT ${MODEL}, 1, 'CHAMPION', 'r' || n, 'INFERENCE_FAILED', ${NOW}::bigint + n, 1 FROM generate_series(1, 200) n`.execute(
        world.db,
      );
      await follow(NOW);
      const found = (await changes()).slice(0, -before);
      assert.ok(found.length > 0);
      for (const { measure, direction } of found) assert.deepEqual([measure, direction], ['ERROR_RATE', 'UP']);
    });

    test('Outcomes are read on after the clock was set back', async () => {
      const ahead = { recordedAt: NOW + 24 * HOUR_MS, leadId: 'read by a clock a day ahead' };
      const { end } = await RESIDUALS.read(world.db, ahead, NOW);
      assert.deepEqual(end, { recordedAt: NOW, leadId: '' });
    });

    test('Outcomes are compared with the first probability that the lead had before', async () => {
      await sql`INSERT INTO leads.lead (id, created_at, valid_from, stage)
        SELECT lead_id, 0, 0, 'NEW' FROM scores.prediction`.execute(world.db);
      await follow(NOW);
      await sql`INSERT INTO leads.outcome (lead_id, result, occurred_at, recorded_at)
        SELECT lead_id, 'CONVERTED', ${NOW + 1_000 * HOUR_MS}::bigint, ${NOW}::bigint + sequence
        FROM scores.prediction ORDER BY sequence LIMIT 300`.execute(world.db);
      await follow(NOW + HOUR_MS);
      assert.deepEqual((await counted()).RESIDUAL, 300);
      const { rows } = await sql<{ mean: number }>`SELECT (state->'pageHinkley'->>'mean')::float8 AS mean
        FROM monitoring.drift_detector WHERE measure = 'RESIDUAL'`.execute(world.db);
      const { rows: expected } = await sql<{ mean: number }>`SELECT avg(1 - probability) AS mean FROM (
        SELECT probability FROM scores.prediction ORDER BY sequence LIMIT 300) first`.execute(world.db);
      assert.ok(Math.abs((rows[0]?.mean ?? 0) - (expected[0]?.mean ?? 1)) < 1e-9);
    });

    const follow = async (now: number) => {
      const log = createLogger('silent');
      const follower = new StreamFollower({ database: world.database, log, clock: () => now, holder: 'one' });
      await follower.poll();
      await follower.close();
    };
  });
});

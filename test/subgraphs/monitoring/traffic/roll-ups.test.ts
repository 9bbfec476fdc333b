import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { metricsHistory } from '../../../../subgraphs/monitoring/traffic/metrics-history.ts';
import { rollUpOnce } from '../../../../subgraphs/monitoring/traffic/roll-up-keeper.ts';
import { trafficFigures } from '../../../../subgraphs/monitoring/traffic/rules/traffic-figures.ts';
import {
  mergeCounts,
  ROLL_UP_WIDTHS_MS,
  type TrafficRollUp,
} from '../../../../subgraphs/monitoring/traffic/rules/traffic-roll-up.ts';
import { readWindow } from '../../../../subgraphs/monitoring/traffic/store/read-window.ts';
import { pruneRollUps, readRollUps } from '../../../../subgraphs/monitoring/traffic/store/roll-up-store.ts';
import { logFailures, logPredictions } from '../../../support/data/prediction-log.ts';
import { seededRandom } from '../../../support/data/random.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const [, TEN_SECONDS, MINUTE, HOUR, DAY] = ROLL_UP_WIDTHS_MS;

onEachDatabase((kind, open) => {
  describe(`roll-ups of the prediction log on ${kind}`, () => {
    let store: TestDatabase;
    let db: Kysely<never>;
    before(async () => {
      store = await open('scores', 'monitoring');
      db = store.database.tables<never>();
    });
    after(() => store.close());
    beforeEach(async () => {
      await rollUp();
      await sql`TRUNCATE scores.prediction, scores.failure, monitoring.roll_up`.execute(db);
    });

    const rollUp = async () => {
      while (await rollUpOnce({ db, clock: () => NOW }));
    };
    const all = (widthMs: number) => readRollUps(db, { widthMs, from: 0, until: Number.MAX_SAFE_INTEGER });
    const totals = async () =>
      Promise.all(
        ROLL_UP_WIDTHS_MS.map(async (widthMs) => sumOf(await all(widthMs), ({ predictions }) => predictions)),
      );

    test('Roll-ups of the prediction log count each version in each role, at every width', async () => {
      await logPredictions(db, [
        { scoredAt: NOW - 1_000, probability: 0.5, grade: 'A', latencyMs: 10 },
        { scoredAt: NOW - 1_000, probability: 1, grade: 'A', latencyMs: 30 },
        { scoredAt: NOW - 15_000, probability: 0, grade: 'D', latencyMs: 20 },
        { scoredAt: NOW - 1_000, version: 2, role: 'SHADOW' },
      ]);
      await logFailures(db, [
        { code: 'INFERENCE_FAILED', failedAt: NOW - 1_000 },
        { code: 'INFERENCE_TIMEOUT', failedAt: NOW - 2_000 },
        { code: 'INFERENCE_FAILED', failedAt: NOW - 3_000 },
      ]);
      await rollUp();
      const [earlier, later, shadow] = (await all(TEN_SECONDS)).toSorted(
        (a, b) => a.version - b.version || a.start - b.start,
      );
      assert.deepEqual([earlier?.start, later?.start, shadow?.role], [NOW - 20_000, NOW - 10_000, 'SHADOW']);
      const { latency, ...counts } = later as TrafficRollUp;
      assert.deepEqual(counts, {
        start: NOW - 10_000,
        widthMs: TEN_SECONDS,
        model: 'lead-conversion',
        version: 1,
        role: 'CHAMPION',
        predictions: 2,
        probabilitySum: 1.5,
        errors: { INFERENCE_FAILED: 2, INFERENCE_TIMEOUT: 1 },
        grades: { A: 2 },
        scores: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      });
      assert.deepEqual([latency.count, latency.sumMs, latency.minMs, latency.maxMs], [2, 40, 10, 30]);
      const [minute] = (await all(MINUTE)).filter(({ version }) => version === 1);
      assert.deepEqual([minute?.predictions, minute?.latency.minMs, minute?.grades], [3, 10, { A: 2, D: 1 }]);
      assert.deepEqual(await totals(), [4, 4, 4, 4, 4]);
    });

    test('Roll-ups of the prediction log count each row once, whatever its timestamp: clocks run backwards, and rows come late', async () => {
      const random = seededRandom(7);
      let logged = 0;
      for (let look = 0; look < 20; look += 1) {
        const count = 1 + Math.floor(random.uniform() * 30);
        const times = Array.from({ length: count }, () => NOW - Math.floor(random.uniform() * 12 * HOUR));
        await logPredictions(
          db,
          times.map((scoredAt) => ({ scoredAt })),
        );
        logged += count;
        await rollUp();
      }
      // those of a second are kept for ten minutes
      assert.deepEqual((await totals()).slice(1), [logged, logged, logged, logged]);
    });

    test('Roll-ups of the prediction log catch up with a log that was there before, a piece at a time', async () => {
      // in three transactions, of which each is more than half a piece
      for (let turn = 0; turn < 3; turn += 1) await logMany(15_000);
      assert.equal(await rollUpOnce({ db, clock: () => NOW }), true);
      await rollUp();
      // the short ones would be forgotten at once
      assert.deepEqual(await totals(), [0, 0, 0, 45_000, 45_000]);
    });

    test('Roll-ups of the prediction log hold the latency of a call once, that of its slowest lead, however the log is read', async () => {
      const bulk = Array.from({ length: 50 }, (_, i) => ({
        scoredAt: NOW - 1_000,
        latencyMs: 550 + i,
        requestId: 'bulk',
      }));
      await logPredictions(db, [...bulk, { scoredAt: NOW - 1_000, latencyMs: 3 }]);
      await logPredictions(db, [{ scoredAt: NOW - 1_000, latencyMs: 5, requestId: 'bulk' }]);
      const window = { from: NOW - 10_000, until: NOW };
      const latencies = (rows: readonly TrafficRollUp[]) => {
        const { count, sumMs, minMs, maxMs } = mergeCounts(rows).latency;
        return [mergeCounts(rows).predictions, count, sumMs, minMs, maxMs];
      };
      const expected = [52, 3, 607, 3, 599];
      assert.deepEqual(latencies(await readWindow(db, window)), expected);
      await rollUp();
      assert.deepEqual(latencies(await readWindow(db, window)), expected);
      assert.deepEqual(latencies(await all(MINUTE)), expected);
    });

    test('Roll-ups of the prediction log catch up with transactions that are larger than a piece', async () => {
      for (let turn = 0; turn < 2; turn += 1) await logMany(25_000);
      await rollUp();
      assert.deepEqual(await totals(), [0, 0, 0, 50_000, 50_000]);
    });

    const logMany = (count: number) =>
      sql`INSERT INTO scores.prediction (id, model, version, digest, role, raw, probability, points, grade,
          grade_policy, features, scored_at, latency_ms, request_id)
        SELECT gen_random_uuid()::text, 'lead-conversion', 1, 'd', 'CHAMPION', 0, 0.5, 1, 'A', 'v1', '{}',
          ${NOW - 40 * DAY}::bigint + n * 1000, 1, 'r' FROM generate_series(1, ${count}::int) n`.execute(db);

    test('Roll-ups of the prediction log are deleted when their time is over, the short ones first', async () => {
      await logPredictions(db, [{ scoredAt: NOW }]);
      await rollUp();
      await pruneRollUps(db, NOW + 2 * DAY);
      assert.deepEqual(await totals(), [0, 0, 1, 1, 1]);
      await pruneRollUps(db, NOW + 40 * DAY);
      assert.deepEqual(await totals(), [0, 0, 0, 1, 1]);
      await pruneRollUps(db, NOW + 4_000 * DAY);
      assert.deepEqual(await totals(), [0, 0, 0, 1, 1]);
    });

    test('Roll-ups of the prediction log give the seconds of any window exactly, with the rows they do not have yet', async () => {
      const random = seededRandom(3);
      const times = Array.from({ length: 2_000 }, () => NOW - Math.floor(random.uniform() * 120_000));
      for (let part = 0; part < 4; part += 1) {
        await logPredictions(
          db,
          times.slice(part * 500, (part + 1) * 500).map((scoredAt) => ({ scoredAt })),
        );
        await logFailures(db, [{ code: 'INFERENCE_FAILED', failedAt: times[part] as number }]);
        // the last part stays in the log alone
        if (part < 3) await rollUp();
      }
      for (let trial = 0; trial < 40; trial += 1) {
        const until = NOW - Math.floor(random.uniform() * 40_000);
        const from = until - Math.floor(random.uniform() * 60_000) - 1;
        const figures = trafficFigures(await readWindow(db, { from, until }), 1);
        const second = (time: number) => Math.floor(time / 1_000);
        const isWithin = (time: number) => second(time) >= second(from) && second(time) <= second(until);
        assert.equal(figures.predictions, times.filter(isWithin).length);
        assert.equal(figures.failures, times.slice(0, 4).filter(isWithin).length);
      }
    });

    test('Roll-ups of the prediction log give the history, also of steps without requests, and shadows by role alone', async () => {
      await logPredictions(db, [
        { scoredAt: NOW - 30 * MINUTE, latencyMs: 100 },
        { scoredAt: NOW - 30 * MINUTE, latencyMs: 100, version: 2, role: 'SHADOW' },
        { scoredAt: NOW - 2 * MINUTE, latencyMs: 200 },
      ]);
      await rollUp();
      const request = { range: 'HOUR', step: 'MINUTE', until: NOW } as const;
      const { points, from, until } = await metricsHistory(db, request, NOW);
      assert.deepEqual([points.length, from, until], [60, NOW - HOUR, NOW]);
      const filled = points.filter(({ predictions }) => predictions > 0);
      assert.deepEqual(
        filled.map(({ start, predictions, latency }) => [start, predictions, latency?.p50Ms]),
        [
          [NOW - 30 * MINUTE, 1, 100],
          [NOW - 2 * MINUTE, 1, 200],
        ],
      );
      assert.deepEqual(
        filled[0]?.versions.map(({ role, predictions }) => [role, predictions]),
        [
          ['CHAMPION', 1],
          ['SHADOW', 1],
        ],
      );
      const shadow = await metricsHistory(db, { ...request, role: 'SHADOW', version: 2 }, NOW);
      assert.equal(
        sumOf(shadow.points, ({ predictions }) => predictions),
        1,
      );
      assert.equal((await metricsHistory(db, { range: 'YEAR' }, NOW)).points.length, 367);
    });

    test('Roll-ups of the prediction log refuse a history that is too long, no longer kept, empty or in the future', async () => {
      const refused = [
        [{ range: 'DAY', step: 'TEN_SECONDS' }, /found 8640 points, expected 1500 at most/],
        [{ range: 'DAY', step: 'TEN_SECONDS', from: NOW - 3 * DAY, until: NOW - 3 * DAY + HOUR }, /or a longer step/],
        [{ range: 'DAY', from: NOW, until: NOW - 1 }, /history.from/],
        [{ range: 'DAY', from: NOW - 1, until: NOW + 1 }, /history.until/],
      ] as const;
      for (const [request, expected] of refused)
        await assert.rejects(metricsHistory(db, request, NOW), { code: 'VALIDATION_FAILED', message: expected });
    });

    test('Roll-ups of the prediction log wait for a transaction that is under way, and miss nothing of it', async (t) => {
      if (!store.openAgain) return t.skip('one connection: nothing is under way beside it');
      const other = await store.openAgain();
      try {
        await other
          .tables<never>()
          .transaction()
          .execute(async (trx) => {
            await logPredictions(trx, [{ scoredAt: NOW }]);
            await logPredictions(db, [{ scoredAt: NOW }, { scoredAt: NOW }]);
            await rollUp();
            assert.deepEqual(await totals(), [0, 0, 0, 0, 0]);
            assert.equal(
              sumOf(await readWindow(db, { from: NOW - 1_000, until: NOW }), ({ predictions }) => predictions),
              2,
            );
          });
        await rollUp();
        assert.deepEqual(await totals(), [3, 3, 3, 3, 3]);
      } finally {
        await other.close();
      }
    });

    test('Roll-ups of the prediction log are kept by several processes at once without counting anything twice', async (t) => {
      if (!store.openAgain) return t.skip('one process has the database');
      const others = await Promise.all([store.openAgain(), store.openAgain()]);
      try {
        let logged = 0;
        const keep = async (one: Kysely<never>) => {
          while (logged < 400) await rollUpOnce({ db: one, clock: () => NOW });
        };
        const write = async () => {
          for (; logged < 400; logged += 4)
            await logPredictions(
              db,
              Array.from({ length: 4 }, () => ({ scoredAt: NOW })),
            );
        };
        await Promise.all([write(), ...others.map((other) => keep(other.tables<never>()))]);
        await rollUp();
        assert.deepEqual(await totals(), [400, 400, 400, 400, 400]);
      } finally {
        for (const other of others) await other.close();
      }
    });
  });
});

function sumOf<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0);
}

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { sql } from 'kysely';
import { createMercuriusTestClient } from 'mercurius-integration-testing';
import { createLogger } from '../../../platform/logger.ts';
import type { Subgraph } from '../../../platform/subgraph/subgraph.ts';
import { createMonitoring } from '../../../subgraphs/monitoring/subgraph.ts';
import { onEachDatabase, type TestDatabase } from '../../support/database/databases.ts';
import { createSubgraphApp } from '../../support/graph/subgraph-app.ts';
import { openSubscription, refusalOf } from '../../support/graph/subscribe.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const CONTEXT = { identity: { subject: 'ann', scopes: [] }, requestId: 'test' };

onEachDatabase((kind, open) => {
  describe(`monitoring on ${kind}`, () => {
    let store: TestDatabase;
    let monitoring: Subgraph;
    let schema: GraphQLSchema;
    let app: FastifyInstance;
    let ask: (source: string) => Promise<Answer>;

    before(async () => {
      store = await open('scores', 'monitoring');
      const log = createLogger('silent');
      monitoring = await createMonitoring({ database: store.database, log, clock: () => NOW });
      ({ schema } = monitoring);
      app = await createSubgraphApp(schema, CONTEXT);
      const client = createMercuriusTestClient(app);
      ask = (source) => client.query(source) as Promise<Answer>;
    });

    after(async () => {
      await app.close();
      await monitoring.close();
      await store.close();
    });

    test('Live metrics without predictions are zeros and nulls', async () => {
      const { data } = await ask(`{ liveMetrics(windowSeconds: 10) { windowSeconds from until predictions throughput
        meanProbability latency { p50Ms } grades { grade } versions { role } } }`);
      assert.deepEqual(data?.liveMetrics, {
        windowSeconds: 10,
        from: '2026-11-22T11:59:50.000Z',
        until: '2026-11-22T12:00:00.000Z',
        predictions: 0,
        throughput: 0,
        meanProbability: null,
        latency: null,
        grades: [],
        versions: [],
      });
    });

    test('Live metrics count the predictions of the window only', async () => {
      const time = (ago: number) => NOW - ago * 1_000;
      // 100 of version 1 with latencies 1 … 100 ms, one of version 2, one that is too old, one after the end, three of a shadow
      await addPredictions(store, 100, { version: 1, grade: 'B', scoredAt: time(5), probability: 0.25 });
      await addPredictions(store, 1, { version: 2, grade: 'A', scoredAt: time(0), probability: 0.75 });
      await addPredictions(store, 1, { version: 1, grade: 'D', scoredAt: time(20.001), probability: 0 });
      await addPredictions(store, 1, { version: 1, grade: 'D', scoredAt: time(-1), probability: 0 });
      await addPredictions(store, 3, { version: 3, grade: 'D', scoredAt: time(1), probability: 0, role: 'SHADOW' });
      const { data } = await ask(`{ liveMetrics(windowSeconds: 20) { predictions throughput
        grades { grade predictions }
        versions { modelVersion { model version } role predictions throughput meanProbability latency { p95Ms } }
      } }`);
      const [first, second, third] = data?.liveMetrics.versions ?? [];
      const p95Ms = (traffic: { latency: { p95Ms: number } }) => traffic.latency.p95Ms;
      assert.ok(Math.abs(p95Ms(first) / 95 - 1) <= 0.011, `p95 of 1 … 100 ms is ${p95Ms(first)}`);
      assert.ok(Math.abs(p95Ms(second) - 1) <= 0.011);
      const version = (number: number) => ({ model: 'lead-conversion', version: number });
      assert.deepEqual(data?.liveMetrics, {
        predictions: 101,
        throughput: 5.05,
        grades: [
          { grade: 'A', predictions: 1 },
          { grade: 'B', predictions: 100 },
        ],
        versions: [
          {
            modelVersion: version(1),
            role: 'CHAMPION',
            predictions: 100,
            throughput: 5,
            meanProbability: 0.25,
            latency: { p95Ms: p95Ms(first) },
          },
          {
            modelVersion: version(2),
            role: 'CHAMPION',
            predictions: 1,
            throughput: 0.05,
            meanProbability: 0.75,
            latency: { p95Ms: p95Ms(second) },
          },
          {
            modelVersion: version(3),
            role: 'SHADOW',
            predictions: 3,
            throughput: 0.15,
            meanProbability: 0,
            latency: { p95Ms: p95Ms(third) },
          },
        ],
      });
    });

    test('A window outside 1–300 seconds is refused', async () => {
      for (const seconds of [0, -5, 301]) {
        const { errors } = await ask(`{ liveMetrics(windowSeconds: ${seconds}) { predictions } }`);
        assert.equal(errors?.[0]?.extensions?.code, 'VALIDATION_FAILED');
        assert.match(errors?.[0]?.message ?? '', new RegExp(`found ${seconds}, expected 1 to 300`));
      }
    });

    test('A subscription to live metrics begins with those of now', async () => {
      const metrics = await openSubscription(
        schema,
        'subscription { liveMetrics(windowSeconds: 10) { until predictions } }',
      );
      const expected = { liveMetrics: { until: '2026-11-22T12:00:00.000Z', predictions: 101 } };
      assert.deepEqual(await metrics.next(1), [expected]);
      await metrics.close();
    });

    test('A subscription too often, too seldom or over too long a window is refused', async () => {
      for (const wrong of ['everyMs: 249', 'everyMs: 60001', 'windowSeconds: 301'])
        assert.equal(
          await refusalOf(schema, `subscription { liveMetrics(${wrong}) { predictions } }`),
          'VALIDATION_FAILED',
        );
    });

    test('Health has version, uptime and how fast the database answers', async () => {
      const { data } = await ask('{ health { status version startedAt uptimeSeconds databaseLatencyMs } }');
      const { databaseLatencyMs, version, ...rest } = data?.health ?? {};
      assert.deepEqual(rest, { status: 'UP', startedAt: '2026-11-22T12:00:00.000Z', uptimeSeconds: 0 });
      assert.match(version, /^\d+\.\d+\.\d+$/);
      assert.ok(databaseLatencyMs > 0);
    });
  });

  test(`Health on ${kind} is DOWN when the database does not answer`, async () => {
    const store = await open('monitoring');
    const monitoring = await createMonitoring({ database: store.database, log: createLogger('silent') });
    const app = await createSubgraphApp(monitoring.schema, CONTEXT);
    const ask = () =>
      createMercuriusTestClient(app).query('{ health { status databaseLatencyMs } }') as Promise<Answer>;
    assert.equal((await ask()).data?.health.status, 'UP');
    await store.close();
    const { data, errors } = await ask();
    assert.equal(errors, undefined);
    assert.deepEqual(data?.health, { status: 'DOWN', databaseLatencyMs: null });
    await app.close();
    await monitoring.close();
  });
});

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape it asked for
  readonly data: any;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

interface Predictions {
  readonly version: number;
  readonly grade: string;
  readonly scoredAt: number;
  readonly probability: number;
  readonly role?: string;
}

/** Adds predictions with latencies of 1, 2, … ms. */
async function addPredictions({ database }: TestDatabase, count: number, each: Predictions): Promise<void> {
  const { role = 'CHAMPION' } = each;
  await sql`INSERT INTO scores.prediction (id, lead_id, model, version, digest, role, raw, probability, points, grade,
      grade_policy, features, scored_at, latency_ms, request_id)
    SELECT gen_random_uuid()::text, 'l' || n, 'lead-conversion', ${each.version}, 'd', ${role}, 0,
      ${each.probability}, 1, ${each.grade}, 'v1', '{}', ${each.scoredAt}, n, 'r' || n
    FROM generate_series(1, ${count}::int) AS n`.execute(database.tables<never>());
}

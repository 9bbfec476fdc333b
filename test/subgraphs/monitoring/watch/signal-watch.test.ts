import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { migrateLeases } from '../../../../platform/background/leader-lease.ts';
import { createLogger } from '../../../../platform/logger.ts';
import type { Signal, SignalSink } from '../../../../subgraphs/monitoring/alerts/rules/signal.ts';
import { PerformanceService } from '../../../../subgraphs/monitoring/performance/performance-service.ts';
import { readWindow } from '../../../../subgraphs/monitoring/traffic/store/read-window.ts';
import { SignalWatch } from '../../../../subgraphs/monitoring/watch/signal-watch.ts';
import type { TimeWindow } from '../../../../subgraphs/monitoring/windows/time-window.ts';
import { logFailures, logPredictions } from '../../../support/data/prediction-log.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';

const NOW = Date.UTC(2026, 10, 22, 12);

const TRAFFIC = ['THROUGHPUT', 'ERROR_RATE', 'LATENCY_P95_MS'];

/** Remembers what it hears. */
class RecordingSink implements SignalSink {
  readonly signals: Signal[] = [];
  readonly first: Promise<void>;
  #tell: () => void = () => undefined;

  constructor() {
    this.first = new Promise((resolve) => {
      this.#tell = resolve;
    });
  }

  async observe(signals: readonly Signal[]): Promise<void> {
    this.signals.push(...signals);
    this.#tell();
  }
}

onEachDatabase((kind, open) => {
  describe(`the signal watch on ${kind}`, () => {
    let store: TestDatabase;
    let db: Kysely<never>;
    before(async () => {
      store = await open('leads', 'scores', 'monitoring');
      db = store.database.tables<never>();
      await migrateLeases(store.database);
      await sql`CREATE SCHEMA models`.execute(db);
      await sql`CREATE VIEW models.live_deployment AS
        SELECT 'lead-conversion'::text AS model, 1 AS version, 'CHAMPION'::text AS role`.execute(db);
    });
    after(() => store.close());

    const watch = (sink: SignalSink, holder: string) => {
      const clock = () => NOW;
      const performance = new PerformanceService({
        db,
        clock,
        maturityMsOf: () => 1,
        keptMs: Number.POSITIVE_INFINITY,
      });
      const readTraffic = (window: TimeWindow) => readWindow(db, window);
      return new SignalWatch({ db, log: createLogger('silent'), clock, performance, readTraffic, sink, holder });
    };

    test('The signal watch measures live traffic at once, in one process at a time, and in the next when that stops', async () => {
      await logPredictions(
        db,
        Array.from({ length: 30 }, () => ({ scoredAt: NOW - 1_000, latencyMs: 600 })),
      );
      await logFailures(
        db,
        Array.from({ length: 10 }, () => ({ code: 'INFERENCE_FAILED', failedAt: NOW - 500 })),
      );
      const [first, second, third] = [new RecordingSink(), new RecordingSink(), new RecordingSink()];
      const holder = watch(first, 'a');
      await first.first;
      const beside = watch(second, 'b');
      // after its turn under way
      await beside.close();
      assert.deepEqual(second.signals, []);
      await holder.close();
      const traffic = ({ signals }: RecordingSink) => signals.filter(({ metric }) => TRAFFIC.includes(metric));
      const [throughput, errorRate, latency] = traffic(first);
      assert.deepEqual([throughput?.metric, throughput?.value], ['THROUGHPUT', 0.5]);
      assert.deepEqual([errorRate?.metric, errorRate?.value], ['ERROR_RATE', 0.25]);
      assert.deepEqual([latency?.metric, latency?.value], ['LATENCY_P95_MS', 600]);
      const next = watch(third, 'c');
      await third.first;
      await next.close();
      assert.equal(traffic(third)[0]?.metric, 'THROUGHPUT');
    });
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { splitDeliveries } from '../../../../../subgraphs/monitoring/alerts/deliveries/delivery-store.ts';
import { onEachDatabase, type TestDatabase } from '../../../../support/database/databases.ts';
import { MonitoringBench } from '../../../../support/monitoring/monitoring-bench.ts';

const MAIL = ['ann@example.com', 'ops@example.com'].map((target) => {
  return { kind: 'EMAIL', name: `EMAIL ${target}`, target } as const;
});
const SLACK = { kind: 'SLACK', name: 'SLACK', target: 'hooks.slack.com' } as const;

onEachDatabase((kind, open) => {
  describe(`deliveries of an earlier release on ${kind}`, () => {
    let store: TestDatabase;
    let bench: MonitoringBench;
    before(async () => {
      store = await open('monitoring');
      bench = await MonitoringBench.open(store);
    });
    after(async () => {
      await bench.close();
      await store.close();
    });

    test('Deliveries of an earlier release that were for all addresses together become one for each, once; others stay as they are', async () => {
      await sql`INSERT INTO monitoring.alert_delivery (event, receiver, state, attempts, due_at, changed_at) VALUES
        (1, 'EMAIL', 'DELIVERED', 1, 0, 0), (2, 'EMAIL', 'PENDING', 2, 7, 5), (2, 'SLACK', 'PENDING', 0, 0, 0)`.execute(
        bench.db,
      );
      await splitDeliveries(bench.db, [...MAIL, SLACK]);
      await splitDeliveries(bench.db, [...MAIL, SLACK]);
      const { rows } = await sql`SELECT event::int, receiver, recipient, state, attempts, due_at::int AS due
        FROM monitoring.alert_delivery ORDER BY event, receiver`.execute(bench.db);
      const pending = { event: 2, state: 'PENDING' };
      assert.deepEqual(rows, [
        { event: 1, receiver: 'EMAIL', recipient: null, state: 'DELIVERED', attempts: 1, due: 0 },
        { ...pending, receiver: 'EMAIL ann@example.com', recipient: 'ann@example.com', attempts: 2, due: 7 },
        { ...pending, receiver: 'EMAIL ops@example.com', recipient: 'ops@example.com', attempts: 2, due: 7 },
        { ...pending, receiver: 'SLACK', recipient: null, attempts: 0, due: 0 },
      ]);
    });
  });
});

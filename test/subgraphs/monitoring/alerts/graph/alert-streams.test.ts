import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { DriftAlertsArguments } from '../../../../../subgraphs/monitoring/alerts/graph/alert-change-resolver.ts';
import { onEachDatabase, type TestDatabase } from '../../../../support/database/databases.ts';
import { openSubscription, refusalOf } from '../../../../support/graph/subscribe.ts';
import { MonitoringBench, NO_CHANNELS } from '../../../../support/monitoring/monitoring-bench.ts';

const KEY = 'feature-drift/lead-conversion/page_views/';
const DRIFT_ALERTS = `subscription($severity: AlertSeverity! = WARNING, $after: String) {
  driftAlerts(minimumSeverity: $severity, after: $after) { cursor event { type severity }
    alert { id modelVersion { model version } } } }`;
const CHANGED =
  'subscription($after: String) { alertChanged(after: $after) { cursor event { type by } alert { id } } }';

onEachDatabase((kind, open) => {
  describe(`alerts as streams on ${kind}`, () => {
    let store: TestDatabase;
    let bench: MonitoringBench;
    before(async () => {
      store = await open('monitoring');
      bench = await MonitoringBench.open(store, { alerts: NO_CHANNELS });
    });
    after(async () => {
      await bench.close();
      await store.close();
    });

    test('Alerts as streams reach every subscriber, after a cursor each once and in order', async () => {
      const { schema } = bench.monitoring;
      const all = await openSubscription(schema, CHANGED);
      await bench.signal({ model: 'first' });
      const [first] = await all.next(1);
      await all.close();
      // away for an hour
      const models = Array.from({ length: 30 }, (_, i) => `model-${i}`);
      for (const model of models) await bench.signal({ model });
      const back = await openSubscription(schema, CHANGED, { after: first.alertChanged.cursor });
      await bench.signal({ model: 'last' });
      const ids = (await back.next(31)).map(({ alertChanged }) => alertChanged.alert.id.split('/')[1]);
      assert.deepEqual(ids, [...models, 'last']);
      await back.close();
      assert.equal(await refusalOf(schema, CHANGED, { after: 'nonsense' }), 'CURSOR_INVALID');
    });

    test('Alerts as streams on drift are sent from a severity on, when they open and when they get worse', async () => {
      const { schema } = bench.monitoring;
      const [warnings, critical] = await Promise.all(
        (['WARNING', 'CRITICAL'] satisfies DriftAlertsArguments['minimumSeverity'][]).map((severity) =>
          openSubscription(schema, DRIFT_ALERTS, { severity }),
        ),
      );
      assert.ok(warnings && critical);
      for (let turn = 0; turn < 3; turn += 1)
        await bench.signal({ metric: 'ERROR_RATE', feature: undefined as never, value: 0.5 });
      await bench.signal({ value: 1 });
      await bench.signal({ value: 2 });
      await bench.ask(`mutation { resolveAlert(id: "${KEY}", reason: "over") { alert { id } } }`);
      await bench.signal({ model: 'other', value: 2 });
      const told = (events: { driftAlerts: { event: { type: string; severity: string } } }[]) =>
        events.map(({ driftAlerts: { event } }) => `${event.type} ${event.severity}`);
      const observed = await warnings.next(3);
      assert.deepEqual(told(observed), ['OPENED WARNING', 'RAISED CRITICAL', 'OPENED CRITICAL']);
      assert.deepEqual(observed[0].driftAlerts.alert, {
        id: KEY,
        modelVersion: { model: 'lead-conversion', version: 2 },
      });
      assert.deepEqual(told(await critical.next(2)), ['RAISED CRITICAL', 'OPENED CRITICAL']);
      const again = await openSubscription(schema, DRIFT_ALERTS, { after: observed[0].driftAlerts.cursor });
      assert.deepEqual(told(await again.next(2)), ['RAISED CRITICAL', 'OPENED CRITICAL']);
      for (const each of [warnings, critical, again]) await each.close();
    });
  });
});

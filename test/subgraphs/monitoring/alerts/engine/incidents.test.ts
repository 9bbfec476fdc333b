import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { onEachDatabase, type TestDatabase } from '../../../../support/database/databases.ts';
import { drift, MonitoringBench, NO_CHANNELS, START } from '../../../../support/monitoring/monitoring-bench.ts';
import { RecordedLog } from '../../../../support/monitoring/recorded-log.ts';
import { WebhookReceiver } from '../../../../support/monitoring/webhook-receiver.ts';

const HOUR = 3_600_000;
const INCIDENT = 'DRIFT/lead-conversion';
const FEATURES = Array.from({ length: 10 }, (_, i) => `feature_${i}`);

onEachDatabase((kind, open) => {
  describe(`alerts of one check on ${kind}`, () => {
    let store: TestDatabase;
    let bench: MonitoringBench;
    let web: WebhookReceiver;
    const heard = new RecordedLog();
    before(async () => {
      [store, web] = await Promise.all([open('monitoring'), WebhookReceiver.open()]);
      const alerts = {
        ...NO_CHANNELS,
        slackUrl: web.url('/slack'),
        pagerDuty: { baseUrl: web.url(''), routingKey: 'key' },
      };
      bench = await MonitoringBench.open(store, { alerts, log: heard.log });
    });
    after(async () => {
      await bench.close();
      await web.close();
      await store.close();
    });
    afterEach(async () => {
      const left = web.unread.splice(0).map(({ path }) => path);
      await bench.forgetAlerts();
      bench.now = START;
      assert.deepEqual(left, []);
    });

    /** Observes what a check finds of each feature, a check every hour. */
    const check = async (values: Readonly<Record<string, number | null>>, withCheck = true) => {
      bench.now += HOUR;
      await bench.monitoring.signals.observe(
        Object.entries(values).map(([feature, value]) =>
          drift({ feature, value, at: bench.now, ...(withCheck && { check: 'DRIFT' }) }),
        ),
      );
    };
    const all = (value: number) => Object.fromEntries(FEATURES.map((feature) => [feature, value]));
    /** What was sent, once so many notices were delivered. */
    const sent = async (count: number) => {
      for (let each = 0; each < count; each += 1) await heard.next('notice delivered');
      return web.unread.splice(0).map(({ path, json }) => ({
        path,
        text: json.text ?? json.payload?.summary,
        action: json.event_action,
        key: json.dedup_key,
      }));
    };
    const FIELDS = 'id check model status severity alertCount openCount';
    const incident = async () =>
      (await bench.ask(`{ alertIncident(id: "${INCIDENT}") { ${FIELDS} } }`)).data.alertIncident;

    test('Alerts of one check are one incident and one notice, that says how many and which are the worst', async () => {
      await check({ ...all(1), feature_7: 1.9 });
      const [notice, ...more] = await sent(1);
      assert.deepEqual(more, []);
      assert.equal(
        notice?.text,
        'WARNING: 10 alerts of lead-conversion 2: feature_7 (drift 1.9, 1.9 times the warning limit of 1), feature_0, feature_1 and 7 more',
      );
      assert.deepEqual(await incident(), {
        id: INCIDENT,
        check: 'DRIFT',
        model: 'lead-conversion',
        status: 'OPEN',
        severity: 'WARNING',
        alertCount: 10,
        openCount: 10,
      });
      const { data } = await bench.ask(`{ alerts { edges { node {
        incident { id alerts(first: 4) { edges { cursor node { feature } } pageInfo { hasNextPage endCursor } } }
        history { type isTold } deliveries { type state } } } } }`);
      assert.equal(data.alerts.edges.length, 10);
      for (const { node } of data.alerts.edges) {
        assert.equal(node.incident.id, INCIDENT);
        assert.deepEqual(node.history, [{ type: 'OPENED', isTold: true }]);
        assert.deepEqual(node.deliveries, [{ type: 'OPENED', state: 'DELIVERED' }]);
      }
      const { edges, pageInfo } = data.alerts.edges[0].node.incident.alerts;
      assert.deepEqual([edges.length, pageInfo.hasNextPage], [4, true]);
      const rest = await bench.ask(`{ alertIncident(id: "${INCIDENT}") {
        alerts(first: 10, after: "${pageInfo.endCursor}") { edges { node { feature } } } } }`);
      const seen = [...edges, ...rest.data.alertIncident.alerts.edges].map(({ node }) => node.feature);
      assert.deepEqual(seen.sort(), FEATURES);
    });

    test('Alerts of one check are notified again once per rise of severity, and not when others join or the same goes on', async () => {
      await check({ feature_0: 1 });
      assert.equal(
        (await sent(1))[0]?.text,
        'WARNING: feature_0 of lead-conversion 2: drift 1.0, at the warning limit of 1',
      );
      await check(all(1.2));
      await check({ ...all(1.5), feature_3: 2.5, feature_4: 3, feature_5: 2.1 });
      const raised = await sent(2);
      assert.deepEqual(raised.map(({ path }) => path).sort(), ['/slack', '/v2/enqueue']);
      for (const { text } of raised)
        assert.match(text, /^CRITICAL: 3 alerts of lead-conversion 2: feature_4 \(drift 3\.0, /);
      assert.equal(raised.find(({ path }) => path === '/v2/enqueue')?.key, INCIDENT);
      await check({ ...all(1.5), feature_3: 2.5, feature_6: 2.6 });
      const { severity, alertCount } = await incident();
      assert.deepEqual([severity, alertCount], ['CRITICAL', 10]);
    });

    test('Alerts of one check are over with the last of them, and open again as the same incident with its own alerts', async () => {
      await check({ feature_0: 1, feature_1: 1 });
      await sent(1);
      for (let n = 0; n < 3; n += 1) await check({ feature_0: 0, feature_1: 1 });
      assert.deepEqual([(await incident()).status, (await incident()).openCount], ['OPEN', 1]);
      for (let n = 0; n < 3; n += 1) await check({ feature_1: 0 });
      assert.equal((await sent(1))[0]?.text, 'RESOLVED after 6 h: feature_1 of lead-conversion 2');
      assert.deepEqual([(await incident()).status, (await incident()).alertCount], ['RESOLVED', 2]);
      await check({ feature_2: 1 });
      await sent(1);
      assert.deepEqual([(await incident()).status, (await incident()).alertCount], ['OPEN', 1]);
    });

    test('Alerts of one check are acknowledged together, or one by one until all are', async () => {
      await check({ feature_0: 2.5, feature_1: 2.5, feature_2: 2.5 });
      await sent(2);
      const one = 'feature-drift/lead-conversion/feature_0/';
      await bench.ask(`mutation { acknowledgeAlert(id: "${one}", reason: "seen") { alert { id } } }`);
      assert.equal((await incident()).status, 'OPEN');
      const taken = `mutation { acknowledgeIncident(id: "${INCIDENT}", reason: "mine") { incident { status openCount } } }`;
      const { data } = await bench.ask(taken);
      assert.deepEqual(data.acknowledgeIncident, { incident: { status: 'ACKNOWLEDGED', openCount: 3 } });
      const notices = await sent(1);
      assert.deepEqual(
        notices.map(({ action, key }) => [action, key]),
        [['acknowledge', INCIDENT]],
      );
      const again = await bench.ask(taken);
      assert.equal(again.errors?.[0]?.extensions?.code, 'ALERT_ACTION_REFUSED');
      const none = await bench.ask('mutation { acknowledgeIncident(id: "none", reason: "x") { incident { id } } }');
      assert.equal(none.errors?.[0]?.extensions?.code, 'ALERT_NOT_FOUND');
    });

    test('Alerts of one check are reminded together', async () => {
      await check(all(1));
      await sent(1);
      bench.now += 8 * 24 * HOUR;
      await check(all(1));
      const [reminder, ...more] = await sent(1);
      assert.match(reminder?.text, /^REMINDER: WARNING since 22 Nov 2026, 01:00 UTC: 10 alerts of /);
      assert.deepEqual(more, []);
    });

    test('Alerts of one check found by two processes at once are notified once', async () => {
      const other = await MonitoringBench.open(store);
      const signals = FEATURES.map((feature) => drift({ feature, value: 1, at: START, check: 'DRIFT' }));
      await Promise.all([bench, other].map(({ monitoring }) => monitoring.signals.observe(signals)));
      await other.close();
      assert.equal((await bench.ask('{ alerts { edges { node { openings } } } }')).data.alerts.edges.length, 10);
      const { rows } = await sql<{ told: number }>`SELECT count(*)::int AS told FROM monitoring.alert_event
        WHERE told_with IS NULL`.execute(bench.db);
      assert.deepEqual(rows, [{ told: 1 }]);
      await sentByNow();
    });

    const sentByNow = async () => {
      const { rows } = await sql<{ sent: number }>`SELECT count(*)::int AS sent FROM monitoring.alert_delivery`.execute(
        bench.db,
      );
      await sent(rows[0]?.sent ?? 0);
    };

    test('Alerts without an incident are notified one by one, and belong to no incident', async () => {
      await check({ feature_0: 1, feature_1: 1 }, false);
      assert.equal((await sent(2)).length, 2);
      const { data } = await bench.ask('{ alerts { edges { node { incident { id } } } } }');
      assert.deepEqual(data.alerts.edges, [{ node: { incident: null } }, { node: { incident: null } }]);
    });
  });
});

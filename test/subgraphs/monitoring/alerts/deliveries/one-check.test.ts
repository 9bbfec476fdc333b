import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AlertConfig } from '../../../../../platform/config/alert-config.ts';
import { webhookKey } from '../../../../../platform/webhooks/webhook-signature.ts';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { CERTIFICATE, MailServer } from '../../../../support/monitoring/mail-server.ts';
import { drift, MonitoringBench, NO_CHANNELS } from '../../../../support/monitoring/monitoring-bench.ts';
import { RecordedLog } from '../../../../support/monitoring/recorded-log.ts';
import { WEBHOOK_SECRET, WebhookReceiver } from '../../../../support/monitoring/webhook-receiver.ts';

const FEATURES = Array.from({ length: 10 }, (_, i) => `feature_${i}`);

onEachDatabase((kind, open) => {
  describe(`one check that finds ten drifting features on ${kind}`, () => {
    test('One check that finds ten drifting features is one message to each recipient that lists all ten, one training, and one end', async () => {
      const [store, web, mail] = await Promise.all([open('monitoring'), WebhookReceiver.open(), MailServer.open()]);
      const heard = new RecordedLog();
      const key = webhookKey(WEBHOOK_SECRET) as Uint8Array;
      const alerts: AlertConfig = {
        ...NO_CHANNELS,
        slackUrl: web.url('/slack'),
        pagerDuty: { baseUrl: web.url(''), routingKey: 'key' },
        webhook: { url: web.url('/hook'), key },
        retraining: { coolDownMs: 1, by: { webhook: { url: web.url('/train'), key } } },
        email: {
          ...{ host: '127.0.0.1', port: mail.port, isSecure: false, allowsPlain: false, credentials: undefined },
          ...{ authorities: CERTIFICATE, from: 'scoring@example.com', to: ['ops@example.com'] },
        },
      };
      const bench = await MonitoringBench.open(store, { alerts, log: heard.log });
      const level = {
        severity: 'CRITICAL',
        enter: 2,
        leave: 1.8,
        channels: ['SLACK', 'EMAIL', 'PAGERDUTY', 'WEBHOOK'],
      };
      const rule = { name: 'feature-drift', metric: 'FEATURE_DRIFT', levels: [level], clear: 1 };
      await bench.ask(
        'mutation($rule: AlertRuleInput!) { setAlertRule(rule: $rule, reason: "test") { rule { name } } }',
        { rule },
      );
      const check = async (value: number) => {
        bench.now += 3_600_000;
        const found = FEATURES.map((feature) => drift({ feature, value, at: bench.now, check: 'DRIFT' }));
        await bench.monitoring.signals.observe(found);
      };
      const settled = async (count: number) => {
        for (let each = 0; each < count; each += 1) await heard.next('notice delivered');
        return web.unread.splice(0).sort((a, b) => a.path.localeCompare(b.path));
      };

      await check(3);
      const opened = await settled(5);
      assert.deepEqual(
        opened.map(({ path }) => path),
        ['/hook', '/slack', '/train', '/v2/enqueue'],
      );
      const letter = await mail.next();
      for (const text of [...opened.filter(({ path }) => path !== '/train').map(({ body }) => body), letter.text])
        for (const feature of FEATURES) assert.ok(text.includes(`${feature} of lead-conversion 2: drift 3.0`), feature);
      assert.match(letter.text, /^Subject: CRITICAL: 10 alerts of lead-conversion 2: /m);

      await check(3);
      await check(0);
      const ended = await settled(4);
      assert.deepEqual(
        ended.map(({ path }) => path),
        ['/hook', '/slack', '/v2/enqueue'],
      );
      assert.equal(ended[2]?.json.event_action, 'resolve');
      assert.match((await mail.next()).text, /^Subject: RESOLVED after 2 h: 10 alerts of lead-conversion 2: /m);
      assert.deepEqual([web.unread, mail.unread], [[], []]);
      const { data } = await bench.ask('{ alerts { edges { node { deliveries { state } } } } }');
      for (const { node } of data.alerts.edges) {
        const states = node.deliveries.map(({ state }: { state: string }) => state);
        // those of the first alert with the training
        assert.ok([8, 9].includes(states.length) && states.every((state: string) => state === 'DELIVERED'));
      }
      await bench.close();
      await Promise.all([web.close(), mail.close()]);
      await store.close();
    });
  });
});

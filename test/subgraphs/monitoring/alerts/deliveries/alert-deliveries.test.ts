import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { SMTPServerOptions } from 'smtp-server';
import type { AlertConfig } from '../../../../../platform/config/alert-config.ts';
import { webhookKey } from '../../../../../platform/webhooks/webhook-signature.ts';
import { onEachDatabase, type TestDatabase } from '../../../../support/database/databases.ts';
import { CERTIFICATE, MailServer } from '../../../../support/monitoring/mail-server.ts';
import { type Answer, MonitoringBench, NO_CHANNELS, START } from '../../../../support/monitoring/monitoring-bench.ts';
import { RecordedLog } from '../../../../support/monitoring/recorded-log.ts';
import { isGenuine } from '../../../../support/monitoring/verify-webhook.ts';
import { WEBHOOK_SECRET, WebhookReceiver } from '../../../../support/monitoring/webhook-receiver.ts';

const KEY = 'feature-drift/lead-conversion/page_views/';
const DELIVERED = 'notice delivered';
const POSTPONED = 'notice not delivered; it is sent again';
const GIVEN_UP = 'notice given up; Alert.deliveries lists it';
const HOUR = 3_600_000;

const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions?.code;

onEachDatabase((kind, open) => {
  describe(`deliveries of alerts on ${kind}`, () => {
    let store: TestDatabase;
    let bench: MonitoringBench;
    let web: WebhookReceiver;
    let mail: MailServer;
    const heard = new RecordedLog();
    /** status of SMTP for each further attempt to send to an address */
    const refusals = new Map<string, number[]>();
    const refusing: SMTPServerOptions = {
      onRcptTo: ({ address }, _session, done) => {
        const responseCode = refusals.get(address)?.shift();
        done(responseCode === undefined ? undefined : Object.assign(new Error('no'), { responseCode }));
      },
    };

    before(async () => {
      [store, web, mail] = await Promise.all([open('monitoring'), WebhookReceiver.open(), MailServer.open(refusing)]);
      const key = webhookKey(WEBHOOK_SECRET) as Uint8Array;
      const alerts: AlertConfig = {
        ...NO_CHANNELS,
        slackUrl: web.url('/services/T0/B0/hush-slack'),
        email: {
          host: '127.0.0.1',
          port: mail.port,
          isSecure: false,
          allowsPlain: false,
          credentials: { user: 'scoring', pass: 'right' },
          authorities: CERTIFICATE,
          from: 'scoring@example.com',
          to: ['ops@example.com', 'ann@example.com'],
        },
        pagerDuty: { baseUrl: web.url(''), routingKey: 'hush-routing-key' },
        webhook: { url: web.url('/hook?token=hush-query'), key },
        retraining: {
          coolDownMs: 24 * HOUR,
          by: { job: { host: web.url(''), token: 'hush-token', jobId: 42, hasParameters: true } },
        },
      };
      bench = await MonitoringBench.open(store, { alerts, log: heard.log });
    });
    after(async () => {
      await bench.close();
      await Promise.all([web.close(), mail.close()]);
      await store.close();
    });
    afterEach(async () => {
      const left = [web.unread.splice(0).map(({ path }) => path), mail.unread];
      await bench.forgetAlerts();
      bench.now = START;
      assert.deepEqual(left, [[], []]);
    });

    /** Waits until so many notices were delivered, and takes those that came by HTTP, by their paths. */
    const settled = async (count: number) => {
      for (let each = 0; each < count; each += 1) await heard.next(DELIVERED);
      return new Map(web.unread.splice(0).map((webhook) => [webhook.path, webhook]));
    };
    // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the query
    const deliveries = async (): Promise<any[]> =>
      (
        await bench.ask(`{ alert(id: "${KEY}") { deliveries { id receiver type state attempts lastStatus lastError
          nextAttemptAt } } }`)
      ).data.alert.deliveries;
    const act = (mutation: string) =>
      bench.ask(`mutation { ${mutation}(id: "${KEY}", reason: "seen") { alert { id } } }`);

    test('Deliveries of alerts go to Slack for a warning, and for critical drift to mail, PagerDuty and training, too', async () => {
      await bench.signal({ value: 1 });
      const first = await settled(1);
      assert.deepEqual([...first.keys()], ['/services/T0/B0/hush-slack']);
      assert.match(
        first.get('/services/T0/B0/hush-slack')?.json.text,
        /^WARNING: page_views of lead-conversion 2: drift 1\.0, at the warning limit of 1$/,
      );

      await bench.signal({ value: 2.5 });
      const raised = await settled(5);
      assert.deepEqual([...raised.keys()].sort(), [
        '/api/2.1/jobs/run-now',
        '/services/T0/B0/hush-slack',
        '/v2/enqueue',
      ]);
      const incident = raised.get('/v2/enqueue')?.json;
      assert.deepEqual(
        [incident.routing_key, incident.event_action, incident.dedup_key, incident.payload.severity],
        ['hush-routing-key', 'trigger', KEY, 'critical'],
      );
      const run = raised.get('/api/2.1/jobs/run-now');
      assert.equal(run?.headers.authorization, 'Bearer hush-token');
      const { job_id, job_parameters } = run?.json ?? {};
      assert.deepEqual([job_id, job_parameters], [42, { model: 'lead-conversion', alert: KEY }]);

      const [letter, other] = [await mail.next(), await mail.next()];
      assert.deepEqual([...letter.to, ...other.to].sort(), ['ann@example.com', 'ops@example.com']);
      assert.deepEqual([letter.from, letter.user, letter.isEncrypted], ['scoring@example.com', 'scoring', true]);
      assert.match(letter.text, /Subject: CRITICAL: page_views of lead-conversion 2: drift 2\.5/);
      for (const part of [
        /<img src="cid:/,
        /Content-Type: image\/png/,
        /#+ 50\.0 %\n\s+=+ 10\.0 %/,
        /What to do: /,
        /\/alerts\//,
      ])
        assert.match(letter.text, part);
      const found = (await deliveries()).map(({ receiver, type, state }) => `${receiver} ${type} ${state}`).sort();
      assert.deepEqual(found, [
        'EMAIL RAISED DELIVERED',
        'EMAIL RAISED DELIVERED',
        'PAGERDUTY RAISED DELIVERED',
        'RETRAINING RETRAINING_REQUESTED DELIVERED',
        'SLACK OPENED DELIVERED',
        'SLACK RAISED DELIVERED',
      ]);
    });

    test('Deliveries of alerts acknowledge and resolve the same incident of PagerDuty', async () => {
      await bench.signal();
      await settled(5);
      await Promise.all([mail.next(), mail.next()]);
      await act('acknowledgeAlert');
      assert.deepEqual((await settled(1)).get('/v2/enqueue')?.json, {
        routing_key: 'hush-routing-key',
        event_action: 'acknowledge',
        dedup_key: KEY,
      });
      await act('resolveAlert');
      const over = await settled(4);
      assert.equal(over.get('/v2/enqueue')?.json.event_action, 'resolve');
      for (let each = 0; each < 2; each += 1)
        assert.match((await mail.next()).text, /Subject: RESOLVED after less than a minute: page_views/);
    });

    test('Deliveries of alerts start training once per cool-down and model, whichever feature drifts, and say so in the history', async () => {
      for (const feature of ['a', 'b', 'c']) await bench.signal({ feature });
      await bench.signal({ model: 'other' });
      const runs = [];
      for (let each = 0; each < 4 * 4 + 2; each += 1) await heard.next(DELIVERED);
      for (const { path, json } of web.unread.splice(0)) if (path.endsWith('run-now')) runs.push(json);
      for (let each = 0; each < 8; each += 1) await mail.next();
      assert.deepEqual(runs.map(({ job_parameters }) => job_parameters.model).sort(), ['lead-conversion', 'other']);
      bench.now += 24 * HOUR;
      await bench.signal({ feature: 'd' });
      const later = await settled(5);
      await Promise.all([mail.next(), mail.next()]);
      const token = later.get('/api/2.1/jobs/run-now')?.json.idempotency_token;
      assert.ok(token && runs.every(({ idempotency_token }) => idempotency_token !== token));
      const { data } = await bench.ask(
        '{ alert(id: "feature-drift/lead-conversion/d/") { history { type by severity } } }',
      );
      assert.deepEqual(data.alert.history[0], { type: 'RETRAINING_REQUESTED', by: 'system', severity: 'CRITICAL' });
    });

    test('Deliveries of alerts are sent again after 429, 5xx and a cut connection, under the same id, one by one', async () => {
      web.answer({ status: 429, headers: { 'retry-after': '20' } }, { status: 503 }, { status: 500 }, 'hang-up');
      await bench.signal({ value: 1 });
      await bench.signal({ value: 1, feature: 'later' });
      const errors: unknown[] = [];
      for (const pauseMs of [20_000, 5_000, 25_000, 120_000]) {
        errors.push((await heard.next(POSTPONED)).error);
        const [pending] = await deliveries();
        assert.equal(Date.parse(pending.nextAttemptAt), bench.now + pauseMs);
        bench.now += pauseMs;
      }
      assert.deepEqual(errors.slice(0, 3), [
        'found HTTP status 429, expected 2xx',
        'found HTTP status 503, expected 2xx',
        'found HTTP status 500, expected 2xx',
      ]);
      assert.match(String(errors[3]), /found no answer/);
      for (let each = 0; each < 2; each += 1) await heard.next(DELIVERED);
      const titles = web.unread.splice(0).map(({ json }) => String(json.text).match(/WARNING: (\w+) of/)?.[1]);
      assert.deepEqual(titles, [...Array(5).fill('page_views'), 'later']);
      const [delivery] = await deliveries();
      assert.deepEqual([delivery.state, delivery.attempts, delivery.lastStatus], ['DELIVERED', 5, 200]);
    });

    test('Deliveries of alerts are given up at once when the receiver will never take them, visibly', async () => {
      web.answer({ status: 404 });
      await bench.signal({ value: 1 });
      const { channel, attempts } = await heard.next(GIVEN_UP);
      assert.deepEqual([channel, attempts], ['SLACK', 1]);
      web.unread.splice(0);
      const [{ state, lastError }] = await deliveries();
      assert.deepEqual([state, lastError], ['FAILED', 'found HTTP status 404, expected 2xx']);
    });

    test('Deliveries of alerts to any webhook are signed, and carry the evidence', async () => {
      await setChannels('WEBHOOK');
      await bench.signal({ value: 1 });
      const { headers, body, json } = (await settled(1)).get('/hook?token=hush-query') ?? assert.fail('no webhook');
      assert.ok(isGenuine(headers, body, WEBHOOK_SECRET, bench.now));
      assert.deepEqual([json.type, json.data.alert, json.data.evidence.bins.length], ['alert.opened', KEY, 2]);
      await sql`DELETE FROM monitoring.alert_rule WHERE revision > 1`.execute(bench.db);
    });

    test('Deliveries of alerts wait when a channel has used up its quota', async () => {
      // one a second, none saved up
      await sql`INSERT INTO monitoring.alert_pace (receiver, used_until)
        VALUES ('SLACK', ${START + 60_000 - 5})`.execute(bench.db);
      await bench.signal({ value: 1 });
      const due = async () => (await deliveries())[0];
      while ((await due()).nextAttemptAt === new Date(START).toISOString());
      assert.deepEqual([(await due()).state, web.unread], ['PENDING', []]);
      bench.now += 20;
      await settled(1);
    });

    test('Deliveries of alerts test a channel at once, and return the result', async () => {
      const ask = (channel: string) =>
        bench.ask(`mutation { testAlertChannel(channel: ${channel}) { delivered status error } }`);
      assert.deepEqual((await ask('SLACK')).data.testAlertChannel, { delivered: true, status: 200, error: null });
      assert.match(web.unread.splice(0)[0]?.json.text, /^TEST/);
      web.answer({ status: 403 });
      assert.deepEqual((await ask('WEBHOOK')).data.testAlertChannel, {
        delivered: false,
        status: 403,
        error: 'found HTTP status 403, expected 2xx',
      });
      web.unread.splice(0);
      assert.deepEqual((await ask('EMAIL')).data.testAlertChannel, { delivered: true, status: 250, error: null });
      for (let each = 0; each < 2; each += 1) assert.match((await mail.next()).text, /Asked for by: ann/);
      refusals.set('ann@example.com', [550]);
      assert.deepEqual((await ask('EMAIL')).data.testAlertChannel, {
        delivered: false,
        status: 550,
        error: 'ann@example.com: found SMTP status 550, expected 250',
      });
      assert.deepEqual((await mail.next()).to, ['ops@example.com']);
      assert.equal((await ask('PAGERDUTY')).data.testAlertChannel.delivered, true);
      assert.deepEqual(
        web.unread.splice(0).map(({ json }) => json.event_action),
        ['trigger', 'resolve'],
      );
      await sql`UPDATE monitoring.alert_pace SET used_until = ${START + 60_000}`.execute(bench.db);
      assert.equal(codeOf(await ask('SLACK')), 'RATE_LIMITED');
    });

    test('Deliveries of alerts reveal no secrets of the environment', async () => {
      web.answer({ status: 500 });
      await bench.signal();
      await heard.next(POSTPONED);
      bench.now += 1_000;
      await settled(5);
      await Promise.all([mail.next(), mail.next()]);
      const tables = ['alert', 'alert_event', 'alert_delivery', 'alert_pace'];
      const rows = [];
      for (const table of tables)
        rows.push((await sql`SELECT * FROM ${sql.table(`monitoring.${table}`)}`.execute(bench.db)).rows);
      const { data } = await bench.ask(
        `{ alerts { edges { node { id url evidence runbook deliveries { lastError } } } } }`,
      );
      const said = JSON.stringify([rows, data]) + heard.text;
      assert.match(said, /feature-drift/);
      for (const secret of ['hush', 'whsec_', 'right']) assert.ok(!said.includes(secret), `${secret} was told`);
    });

    /** Lets warnings of drift go to one channel. */
    async function setChannels(channel: string): Promise<void> {
      const rule = {
        name: 'feature-drift',
        metric: 'FEATURE_DRIFT',
        levels: [{ severity: 'WARNING', enter: 1, leave: 0.8, channels: [channel] }],
      };
      const { errors } = await bench.ask(
        'mutation($rule: AlertRuleInput!) { setAlertRule(rule: $rule, reason: "test") { rule { name } } }',
        { rule },
      );
      assert.equal(errors, undefined);
    }
  });
});

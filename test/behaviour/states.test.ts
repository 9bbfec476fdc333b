import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { Registry } from 'prom-client';
import { createMonitoring, type Monitoring } from '../../subgraphs/monitoring/subgraph.ts';
import { onEachDatabase, type TestDatabase } from '../support/database/databases.ts';
import { FakeMlflow, mlModelOf } from '../support/mlflow/fake-mlflow.ts';
import { BYTES, codeOf, ModelsBench } from '../support/models/models-bench.ts';
import { NO_CHANNELS } from '../support/monitoring/monitoring-bench.ts';
import { RecordedLog } from '../support/monitoring/recorded-log.ts';
import { WEBHOOK_SECRET, WebhookReceiver } from '../support/monitoring/webhook-receiver.ts';

const SYNC = 'mutation { syncRegistry { imported { version } } }';

/** The lines of a registry that begin with a name, without it. */
const linesOf = async (registry: Registry, prefix: string): Promise<string[]> =>
  (await registry.metrics())
    .split('\n')
    .filter((line) => line.startsWith(prefix))
    .map((line) => line.slice(prefix.length));

onEachDatabase((kind, open) => {
  describe(`states of the models subgraph in its metrics on ${kind}`, () => {
    const metrics = new Registry();
    const heard = new RecordedLog();
    let fake: FakeMlflow;
    let receiver: WebhookReceiver;
    let bench: ModelsBench;
    before(async () => {
      [fake, receiver] = await Promise.all([FakeMlflow.start(), WebhookReceiver.open()]);
      const rarely = { pollMs: 3_600_000, timeoutMs: 1_000 };
      const all = { authorization: undefined, models: [], modelNames: new Map<string, string>() };
      bench = await ModelsBench.open(open, {
        metrics,
        log: heard.log,
        mlflow: { trackingUri: fake.url, ...all, aliasMoves: 'write-back', ...rarely },
        registryWebhooks: { urls: [receiver.url('/hook?token=hush')], secret: WEBHOOK_SECRET, allowPrivate: true },
        webhookPollMs: 10,
      });
    });
    after(async () => {
      await bench.close();
      await Promise.all([fake.close(), receiver.close()]);
    });

    test('are those of the follower of MLflow: lag, outages, conflicts and refused versions', async () => {
      bench.now += 30_000;
      assert.deepEqual(await linesOf(metrics, 'leadscore_mlflow_lag_seconds '), ['30']);
      assert.deepEqual(await linesOf(metrics, 'leadscore_mlflow_last_success_timestamp_seconds '), []);
      fake.models.set('seen', [{ version: 1, mlModel: mlModelOf(), bytes: BYTES }]);
      fake.models.set('refused', [{ version: 1, mlModel: '{', bytes: BYTES }]);
      await bench.ask(SYNC);
      const succeededAt = bench.now;
      fake.models.delete('seen');
      await bench.ask(SYNC);
      bench.now += 5_000;
      fake.misbehave('/', (_request, response) => response.writeHead(503).end());
      assert.equal(codeOf(await bench.ask(SYNC)), 'MLFLOW_UNAVAILABLE');
      bench.now += 7_000;
      assert.deepEqual(await linesOf(metrics, 'leadscore_mlflow_'), [
        'failing 1',
        'lag_seconds 12',
        `last_success_timestamp_seconds ${succeededAt / 1_000}`,
        `failing_since_timestamp_seconds ${(succeededAt + 5_000) / 1_000}`,
        'open_conflicts{state="LEFT"} 0',
        'open_conflicts{state="PENDING"} 0',
        'open_conflicts{state="REQUESTED"} 0',
        'open_conflicts{state="GONE"} 1',
        'refused_versions{code="MLFLOW_VERSION_UNUSABLE"} 1',
      ]);
      fake.misbehave('/', undefined);
      await bench.ask(SYNC);
      assert.deepEqual(await linesOf(metrics, 'leadscore_mlflow_failing'), [' 0']);
    });

    test('are those of webhooks: pending, given up, and how long one waits', async () => {
      const url = `url="${receiver.url('/hook')}"`;
      // of the registration above
      await heard.next('webhook delivered');
      receiver.unread.splice(0);
      const lines = () => linesOf(metrics, 'leadscore_webhook_');
      const idle = [
        `deliveries{${url},state="pending"} 0`,
        `deliveries{${url},state="failed"} 0`,
        `oldest_pending_seconds{${url}} 0`,
        `failing{${url}} 0`,
      ];
      assert.deepEqual(await lines(), idle);
      receiver.answer({ status: 503 }, { status: 410 });
      await bench.change('stageModelVersion', 'seen', 1);
      await heard.next('webhook not delivered; it is sent again');
      // before the retry is due
      bench.now += 500;
      assert.deepEqual(await lines(), [
        `deliveries{${url},state="pending"} 1`,
        `deliveries{${url},state="failed"} 0`,
        `oldest_pending_seconds{${url}} 0.5`,
        `failing{${url}} 1`,
      ]);
      bench.now += 500;
      await heard.next('webhook given up; webhookDeliveries lists it');
      assert.deepEqual(await lines(), [idle[0], `deliveries{${url},state="failed"} 1`, idle[2], idle[3]]);
      receiver.unread.splice(0);
    });

    test('that cannot be read are absent and counted, and the scrape succeeds', async () => {
      await sql`ALTER TABLE models.mlflow_sync RENAME TO away`.execute(bench.db);
      assert.deepEqual(await linesOf(metrics, 'leadscore_mlflow_lag_seconds'), []);
      await sql`ALTER TABLE models.away RENAME TO mlflow_sync`.execute(bench.db);
      const [count] = await linesOf(metrics, 'leadscore_state_reads_failed_total{part="mlflow"} ');
      assert.ok(Number(count) >= 1, count);
      assert.equal((await linesOf(metrics, 'leadscore_mlflow_lag_seconds ')).length, 1);
    });
  });

  describe(`states of the monitoring subgraph in its metrics on ${kind}`, () => {
    const metrics = new Registry();
    let store: TestDatabase;
    let monitoring: Monitoring;
    before(async () => {
      store = await open('monitoring');
      const alerts = { ...NO_CHANNELS, slackUrl: 'https://slack.example.com/secret' };
      monitoring = await createMonitoring({ database: store.database, log: new RecordedLog().log, metrics, alerts });
    });
    after(async () => {
      await monitoring.close();
      await store.close();
    });

    test('are those of channels and their deliveries', async () => {
      await sql`INSERT INTO monitoring.alert_delivery (event, receiver, state, due_at, changed_at)
        VALUES (1, 'EMAIL', 'FAILED', 0, 0)`.execute(store.database.tables());
      assert.deepEqual(await linesOf(metrics, 'leadscore_alert_'), [
        'channel_configured{channel="SLACK"} 1',
        'channel_configured{channel="EMAIL"} 0',
        'channel_configured{channel="PAGERDUTY"} 0',
        'channel_configured{channel="WEBHOOK"} 0',
        'channel_configured{channel="RETRAINING"} 0',
        'deliveries{channel="EMAIL",state="pending"} 0',
        'deliveries{channel="EMAIL",state="failed"} 1',
        'deliveries{channel="SLACK",state="pending"} 0',
        'deliveries{channel="SLACK",state="failed"} 0',
        'oldest_pending_seconds{channel="EMAIL"} 0',
        'oldest_pending_seconds{channel="SLACK"} 0',
        'channel_failing{channel="EMAIL"} 0',
        'channel_failing{channel="SLACK"} 0',
      ]);
    });
  });
});

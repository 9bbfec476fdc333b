import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../../../../platform/config/config.ts';
import { openDatabase } from '../../../../../platform/database/database.ts';
import { entryPoint } from '../../../../../platform/process/program.ts';
import { listDeliveries } from '../../../../../subgraphs/monitoring/alerts/deliveries/delivery-store.ts';
import { createMonitoring } from '../../../../../subgraphs/monitoring/subgraph.ts';
import { copyTemplate } from '../../../../support/database/database-template.ts';
import { createServerDatabase } from '../../../../support/database/databases.ts';
import { whyNoPostgres } from '../../../../support/database/throwaway-postgres.ts';
import { drift } from '../../../../support/monitoring/monitoring-bench.ts';
import { RecordedLog } from '../../../../support/monitoring/recorded-log.ts';
import { WEBHOOK_SECRET, WebhookReceiver } from '../../../../support/monitoring/webhook-receiver.ts';

const KEY = 'feature-drift/lead-conversion/f/';

describe('a process that is killed between sending a notice and recording it', () => {
  let receiver: WebhookReceiver;
  let dataDir: string;
  before(async () => {
    receiver = await WebhookReceiver.open();
    dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-alerts-'));
    await copyTemplate(dataDir, ['monitoring']);
  });
  after(async () => {
    await receiver.close();
    await rm(dataDir, { recursive: true });
  });

  const environmentOf = (databaseUrl: string) => ({
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    ALERT_WEBHOOK_URL: receiver.url(),
    ALERT_WEBHOOK_SECRET: WEBHOOK_SECRET,
    ALERT_ALLOW_PRIVATE: 'true',
  });

  const killWhileSending = async (databaseUrl: string): Promise<string> => {
    const { url, execArgv } = entryPoint('test/support/programs/alert-then-die.ts');
    const env = { ...process.env, ...environmentOf(databaseUrl) };
    receiver.answer('silence');
    const child = spawn(process.execPath, [...execArgv, fileURLToPath(url)], { env, stdio: 'inherit' });
    const { headers } = await receiver.next();
    child.kill('SIGKILL');
    await once(child, 'exit');
    return String(headers['webhook-id']);
  };

  const sendsAgain = async (databaseUrl: string): Promise<void> => {
    const id = await killWhileSending(databaseUrl);
    const database = await openDatabase({ dataDir, databaseUrl });
    const heard = new RecordedLog();
    // the claim of the dead process has expired by then
    const clock = (): number => Date.now() + 60_000;
    const { alerts } = readConfig(environmentOf(databaseUrl));
    const monitoring = await createMonitoring({ database, log: heard.log, clock, alerts });
    assert.equal((await receiver.next()).headers['webhook-id'], id);
    await heard.next('notice delivered');
    // the breach goes on: the alert is open already, and nobody is told again
    await monitoring.signals.observe([drift({ feature: 'f', value: 1, at: clock() })]);
    const deliveries = await listDeliveries(database.tables<never>(), [KEY], 10);
    assert.deepEqual(
      deliveries.map(({ state, attempts }) => [state, attempts]),
      [['DELIVERED', 1]],
    );
    await monitoring.close();
    await database.close();
    assert.deepEqual(receiver.unread, []);
  };

  test('A process that is killed between sending a notice and recording it causes it to be sent again under the same id, on the embedded database', () =>
    sendsAgain(''));

  const reason = whyNoPostgres();
  test('A process that is killed between sending a notice and recording it causes it to be sent again under the same id, on PostgreSQL', {
    skip: reason ?? false,
  }, async () => {
    const { url, close } = await createServerDatabase('monitoring');
    await sendsAgain(url);
    await close();
  });
});

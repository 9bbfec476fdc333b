import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { listDeliveries } from '../../../../subgraphs/monitoring/deliveries/delivery-store.ts';
import { createMonitoring } from '../../../../subgraphs/monitoring/subgraph.ts';
import { readConfig } from '../../../../subgraphs/shared/config.ts';
import { openDatabase } from '../../../../subgraphs/shared/database.ts';
import { entryPoint } from '../../../../subgraphs/shared/program.ts';
import { copyTemplate } from '../../../support/database-template.ts';
import { createServerDatabase } from '../../../support/databases.ts';
import { HeardLog } from '../../../support/heard-log.ts';
import { drift } from '../../../support/monitoring-bench.ts';
import { whyNoPostgres } from '../../../support/throwaway-postgres.ts';
import { WEBHOOK_SECRET, WebhookReceiver } from '../../../support/webhook-receiver.ts';

const KEY = 'feature-drift/lead-conversion/f/';

describe('a process that is killed between sending a notice and noting it', () => {
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
    const { url, execArgv } = entryPoint('test/support/alert-then-die.ts');
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
    const heard = new HeardLog();
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

  test('has it sent again under the same id, on the embedded database', () => sendsAgain(''));

  const reason = whyNoPostgres();
  test('has it sent again under the same id, on PostgreSQL', { skip: reason ?? false }, async () => {
    const { url, close } = await createServerDatabase('monitoring');
    await sendsAgain(url);
    await close();
  });
});

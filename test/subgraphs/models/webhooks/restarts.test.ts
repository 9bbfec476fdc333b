import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../../../../platform/database/database.ts';
import { createLogger } from '../../../../platform/logger.ts';
import { entryPoint } from '../../../../platform/process/program.ts';
import { audited } from '../../../../subgraphs/models/audit/audited.ts';
import { createModels } from '../../../../subgraphs/models/subgraph.ts';
import { listDeliveries } from '../../../../subgraphs/models/webhooks/delivery-store.ts';
import { RegistryWebhooks } from '../../../../subgraphs/models/webhooks/registry-webhooks.ts';
import { copyTemplate } from '../../../support/database/database-template.ts';
import { createServerDatabase, onEachDatabase } from '../../../support/database/databases.ts';
import { whyNoPostgres } from '../../../support/database/throwaway-postgres.ts';
import { BYTES, manifestOf } from '../../../support/models/models-bench.ts';
import { RecordedLog } from '../../../support/monitoring/recorded-log.ts';
import { isGenuine } from '../../../support/monitoring/verify-webhook.ts';
import { WEBHOOK_SECRET, WebhookReceiver } from '../../../support/monitoring/webhook-receiver.ts';

const DELIVERED = 'webhook delivered';
const configFor = (...urls: string[]) => ({ urls, secret: WEBHOOK_SECRET, allowPrivate: true });

/** Makes one change, with the given receivers. */
async function change(
  database: Database,
  log: RecordedLog['log'],
  outlet?: RegistryWebhooks | undefined,
): Promise<void> {
  await audited(
    { database, log, clock: Date.now, outlet },
    { action: 'PROMOTE', model: 'lead-conversion', version: 2, by: 'ann', reason: 'better' },
    async () => undefined,
    async () => ({ result: undefined, before: {}, after: {} }),
  );
}

describe('a process that is killed between sending a webhook and noting it', () => {
  let receiver: WebhookReceiver;
  let dataDir: string;
  before(async () => {
    receiver = await WebhookReceiver.open();
    dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-webhooks-'));
    await copyTemplate(dataDir, ['models']);
  });
  after(async () => {
    await receiver.close();
    await rm(dataDir, { recursive: true });
  });

  const killWhileSending = async (databaseUrl: string): Promise<string> => {
    const { url, execArgv } = entryPoint('test/support/programs/change-then-die.ts');
    const env = {
      ...process.env,
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      REGISTRY_WEBHOOK_URLS: receiver.url(),
      REGISTRY_WEBHOOK_SECRET: WEBHOOK_SECRET,
      REGISTRY_WEBHOOK_ALLOW_PRIVATE: 'true',
    };
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
    const db = database.tables<never>();
    const webhooks = await RegistryWebhooks.open({ db, log: heard.log, clock, config: configFor(receiver.url()) });
    const { headers, body } = await receiver.next();
    assert.equal(headers['webhook-id'], id);
    assert.ok(isGenuine(headers, body, WEBHOOK_SECRET, clock()));
    await heard.next(DELIVERED);
    const [delivery] = await listDeliveries(db, null, 10, null);
    assert.deepEqual([delivery?.state, delivery?.attempts], ['DELIVERED', 1]);
    await webhooks.close();
    await database.close();
  };

  test('A process killed after sending a webhook and before recording it sends it again under the same id, on the embedded database', () =>
    sendsAgain(''));

  const reason = whyNoPostgres();
  test('A process killed after sending a webhook and before recording it sends it again under the same id, on PostgreSQL', {
    skip: reason ?? false,
  }, async () => {
    const { url, close } = await createServerDatabase('models');
    await sendsAgain(url);
    await close();
  });
});

onEachDatabase((kind, open) => {
  describe(`webhooks between two starts on ${kind}`, () => {
    let store: Awaited<ReturnType<typeof open>>;
    let receiver: WebhookReceiver;
    before(async () => {
      store = await open('models');
      receiver = await WebhookReceiver.open();
    });
    after(async () => {
      await receiver.close();
      await store.close();
    });

    test('Webhooks are not recorded without REGISTRY_WEBHOOK_URLS', async () => {
      const { database } = store;
      const models = await createModels({ database, log: createLogger('silent') });
      const registration = { artifact: { bytes: BYTES }, manifest: manifestOf('untold'), version: 1 };
      await models.registry.register({ ...registration, stage: 'NONE', by: 'ann', reason: 'first' });
      await models.close();
      const { rows } = await sql`SELECT 1 FROM models.webhook_delivery`.execute(database.tables<never>());
      assert.equal(rows.length, 0);
    });

    test('Webhooks to a URL that is no longer configured are given up', async () => {
      const { database } = store;
      const heard = new RecordedLog();
      const db = database.tables<never>();
      const gone = await WebhookReceiver.open();
      gone.answer({ status: 500 });
      const before = await RegistryWebhooks.open({
        db,
        log: heard.log,
        clock: Date.now,
        config: configFor(gone.url()),
      });
      await change(database, heard.log, before);
      await heard.next('webhook not delivered; it is sent again');
      await before.close();
      const webhooks = await RegistryWebhooks.open({
        db,
        log: heard.log,
        clock: Date.now,
        config: configFor(receiver.url()),
      });
      const [delivery] = await listDeliveries(db, null, 10, null);
      assert.equal(delivery?.state, 'FAILED');
      assert.equal(delivery?.last_error, 'found its URL removed from REGISTRY_WEBHOOK_URLS');
      await webhooks.close();
      await gone.close();
      assert.deepEqual(receiver.unread, []);
    });

    test('Webhooks between two starts are sent once, although two processes poll them', async () => {
      const { database } = store;
      const other = (await store.openAgain?.()) ?? database;
      const heard = new RecordedLog();
      const config = configFor(receiver.url());
      const opened = await Promise.all(
        [database, other].map((each) =>
          RegistryWebhooks.open({
            db: each.tables<never>(),
            log: heard.log,
            clock: Date.now,
            config,
            pollMs: 1,
          }),
        ),
      );
      const count = 20;
      await Promise.all(Array.from({ length: count }, (_, turn) => change(database, heard.log, opened[turn % 2])));
      const ids = new Set<unknown>();
      for (let each = 0; each < count; each++) {
        ids.add((await receiver.next()).headers['webhook-id']);
        await heard.next(DELIVERED);
      }
      await Promise.all(opened.map((webhooks) => webhooks.close()));
      if (other !== database) await other.close();
      assert.equal(ids.size, count);
      assert.deepEqual(receiver.unread, []);
    });
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { readConfig } from '../../../../../platform/config/config.ts';
import { onEachDatabase, type TestDatabase } from '../../../../support/database/databases.ts';
import { MonitoringBench, START } from '../../../../support/monitoring/monitoring-bench.ts';
import { RecordedLog } from '../../../../support/monitoring/recorded-log.ts';

/** Fails by status 3 beside another run; then does what its model asks for. */
const SCRIPT = `
const { appendFileSync, mkdirSync, rmdirSync } = require('node:fs');
const [lock, runs] = process.argv.slice(1);
const { RETRAIN_MODEL: model, RETRAIN_ALERT, RETRAIN_REQUEST, LAKE_URL, MLFLOW_TRACKING_URI, HUSH } = process.env;
try { mkdirSync(lock); } catch { process.exit(3); }
process.once('exit', () => rmdirSync(lock));
appendFileSync(runs, JSON.stringify({ model, RETRAIN_ALERT, RETRAIN_REQUEST, LAKE_URL, MLFLOW_TRACKING_URI, HUSH }) + '\\n');
if (model === 'endless') { process.on('SIGTERM', () => process.exit(1)); setInterval(() => 0, 1000); }
else setTimeout(() => process.exit(Number(model.split('-')[1])), 50);
// last: from here on it may be ended, and then gives the lock back
console.log('training ' + model);
`;

onEachDatabase((kind, open) => {
  describe(`a training command on ${kind}`, () => {
    let store: TestDatabase;
    let folder: string;
    const heard = new RecordedLog();
    before(async () => {
      [store, folder] = await Promise.all([open('monitoring'), mkdtemp(join(tmpdir(), 'retraining-'))]);
    });
    after(async () => {
      await store.close();
      await rm(folder, { recursive: true });
    });

    const benches: MonitoringBench[] = [];
    afterEach(async () => {
      await benches[0]?.forgetAlerts();
      await Promise.all(benches.splice(0).map((bench) => bench.close()));
    });
    const start = async (): Promise<MonitoringBench> => {
      const { alerts } = readConfig({
        RETRAIN_COMMAND: JSON.stringify([process.execPath, '-e', SCRIPT, join(folder, 'lock'), join(folder, 'runs')]),
        DATA_DIR: folder,
        MLFLOW_TRACKING_URI: 'http://127.0.0.1:5000',
        HUSH: 'a secret of the platform',
      });
      const bench = await MonitoringBench.open(store, { alerts, log: heard.log });
      benches.push(bench);
      return bench;
    };
    const runs = async () =>
      (await readFile(join(folder, 'runs'), 'utf8'))
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
    const keyOf = (model: string) => `feature-drift/${model}/page_views/`;
    const deliveriesOf = async (bench: MonitoringBench, model: string) =>
      (
        await bench.ask(
          `{ alert(id: "${keyOf(model)}") { deliveries { receiver state attempts lastStatus lastError } } }`,
        )
      ).data.alert.deliveries;

    test('A training command gets the facts about the alert, and none of the platform’s secrets', async () => {
      const bench = await start();
      await bench.signal({ model: 'model-0' });
      const { request } = await heard.next('training command ended');
      await heard.next('notice delivered');
      assert.deepEqual((await runs()).at(-1), {
        model: 'model-0',
        RETRAIN_ALERT: keyOf('model-0'),
        RETRAIN_REQUEST: request,
        LAKE_URL: join(folder, 'lake'),
        MLFLOW_TRACKING_URI: 'http://127.0.0.1:5000',
      });
      assert.equal((await heard.next('training command output')).line, 'training model-0');
      assert.deepEqual(await deliveriesOf(bench, 'model-0'), [
        { receiver: 'RETRAINING', state: 'DELIVERED', attempts: 1, lastStatus: 0, lastError: null },
      ]);
    });

    test('Training commands run one at a time over all replicas; a status but 75 is final', async () => {
      const [first, second] = await Promise.all([start(), start()]);
      await Promise.all([
        first.signal({ model: 'a-0' }),
        second.signal({ model: 'b-65' }),
        first.signal({ model: 'd-0' }),
      ]);
      for (const message of ['notice delivered', 'notice given up; Alert.deliveries lists it', 'notice delivered'])
        await heard.next(message);
      await second.signal({ model: 'c-75' });
      await heard.next('notice not delivered; it is sent again');
      assert.deepEqual(await deliveriesOf(second, 'b-65'), [
        {
          receiver: 'RETRAINING',
          state: 'FAILED',
          attempts: 1,
          lastStatus: 65,
          lastError: 'exit status 65; its output is in the log',
        },
      ]);
      const [waiting] = await deliveriesOf(first, 'c-75');
      assert.deepEqual([waiting.state, waiting.attempts, waiting.lastStatus], ['PENDING', 1, 75]);
    });

    test('A training command ends with its process, and is run again after the next start', async () => {
      const bench = await start();
      await bench.signal({ model: 'endless' });
      while ((await heard.next('training command output')).line !== 'training endless');
      // any replica may run it, also one of a test before
      await Promise.all(benches.splice(0).map((each) => each.close()));
      await heard.next('notice not delivered; it is sent again');
      const next = await start();
      next.now = START + 60_000;
      while ((await heard.next('training command output')).line !== 'training endless');
      const [delivery] = await deliveriesOf(next, 'endless');
      assert.deepEqual([delivery.state, delivery.attempts], ['PENDING', 1]);
    });
  });
});

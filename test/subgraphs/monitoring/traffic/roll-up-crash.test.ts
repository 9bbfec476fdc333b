import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { openDatabase } from '../../../../platform/database/database.ts';
import { entryPoint } from '../../../../platform/process/program.ts';
import { rollUpOnce } from '../../../../subgraphs/monitoring/traffic/roll-up-keeper.ts';
import { ROLL_UP_WIDTHS_MS } from '../../../../subgraphs/monitoring/traffic/rules/traffic-roll-up.ts';
import { readRollUps } from '../../../../subgraphs/monitoring/traffic/store/roll-up-store.ts';
import { logFailures, logPredictions } from '../../../support/data/prediction-log.ts';
import { createServerDatabase } from '../../../support/database/databases.ts';
import { whyNoPostgres } from '../../../support/database/throwaway-postgres.ts';
import { isThorough } from '../../../support/runner/thorough.ts';

const TRIALS = isThorough() ? 12 : 4;
const skip = whyNoPostgres() ?? false;

test('Roll-ups lose and double nothing when the process that keeps them is killed again and again', {
  skip,
}, async () => {
  const { url, close } = await createServerDatabase('scores', 'monitoring');
  const database = await openDatabase({ dataDir: '', databaseUrl: url });
  const db = database.tables<never>();
  try {
    let logged = 0;
    for (let trial = 0; trial < TRIALS; trial += 1) {
      const keeper = startKeeper(url);
      await once(keeper, 'message');
      let isKilled = false;
      const write = async () => {
        while (!isKilled) {
          const now = Date.now();
          await logPredictions(db, [{ scoredAt: now }, { scoredAt: now - 60_000 }]);
          await logFailures(db, [{ code: 'INFERENCE_FAILED', failedAt: now }]);
          logged += 2;
        }
      };
      const writing = write();
      await sleep(50 + 93 * (trial % 7));
      keeper.kill('SIGKILL');
      await once(keeper, 'exit');
      isKilled = true;
      await writing;
    }
    // the server may still be at the last statement of whom it lost
    while ((await rollUpOnce({ db, clock: Date.now })) || (await isBehind(db)));
    for (const widthMs of ROLL_UP_WIDTHS_MS) {
      const rows = await readRollUps(db, { widthMs, from: 0, until: Number.MAX_SAFE_INTEGER });
      const predictions = rows.reduce((sum, row) => sum + row.predictions, 0);
      const failures = rows.reduce((sum, row) => sum + (row.errors.INFERENCE_FAILED ?? 0), 0);
      assert.deepEqual([predictions, failures], [logged, logged / 2]);
    }
  } finally {
    await database.close();
    await close();
  }
});

async function isBehind(db: Kysely<never>): Promise<boolean> {
  const { rows } = await sql<{ behind: boolean }>`SELECT position.transaction_id <= greatest(
      (SELECT max(transaction_id) FROM scores.prediction_log), (SELECT max(transaction_id) FROM scores.failure_log)
    ) AS behind FROM monitoring.roll_up_position position`.execute(db);
  return rows[0]?.behind === true;
}

function startKeeper(databaseUrl: string) {
  const { url, execArgv } = entryPoint('test/support/programs/roll-up-then-die.ts');
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  return fork(fileURLToPath(url), [], { execArgv: [...execArgv], env });
}

import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { openDatabase } from '../../../../platform/database/database.ts';
import { entryPoint } from '../../../../platform/process/program.ts';
import { LEADS_CHANGED } from '../../../../scoring/lead-changed.ts';
import { changesOf, recordChanges } from '../../../../subgraphs/leads/changes/change-store.ts';
import { createServerDatabase } from '../../../support/database/databases.ts';
import { whyNoPostgres } from '../../../support/database/throwaway-postgres.ts';
import { isThorough } from '../../../support/runner/thorough.ts';
import { DAY, NOW, ScoresWorld } from '../../../support/scores/scores-world.ts';

const TRIALS = isThorough() ? 12 : 4;
const LEADS = 40;
const PATIENCE_MS = 60_000;
const skip = whyNoPostgres() ?? false;

test('Automatic scoring forgets no change when the process that scores is killed again and again', {
  skip,
}, async () => {
  const { url, close } = await createServerDatabase(...ScoresWorld.schemas);
  const world = await ScoresWorld.open(async () => ({
    database: await openDatabase({ dataDir: '', databaseUrl: url }),
    close,
  }));
  await world.promoteVisitsModel();
  const ids = Array.from({ length: LEADS }, (_, index) => `lead-${index}`);
  for (const id of ids) await world.addLead(id);
  let visits = 0;
  const visit = async (): Promise<void> => {
    // most changes are of few leads, so that some wait while others are scored
    const id = ids[(visits * visits) % LEADS] as string;
    await world.db.transaction().execute(async (trx) => {
      await sql`INSERT INTO leads.interaction (id, lead_id, kind, occurred_at, recorded_at, quantity)
        VALUES (${`v${visits}`}, ${id}, 'WEBSITE_VISIT', ${NOW - DAY}, ${NOW - DAY}, 1)`.execute(trx);
      await recordChanges(trx, changesOf('INTERACTIONS_RECORDED', [id]), NOW);
    });
    visits += 1;
    world.database.events.publish(LEADS_CHANGED);
  };
  const scored = (): Promise<number> => world.count('scores.prediction');
  /** leads whose latest score, if any, lacks a visit */
  const behind = async (): Promise<number> => {
    const { rows } = await sql<{ leads: number }>`SELECT count(*) AS leads FROM (
      SELECT lead_id, count(*) AS visits FROM leads.interaction GROUP BY 1
    ) v WHERE visits IS DISTINCT FROM (SELECT (features->>'website_visits')::float FROM scores.prediction p
      WHERE p.lead_id = v.lead_id ORDER BY sequence DESC LIMIT 1)`.execute(world.db);
    return rows[0]?.leads ?? Number.NaN;
  };
  try {
    for (let trial = 0; trial < TRIALS; trial += 1) {
      // as if the lease of the process before had ended
      await sql`DELETE FROM leadership.lease`.execute(world.db).catch(() => undefined);
      const scoring = startScoring(url);
      await once(scoring, 'message');
      const scoredBefore = await scored();
      let isKilled = false;
      const writing = (async () => {
        while (!isKilled) await visit();
      })();
      for (const since = performance.now(); (await scored()) === scoredBefore; await sleep(20))
        assert.ok(performance.now() - since < PATIENCE_MS, 'the process scored nothing');
      await sleep(23 * (trial % 7));
      scoring.kill('SIGKILL');
      await once(scoring, 'exit');
      isKilled = true;
      await writing;
    }
    await visit();
    assert.ok((await behind()) > 0, 'no change was left when the last process was killed');
    await sql`DELETE FROM leadership.lease`.execute(world.db);
    const last = startScoring(url);
    for (const since = performance.now(); (await behind()) > 0; await sleep(20))
      assert.ok(performance.now() - since < PATIENCE_MS, 'a change was forgotten');
    last.kill('SIGKILL');
    await once(last, 'exit');
  } finally {
    await world.close();
  }
});

function startScoring(databaseUrl: string) {
  const { url, execArgv } = entryPoint('test/support/programs/rescore-then-die.ts');
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  return fork(fileURLToPath(url), [], { execArgv: [...execArgv], env });
}

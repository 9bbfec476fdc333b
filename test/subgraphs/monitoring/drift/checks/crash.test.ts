import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { openDatabase } from '../../../../../platform/database/database.ts';
import { entryPoint } from '../../../../../platform/process/program.ts';
import { createServerDatabase } from '../../../../support/database/databases.ts';
import { whyNoPostgres } from '../../../../support/database/throwaway-postgres.ts';
import { DriftWorld, HOUR_MS, NOW } from '../../../../support/monitoring/drift-world.ts';

const reason = whyNoPostgres();

test('A check that is killed while it stores its report leaves nothing of it', { skip: reason ?? false }, async () => {
  const { url, close } = await createServerDatabase(...DriftWorld.schemas);
  const database = await openDatabase({ dataDir: '', databaseUrl: url });
  const world = await DriftWorld.open({ database, close: () => database.close() });
  await world.addPredictions({ rows: 500, from: NOW - 20 * HOUR_MS, until: NOW });
  await delayFeatures(world.db);
  const child = startCheck(url);
  const backend = await untilStoring(world.db);
  child.kill('SIGKILL');
  await once(child, 'exit');
  // the server notices at once what it would notice when it answers
  await sql`SELECT pg_terminate_backend(${backend})`.execute(world.db);
  await untilGone(world.db, backend);
  assert.deepEqual(await stored(world.db), { reports: 0, features: 0, slices: 0 });

  await sql`DROP TRIGGER delay ON monitoring.drift_feature`.execute(world.db);
  const again = startCheck(url);
  assert.deepEqual(await once(again, 'exit'), [0, null]);
  const { reports, features, slices } = await stored(world.db);
  assert.deepEqual([reports, features], [1, 19]);
  assert.ok(slices > 0);
  await world.close();
  await database.close();
  await close();
});

function startCheck(databaseUrl: string): ChildProcess {
  const { url, execArgv } = entryPoint('test/support/programs/check-drift.ts');
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  return spawn(process.execPath, [...execArgv, fileURLToPath(url)], { env, stdio: 'inherit' });
}

/** Each feature takes a while to be stored. */
async function delayFeatures(db: Kysely<never>): Promise<void> {
  await sql`CREATE FUNCTION monitoring.delay() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep(2); RETURN NEW; END $$`.execute(db);
  await sql`CREATE TRIGGER delay BEFORE INSERT ON monitoring.drift_feature
    FOR EACH ROW EXECUTE FUNCTION monitoring.delay()`.execute(db);
}

/** Resolves to the server's process that stores a report, in the middle of it. */
async function untilStoring(db: Kysely<never>): Promise<number> {
  for (;;) {
    const { rows } = await sql<{ pid: number }>`SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event = 'PgSleep'`.execute(db);
    if (rows[0]) return rows[0].pid;
    await sleep(50);
  }
}

async function untilGone(db: Kysely<never>, backend: number): Promise<void> {
  for (;;) {
    const { rows } = await sql`SELECT 1 FROM pg_stat_activity WHERE pid = ${backend}`.execute(db);
    if (rows.length === 0) return;
    await sleep(50);
  }
}

async function stored(db: Kysely<never>) {
  const { rows } = await sql<{ reports: number; features: number; slices: number }>`
    SELECT (SELECT count(*)::int FROM monitoring.drift_report) AS reports,
      (SELECT count(*)::int FROM monitoring.drift_feature) AS features,
      (SELECT count(*)::int FROM monitoring.drift_slice) AS slices`.execute(db);
  return rows[0] as { reports: number; features: number; slices: number };
}

import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { type Database, openDatabase } from '../../../../platform/database/database.ts';
import { entryPoint } from '../../../../platform/process/program.ts';
import { copyTemplate } from '../../../support/database/database-template.ts';
import { createServerDatabase } from '../../../support/database/databases.ts';
import { whyNoPostgres } from '../../../support/database/throwaway-postgres.ts';
import { tableRows, temporaryLake } from '../../../support/lake/temporary-lake.ts';
import { isThorough } from '../../../support/runner/thorough.ts';
import { writeGold } from '../../../support/scores/gold-table.ts';
import { NOW, ScoresWorld, visitsVersion } from '../../../support/scores/scores-world.ts';

const PROGRAM = entryPoint('test/support/programs/batch-program.ts');
const LEADS = 2_000;
const KILLS = isThorough() ? 8 : 3;
const DAY = 86_400_000;

type TemporaryLake = Awaited<ReturnType<typeof temporaryLake>>;

/** Fills a database with leads and a champion, and the lake with their features. */
async function prepare(database: Database, lake: TemporaryLake): Promise<void> {
  const world = await ScoresWorld.open(async () => ({ database, close: () => database.close() }));
  await world.promoteVisitsModel();
  await world.registry.register(visitsVersion(1), 'PRODUCTION');
  await sql`INSERT INTO leads.lead (id, created_at, valid_from, stage)
    SELECT 'lead-' || n, ${NOW - 40 * DAY}::bigint, ${NOW - 40 * DAY}::bigint, 'NEW'
    FROM generate_series(1, ${LEADS}::int) n`.execute(world.db);
  await writeGold(lake, world.db, NOW);
  await world.close();
}

function start(dataDir: string, url: string, lake: TemporaryLake): ChildProcess {
  return fork(fileURLToPath(PROGRAM.url), [dataDir, url, lake.folder], { execArgv: [...PROGRAM.execArgv] });
}

/** Kills a process some time after it made some progress, whatever it is about to do. @returns whether it was under way */
async function killDuring(child: ChildProcess): Promise<boolean> {
  const exited = once(child, 'exit');
  let left = Math.floor(Math.random() * 8);
  const abort = new AbortController();
  void exited.then(() => abort.abort());
  try {
    for await (const [message] of on(child, 'message', { signal: abort.signal })) {
      if (message === 'ended') break;
      if (left-- === 0) {
        await sleep(Math.random() * 15);
        child.kill('SIGKILL');
      }
    }
  } catch (error) {
    if ((error as Error).name !== 'AbortError') throw error;
  }
  const [, signal] = await exited;
  return signal === 'SIGKILL';
}

interface JobRows {
  readonly id: string;
  readonly status: string;
  readonly recorded: number;
  readonly appended: number;
  readonly rows: number;
  readonly leads: number;
}

/** Holds every job to its rows in the log and in the lake. */
async function check(db: Kysely<never>, lake: TemporaryLake): Promise<void> {
  const { rows: jobs } = await sql<JobRows>`SELECT j.id, j.status, j.recorded, j.appended, count(p.id) AS rows,
      count(DISTINCT p.lead_id) AS leads
    FROM scores.batch_job j LEFT JOIN scores.prediction p ON p.request_id = 'batch-' || j.id GROUP BY j.id`.execute(db);
  const laked = await tableRows(lake, 'predictions');
  for (const { id, ...counts } of jobs) {
    const all = { status: 'SUCCEEDED', recorded: LEADS, appended: LEADS, rows: LEADS, leads: LEADS };
    assert.deepEqual({ ...counts, rows: Number(counts.rows), leads: Number(counts.leads) }, all);
    const leads = laked.filter((row) => row.job_id === id).map((row) => row.lead_id);
    assert.deepEqual([leads.length, new Set(leads).size], [LEADS, LEADS]);
  }
  const { rows } = await sql<{ n: number }>`SELECT sum(jsonb_array_length(payload)) AS n FROM outbox.message
    WHERE topic = 'leads.write-back'`.execute(db);
  assert.equal(Number(rows[0]?.n), jobs.length * LEADS);
}

async function crash(dataDir: string, url: string, lake: TemporaryLake): Promise<void> {
  const options = { dataDir, ...(url && { databaseUrl: url }) };
  await prepare(await openDatabase(options), lake);
  for (let kills = 0; kills < KILLS; ) if (await killDuring(start(dataDir, url, lake))) kills++;
  const last = start(dataDir, url, lake);
  assert.deepEqual(await once(last, 'exit'), [0, null]);
  const database = await openDatabase(options);
  await check(database.tables<never>(), lake);
  await database.close();
}

test('SIGKILL during batch jobs loses and doubles no prediction, on pglite', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-'));
  t.after(() => rm(dataDir, { recursive: true, force: true }));
  await copyTemplate(dataDir, ScoresWorld.schemas);
  await crash(dataDir, '', await temporaryLake(t));
});

test('SIGKILL during batch jobs loses and doubles no prediction, on postgres', {
  skip: whyNoPostgres() ?? false,
}, async (t) => {
  const { url, close } = await createServerDatabase(...ScoresWorld.schemas);
  await crash(tmpdir(), url, await temporaryLake(t));
  await close();
});

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { type Database, openDatabase } from '../../../../platform/database/database.ts';
import { createLogger } from '../../../../platform/logger.ts';
import { Outbox } from '../../../../platform/outbox/outbox.ts';
import { entryPoint } from '../../../../platform/process/program.ts';
import { createScores } from '../../../../subgraphs/scores/subgraph.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { runToEnd } from '../../../support/process/run-to-end.ts';
import { DAY, NOW, ScoresWorld, visitsVersion } from '../../../support/scores/scores-world.ts';

const PROGRAM = entryPoint('test/support/programs/backtest-program.ts');
const LEADS = 6_000;

interface Counts {
  readonly status: string;
  readonly scored: number;
  readonly rows: number;
  readonly leads: number;
}

async function countsOf(db: Kysely<never>, id: number): Promise<Counts> {
  const { rows } = await sql<Counts>`SELECT status, scored,
      (SELECT count(*) FROM scores.backtest_score WHERE backtest = b.id) AS rows,
      (SELECT count(DISTINCT lead_id) FROM scores.backtest_score WHERE backtest = b.id) AS leads
    FROM scores.backtest b WHERE id = ${id}`.execute(db);
  return rows[0] as Counts;
}

/** Runs `scores` on a database until a backtest has ended. */
async function resume(database: Database, id: number): Promise<Counts> {
  const db = database.tables<never>();
  // as if the lease of the killed process had run out
  await sql`DELETE FROM leadership.lease`.execute(db);
  const log = createLogger('silent');
  const outbox = await Outbox.open(database, log);
  const scores = await createScores({ database, outbox, log, clock: () => NOW, backtestPollMs: 20 });
  while ((await countsOf(db, id)).status === 'RUNNING') await sleep(20);
  await scores.close();
  return countsOf(db, id);
}

test('SIGKILL during a backtest loses and doubles no score: the next start resumes it', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-'));
  const { output, signal } = await runToEnd(PROGRAM, dataDir, String(LEADS));
  assert.equal(signal, 'SIGKILL');
  const id = Number(output);
  const database = await openDatabase({ dataDir });
  try {
    const before = await countsOf(database.tables<never>(), id);
    assert.equal(before.status, 'RUNNING');
    assert.ok(before.rows >= 1_000 && before.rows < LEADS && before.rows === before.scored, `${before.rows} rows`);
    assert.deepEqual(await resume(database, id), { status: 'SUCCEEDED', scored: LEADS, rows: LEADS, leads: LEADS });
  } finally {
    await database.close();
    await rm(dataDir, { recursive: true });
  }
});

onEachDatabase((kind, open) => {
  test(`Closing during a backtest lets another process resume it, and cancelling ends it, on ${kind}`, async () => {
    const opened = await open(...ScoresWorld.schemas);
    const { database } = opened;
    const close = async () => undefined;
    const world = await ScoresWorld.open(async () => ({ database, close }), { backtestPollMs: 20 });
    await world.registry.register(visitsVersion(1));
    await sql`INSERT INTO leads.lead (id, created_at, valid_from, stage)
      SELECT 'lead-' || n, ${NOW - 40 * DAY}::bigint, ${NOW - 40 * DAY}::bigint, 'NEW'
      FROM generate_series(1, ${LEADS}::int) n`.execute(world.db);
    const start = () =>
      world.scores.backtests.start({
        ...{ model: 'lead-conversion', version: 1, startedBy: 'test' },
        ...{ decisionTime: 'LEAD_AGE', leadAges: [1], from: NOW - 50 * DAY, until: NOW },
      });
    const cancelled = await start();
    const progressed = async (id: number) => {
      while ((await countsOf(world.db, id)).scored === 0) await sleep(5);
    };
    await progressed(cancelled.id);
    await world.scores.backtests.cancel(cancelled.id, 'ann');
    const { id } = await start();
    await progressed(id);
    await world.close();
    const between = await countsOf(database.tables<never>(), id);
    assert.deepEqual([between.status, between.rows], ['RUNNING', between.scored]);
    assert.deepEqual(await resume(database, id), { status: 'SUCCEEDED', scored: LEADS, rows: LEADS, leads: LEADS });
    const ended = await countsOf(database.tables<never>(), cancelled.id);
    assert.equal(ended.status, 'CANCELLED');
    assert.ok(ended.scored < LEADS, `${ended.scored} scored`);
    await opened.close();
  });
});

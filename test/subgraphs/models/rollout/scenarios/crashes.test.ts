import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../../../../../platform/database/database.ts';
import { listRolloutEvents } from '../../../../../subgraphs/models/rollout/store/rollout-store.ts';
import { createServerDatabase } from '../../../../support/database/databases.ts';
import { Replicas } from '../../../../support/database/replicas.ts';
import { whyNoPostgres } from '../../../../support/database/throwaway-postgres.ts';
import {
  CRASH_PHASES,
  type CrashedRollout,
  type CrashPhase,
  rolloutCrashTrial,
} from '../../../../support/rollouts/rollout-crash-trial.ts';
import { isThorough } from '../../../../support/runner/thorough.ts';

// every kill costs the seconds of a start, so a short run has each phase once, on one of the databases
const killedIn = (hurried: readonly CrashPhase[]): readonly CrashPhase[] => (isThorough() ? CRASH_PHASES : hurried);

describe('a rollout goes on in the right state, and nothing of it happens twice, when SIGKILL hits in every phase', () => {
  it('A rollout resumes in the right state and repeats nothing after SIGKILL in every phase with one process on the embedded database', async () => {
    await inTemporaryFolder(async (dataDir) => {
      const rollout = await crash(dataDir, {}, 1, killedIn(['PENDING', 'AWAITING_APPROVAL']));
      await assertOnce(await openDatabase({ dataDir }), rollout);
    });
  });

  const skip = whyNoPostgres();
  it('A rollout resumes in the right state and repeats nothing after SIGKILL in every phase with two processes on PostgreSQL', {
    skip,
  }, async () => {
    const server = await createServerDatabase();
    const phases = killedIn(['PAUSED', 'RUNNING', 'LAST_STEP', 'COMPLETED']);
    await inTemporaryFolder(async (dataDir) => {
      const rollout = await crash(dataDir, { DATABASE_URL: server.url }, 2, phases);
      await assertOnce(await openDatabase({ dataDir, databaseUrl: server.url }), rollout);
    });
    await server.close();
  });
});

async function inTemporaryFolder(body: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-crashes-'));
  try {
    await body(dataDir);
  } finally {
    await rm(dataDir, { recursive: true });
  }
}

async function crash(
  dataDir: string,
  environment: Readonly<Record<string, string>>,
  count: 1 | 2,
  phases: readonly CrashPhase[],
): Promise<CrashedRollout> {
  const replicas = new Replicas(dataDir, environment);
  try {
    for (let name = 0; name < count; name++) await replicas.start(name);
    replicas.load();
    return await rolloutCrashTrial(replicas, count, phases);
  } finally {
    await replicas.close();
  }
}

async function assertOnce(database: Database, { id, version }: CrashedRollout): Promise<void> {
  try {
    const db = database.tables<never>();
    const events = (await listRolloutEvents(db, id, 1000, null)).toReversed();
    const standings = events.map(({ status, step }) => `${status} ${step}`);
    assert.deepEqual(
      standings.filter((standing, i) => standing !== standings[i - 1]),
      ['PENDING -1', 'RUNNING 0', 'PAUSED 0', 'RUNNING 0', 'AWAITING_APPROVAL 0', 'RUNNING 1', 'COMPLETED 1'],
    );
    const once = events.filter(({ type }) => type !== 'ANALYSED' && type !== 'TIME_PASSED').map(({ type }) => type);
    assert.deepEqual(once, ['CREATE', 'START', 'PAUSE', 'RESUME', 'APPROVE']);
    // it waits for an approval, and it is complete
    assert.equal(events.filter(({ severity }) => severity !== null).length, 2);
    const { rows } = await sql<{ action: string; version: number }>`
      SELECT action, version FROM models.stage_change WHERE version = ${version} ORDER BY id`.execute(db);
    assert.deepEqual(
      rows.map(({ action }) => action),
      ['REGISTER', 'STAGE', 'PROMOTE'],
    );
    const champions = await sql<{ version: number }>`
      SELECT version FROM models.model_version WHERE stage = 'PRODUCTION'`.execute(db);
    assert.deepEqual(champions.rows, [{ version }]);
  } finally {
    await database.close();
  }
}

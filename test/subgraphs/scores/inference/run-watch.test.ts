import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { createLogger } from '../../../../platform/logger.ts';
import { Outbox } from '../../../../platform/outbox/outbox.ts';
import { entryPoint } from '../../../../platform/process/program.ts';
import { digestOf } from '../../../../scoring/artifact.ts';
import { consumeStalls, recordStall, type Stall } from '../../../../subgraphs/scores/inference/stall-files.ts';
import { createScores } from '../../../../subgraphs/scores/subgraph.ts';
import { hasStalled } from '../../../../subgraphs/scores/versions/withdrawal-store.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { askScores, codesOf, NOW, ScoresWorld, visitsVersion } from '../../../support/scores/scores-world.ts';

const SCORE =
  'mutation { scoreFeatures(input: { features: { websiteVisits: 1 } }) { score { modelVersion { version } } } }';

describe('a run that blocks the main thread', () => {
  let dataDir: string;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'stall-'));
  });
  after(() => rm(dataDir, { recursive: true }));
  const digest = digestOf(visitsVersion(1).bytes);

  it('a run that blocks the main thread is recorded and logged, and its process is killed', async () => {
    const { url, execArgv } = entryPoint('test/support/programs/stalled-run-program.ts');
    const child = spawn(process.execPath, [...execArgv, fileURLToPath(url), dataDir, digest]);
    let log = '';
    child.stderr.on('data', (chunk: Buffer) => {
      log += chunk;
    });
    const [code, signal] = await once(child, 'close');
    assert.deepEqual([code, signal], [null, 'SIGKILL'], log);
    const line = JSON.parse(log.trim().split('\n').at(-1) ?? '');
    assert.deepEqual([line.level, line.model, line.version], [50, 'lead-conversion', 1]);
    const stalls: Stall[] = [];
    await consumeStalls(dataDir, async (stall) => void stalls.push(stall));
    assert.deepEqual(
      stalls.map(({ model, version, digest: file }) => [model, version, file]),
      [['lead-conversion', 1, digest]],
    );
  });

  onEachDatabase((kind, open) => {
    it(`a run that blocks the main thread withdraws its version at the next start on ${kind}`, async () => {
      const world = await ScoresWorld.open(open, { inferenceWorkers: 0, pollMs: 60_000 });
      await world.promoteVisitsModel();
      const log = createLogger('silent');
      const outbox = await Outbox.open(world.database, log);
      const stall = { model: 'lead-conversion', version: 1, digest, reason: 'a test', at: NOW };
      recordStall(dataDir, `test-${kind}`, stall);
      const restarted = await createScores({ database: world.database, outbox, log, dataDir, inferenceWorkers: 0 });
      assert.deepEqual(codesOf(await askScores(restarted, SCORE, {})), ['MODEL_WITHDRAWN']);
      const { rows } =
        await sql`SELECT version, cause, reason FROM scores.withdrawal_log WHERE reason = 'a test'`.execute(world.db);
      assert.deepEqual(rows, [{ version: 1, cause: 'STALL', reason: 'a test' }]);
      assert.deepEqual(await readdir(dataDir), []);
      // back in traffic, it runs in a process of its own
      await world.promoteSizeModel(2);
      await restarted.modelsChanged();
      await world.promoteVisitsModel();
      await restarted.modelsChanged();
      assert.deepEqual(codesOf(await askScores(restarted, SCORE, {})), []);
      assert.equal(await hasStalled(world.db, digest), true);
      await restarted.close();
      await world.close();
    });
  });
});

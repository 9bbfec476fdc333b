import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { RankedLeadsDocument } from '../../generated/graphql.ts';
import { startThrowawayPostgres, whyNoPostgres } from '../../support/database/throwaway-postgres.ts';
import { crashTrial } from '../../support/process/crash-trial.ts';
import { type PlatformProcess, startPlatform } from '../../support/process/platform-process.ts';
import { isThorough } from '../../support/runner/thorough.ts';
import { ScoringClient } from '../../support/scores/scoring-client.ts';

describe('npm start', () => {
  let dataDir: string;
  let supergraphFile: string;
  let platform: PlatformProcess;
  let client: ScoringClient;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-start-'));
    supergraphFile = join(dataDir, 'supergraph.graphql');
    await copyFile('schema/supergraph.graphql', supergraphFile);
    platform = await startPlatform({ DATA_DIR: dataDir, SUPERGRAPH_FILE: supergraphFile });
    client = new ScoringClient(platform);
  });

  after(async () => {
    client.close();
    await platform.stop('SIGTERM');
    await rm(dataDir, { recursive: true });
  });

  it('shows in words and per cent what its first start does, before it is ready', () => {
    const [progress = ''] = platform.output().split('is ready at');
    for (const task of [
      'opening the database',
      'starting the subgraphs',
      'loading demo leads',
      'checking demo models',
      'scoring demo leads',
    ])
      assert.ok(progress.includes(`${task}: 100 %`), `found no end of ${task} in:\n${progress}`);
    assert.ok(progress.includes('loading demo leads: 50 %'), progress);
  });

  it('prints three operations that work as printed', async () => {
    const printed = [...platform.output().matchAll(/curl -s (\S+) -H "authorization.*?-d '(.*)'/g)];
    assert.equal(printed.length, 3);
    for (const [, url = '', body = ''] of printed) {
      const answer = JSON.parse(await client.post(new URL(url).pathname, body));
      assert.ok(!('errors' in answer) && !('code' in answer), JSON.stringify(answer));
    }
  });

  it('ranks leads by score over three subgraphs', async () => {
    const { leads } = await client.graphql(RankedLeadsDocument, { first: 20 });
    const nodes = leads?.edges.map(({ node }) => node) ?? [];
    assert.equal(nodes.length, 20);
    const probabilities = nodes.map(({ crmScore }) => crmScore?.probability ?? -1);
    assert.deepEqual(
      probabilities,
      [...probabilities].sort((a, b) => b - a),
    );
    for (const { score } of nodes) assert.equal(score?.modelVersion?.stage, 'PRODUCTION');
  });

  it('refuses a second process on the same data directory', async () => {
    await assert.rejects(startPlatform({ DATA_DIR: dataDir }), /ended with 1 .*\n(.*\n)*DATA_DIRECTORY_LOCKED/);
  });

  it('refuses a wrong variable, naming it', async () => {
    await assert.rejects(
      startPlatform({ DATA_DIR: dataDir, BODY_LIMIT_BYTES: 'many' }),
      /CONFIGURATION_INVALID: BODY_LIMIT_BYTES/,
    );
  });

  it('serves another supergraph as soon as its file changes, and reads it again on SIGHUP', async () => {
    const sdl = await readFile(supergraphFile, 'utf8');
    const [, description = ''] = /"""(.+)"""\ntype Health\b/.exec(sdl) ?? [];
    assert.ok(description, 'Health has a description of one line');
    await writeFile(supergraphFile, sdl.replace(description, 'How it is now.'));
    await untilDescribed('How it is now.');
    await writeFile(supergraphFile, 'no supergraph');
    process.kill(platform.pid, 'SIGHUP');
    assert.equal((await client.graphql(RankedLeadsDocument, { first: 1 })).leads?.edges.length, 1);
    await writeFile(supergraphFile, sdl);
    process.kill(platform.pid, 'SIGHUP');
    await untilDescribed(description);
  });

  async function untilDescribed(expected: string): Promise<void> {
    const body = JSON.stringify({ query: '{ __type(name: "Health") { description } }' });
    for (;;) {
      const { data } = JSON.parse(await client.post('/graphql', body));
      if (data.__type.description === expected) return;
      await sleep(20);
    }
  }

  it('ends with code 0 on SIGTERM and starts again without loading anything', async () => {
    assert.equal(await platform.stop('SIGTERM'), 0);
    platform = await startPlatform({ DATA_DIR: dataDir });
    client.close();
    client = new ScoringClient(platform);
    assert.ok(!platform.output().includes('demo'), platform.output());
    assert.equal((await client.graphql(RankedLeadsDocument, { first: 20 })).leads?.edges.length, 20);
  });

  it('has every acknowledged score after SIGKILL under load, embedded', async () => {
    let running: PlatformProcess | undefined = platform;
    for (const killAfterMs of isThorough() ? [400, 900] : [900]) {
      const { acknowledged, lost } = await crashTrial({ DATA_DIR: dataDir }, killAfterMs, running);
      assert.equal(lost, 0, `lost ${lost} of ${acknowledged}`);
      running = undefined;
    }
  });

  const reason = whyNoPostgres();
  const skip = reason ? `PostgreSQL suites skipped: ${reason}` : false;
  it('has every acknowledged score after SIGKILL under load, on PostgreSQL', { skip }, async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-crash-'));
    const server = await startThrowawayPostgres();
    const { acknowledged, lost } = await crashTrial({ DATA_DIR: dataDir, DATABASE_URL: server.url }, 600);
    await server.close();
    await rm(dataDir, { recursive: true });
    assert.equal(lost, 0, `lost ${lost} of ${acknowledged}`);
  });
});

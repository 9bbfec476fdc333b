import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ALL_SCHEMAS, copyTemplate } from '../../support/database/database-template.ts';
import type { TestVersion } from '../../support/models/model-registry.ts';
import { endlessVersion } from '../../support/models/visits-models.ts';
import { type PlatformProcess, startPlatform } from '../../support/process/platform-process.ts';
import { visitsVersion } from '../../support/scores/scores-world.ts';
import { ScoringClient } from '../../support/scores/scoring-client.ts';

const REGISTER = `mutation ($input: RegisterModelVersionInput!) { registerModelVersion(input: $input) { version } }`;
const PROMOTE = 'mutation { promoteModelVersion(model: "lead-conversion", version: 1, reason: "first") { stage } }';
const START = `mutation { startRollout(model: "lead-conversion", version: 2, strategy: CANARY, reason: "trial", replayRows: 0,
  steps: [{ trafficShare: 0.9, holdSeconds: 3600 }, { trafficShare: 1 }]) { rollout { id } } }`;
const ABORT = 'mutation ($id: ID!) { abortRollout(id: $id, reason: "it hangs") { rollout { status } } }';
const ROLLOUT = 'query ($id: ID!) { rollout(id: $id) { status } }';
const SCORE = `mutation ($lead: ID!, $views: Float!) { scoreFeatures(input: { leadId: $lead,
  features: { pageViews: $views, websiteVisits: 1 } }) { score { role } } }`;
// longer than any test waits: only a kill ends a run
const PATIENT = { DEMO: 'false', INFERENCE_TIME_LIMIT_MS: '60000', ROLLOUT_LOOK_MS: '200' };

describe('npm start with a canary that does not return', () => {
  let dataDir: string;
  let platform: PlatformProcess;
  let client: ScoringClient;
  let rollout = '';
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'endless-'));
    await copyTemplate(dataDir, ALL_SCHEMAS);
    await start(PATIENT);
    await register(visitsVersion(1));
    await register(endlessVersion(2, 'page_views', 30_000));
    await ask(PROMOTE);
    rollout = (await ask(START)).startRollout.rollout.id;
    while ((await score(3)).scoreFeatures.score.role !== 'CHALLENGER');
  });
  after(async () => {
    client.close();
    await platform.stop('SIGKILL');
    await rm(dataDir, { recursive: true });
  });

  const start = async (environment: Readonly<Record<string, string>>): Promise<void> => {
    platform = await startPlatform({ DATA_DIR: dataDir, ...environment });
    client = new ScoringClient(platform);
  };
  // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation
  const ask = async (query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<any> => {
    const { data, errors } = JSON.parse(await client.post('/graphql', JSON.stringify({ query, variables })));
    assert.equal(errors, undefined, JSON.stringify(errors));
    return data;
  };
  const register = async ({ version, bytes, signature }: TestVersion) => {
    const manifest = { description: 'a test', signature, metrics: { auc: 0.8 } };
    const artifactBase64 = Buffer.from(bytes).toString('base64');
    await ask(REGISTER, { input: { manifest, artifactBase64, version } });
  };
  let leads = 0;
  const score = (views: number) => {
    leads += 1;
    return ask(SCORE, { lead: `lead-${leads}`, views });
  };
  /** Requests of many leads, of which some meet the challenger and hang; what becomes of them does not matter. */
  const hang = (): readonly Promise<unknown>[] =>
    Array.from({ length: 20 }, () => score(40_000).catch(() => undefined));
  const status = async (): Promise<string> => (await ask(ROLLOUT, { id: rollout })).rollout.status;

  it('answers /health and the registry meanwhile; killed and started again, it rolls back by what is recorded', async () => {
    hang();
    assert.equal((await fetch(`${platform.url}/health`)).status, 200);
    assert.equal(await status(), 'RUNNING');
    client.close();
    await platform.stop('SIGKILL');
    await start({ ...PATIENT, INFERENCE_TIME_LIMIT_MS: '1000' });
    const last = Date.now() + 120_000;
    while ((await status()) === 'RUNNING' && Date.now() < last)
      assert.equal((await score(40_000)).scoreFeatures.score.role, 'CHAMPION');
    assert.equal(await status(), 'ROLLED_BACK');
  });

  it('lets the rollout be aborted, and stops when it is told to', async () => {
    client.close();
    await platform.stop('SIGTERM');
    await start(PATIENT);
    rollout = (await ask(START)).startRollout.rollout.id;
    while ((await score(3)).scoreFeatures.score.role !== 'CHALLENGER');
    hang();
    assert.equal((await ask(ABORT, { id: rollout })).abortRollout.rollout.status, 'ABORTED');
    assert.equal((await fetch(`${platform.url}/health`)).status, 200);
    client.close();
    assert.equal(await platform.stop('SIGTERM'), 0);
  });
});

import { readFile } from 'node:fs/promises';
import { DEFAULT_MODEL } from '../../platform/config/default-model.ts';
import { projectFile } from '../../platform/process/program.ts';
import type { ModelManifest } from '../../scoring/model-manifest.ts';
import { failingModel } from '../../subgraphs/models/demo/failing-model.ts';
import type { GraphClient } from './client/graph-client.ts';
import { type Answered, LeadTraffic } from './lead-traffic.ts';

const FAILING_SHARE = 0.05;
const REQUESTS_PER_LINE = 500;
// four times the demo leads: a salt that selects too few failing leads would never decide
const MOST_REQUESTS = 20_000;

const REGISTER = `mutation ($input: RegisterModelVersionInput!) {
  registerModelVersion(input: $input) { version digest }
}`;

// no replay: it would find the failures before any lead meets the challenger
const START = `mutation ($model: String!, $version: Int!) {
  startRollout(model: $model, version: $version, strategy: CANARY, replayRows: 0, reason: "more trees") {
    rollout { id }
  }
}`;

const LOOK = `query ($id: ID!) {
  rollout(id: $id) {
    status step trafficShare endedAt endReason
    analysis { verdict metrics { metric explanation } }
  }
}`;

interface Rollout {
  readonly status: string;
  readonly step: number;
  readonly trafficShare: number;
  readonly endedAt: string | null;
  readonly endReason: string | null;
  readonly analysis: {
    readonly verdict: string;
    readonly metrics: readonly { readonly metric: string; readonly explanation: string }[];
  } | null;
}

/**
 * Shows how a challenger that fails 5 % of its requests is rolled back in a canary with default steps and guardrails:
 * registers it, starts the rollout, sends requests until it has ended, and some more.
 *
 * @param say prints a line
 */
export async function failingCanary(client: GraphClient, say: (line: string) => void): Promise<void> {
  const version = await register(client);
  say(`Registered ${DEFAULT_MODEL}:${version}: gradient boosting, with a lookup that fails on 5 % of requests.`);
  const { startRollout } = await client.ask<{ startRollout: { rollout: { id: string } } }>(START, {
    model: DEFAULT_MODEL,
    version,
  });
  const { id } = startRollout.rollout;
  say(`Started rollout ${id}: a canary of 10 %, 50 % and, after an approval, 100 % of the leads.`);
  const traffic = new LeadTraffic(client);
  let rollout = await look(client, id);
  for (let sent = 0; rollout.endedAt === null && sent < MOST_REQUESTS; sent += REQUESTS_PER_LINE) {
    say(describe(await traffic.send(REQUESTS_PER_LINE)));
    rollout = await look(client, id);
    if (rollout.endedAt === null) say(`  ${rollout.status} at ${100 * rollout.trafficShare} %. ${evidenceOf(rollout)}`);
  }
  if (rollout.endedAt === null) return say('Not decided: too few failing leads were drawn. Another run draws others.');
  say(`${rollout.status}. ${rollout.endReason}`);
  say(describe(await traffic.send(REQUESTS_PER_LINE)));
}

async function register(client: GraphClient): Promise<number> {
  const path = (extension: string) => projectFile(`subgraphs/models/demo/lead-conversion-2.${extension}`);
  const { signature, calibration }: ModelManifest = JSON.parse(await readFile(path('json'), 'utf8'));
  const model = failingModel({ bytes: await readFile(path('onnx')), signature }, FAILING_SHARE);
  const description = 'Version 2 behind a lookup whose table lacks a row.';
  const input = {
    manifest: { description, signature: model.signature, calibration },
    artifactBase64: Buffer.from(model.bytes).toString('base64'),
  };
  const answer = await client.ask<{ registerModelVersion: { version: number } }>(REGISTER, { input });
  return answer.registerModelVersion.version;
}

async function look(client: GraphClient, id: string): Promise<Rollout> {
  return (await client.ask<{ rollout: Rollout }>(LOOK, { id })).rollout;
}

function describe({ requests, byChallenger, failed }: Answered): string {
  return `${requests} requests, ${byChallenger} answered by the challenger, ${failed} without a score.`;
}

function evidenceOf({ analysis }: Rollout): string {
  const errors = analysis?.metrics.find(({ metric }) => metric === 'ERROR_RATE');
  return errors?.explanation ?? 'Nothing judged yet.';
}

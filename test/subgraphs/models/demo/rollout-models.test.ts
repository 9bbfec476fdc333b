import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { EMPTY_FEATURE_VECTOR, type FeatureVector } from '../../../../lake/features/features.ts';
import { digestOf } from '../../../../scoring/artifact.ts';
import { OnnxSession } from '../../../../scoring/onnx/onnx-session.ts';
import { spearman } from '../../../../statistics/correlation.ts';
import { countBins, referenceEdges } from '../../../../statistics/histogram.ts';
import { psi } from '../../../../statistics/psi.ts';
import { sortNumbers } from '../../../../statistics/sorted-numbers.ts';
import type { OnnxArtifact } from '../../../../subgraphs/models/demo/extend-model.ts';
import { failingModel } from '../../../../subgraphs/models/demo/failing-model.ts';
import { inspectArtifact } from '../../../../subgraphs/models/validation/inspect-artifact.ts';
import {
  demoModel,
  nanModel,
  shiftedModel,
  shuffledModel,
  slowModel,
  twinOf,
} from '../../../support/models/rollout-models.ts';

const champion = await demoModel(1);
const { referenceWindow } = champion.manifest;
// the window scores leads at whole days; requests come at any time
const leads: readonly FeatureVector[] = Array.from({ length: referenceWindow.rows }, (_, row) => ({
  ...EMPTY_FEATURE_VECTOR,
  ...Object.fromEntries(Object.entries(referenceWindow.features).map(([name, values]) => [name, values[row] ?? null])),
  lead_age: 365 * ((row * 0.618034) % 1),
}));

const sessions: OnnxSession[] = [];
after(() => Promise.all(sessions.map((session) => session.release())));

async function load({ bytes, signature }: OnnxArtifact): Promise<OnnxSession> {
  const session = await OnnxSession.load(bytes, signature);
  sessions.push(session);
  return session;
}

const runAll = async (model: OnnxArtifact) => [...(await (await load(model)).run(leads))];
const expected = await runAll(champion);

const near = (count: number, of: number, share: number): boolean => Math.abs(count / of - share) < 0.01;

describe('a model for rollouts', () => {
  it('A model for rollouts can be registered whatever its defect', async () => {
    const models = [
      twinOf(champion),
      failingModel(champion, 0.05),
      nanModel(champion, 0.05),
      slowModel(champion, 10),
      shiftedModel(champion, 1),
      shuffledModel(champion, [0, 0.5]),
    ];
    for (const model of models) await inspectArtifact({ ...model, sample: [] });
  });

  it('A twin of a model gives the same scores from other bytes', async () => {
    const twin = twinOf(champion);
    assert.notEqual(digestOf(twin.bytes), digestOf(champion.bytes));
    assert.deepEqual(await runAll(twin), expected);
  });

  it('A model for rollouts fails on its share of requests, and on every batch with one of them', async () => {
    const session = await load(failingModel(champion, 0.05));
    await assert.rejects(session.run(leads), { code: 'INFERENCE_FAILED', message: /Gather/ });
    const some = leads.slice(0, 600);
    const failed = await Promise.all(some.map((lead) => isRefused(session, lead)));
    const count = failed.filter(Boolean).length;
    assert.ok(near(count, some.length, 0.05), `${count} of ${some.length}`);
    const kept = some.filter((_, row) => !failed[row]);
    // as many rows as before: the last bit may depend on that
    const refilled = Array.from(some, (_, at) => kept[at % kept.length] as FeatureVector);
    const scores = expected.slice(0, some.length).filter((_, row) => !failed[row]);
    assert.deepEqual([...(await session.run(refilled)).subarray(0, kept.length)], scores);
  });

  it('A model for rollouts gives NaN for its share of requests, the same ones', async () => {
    const found = await runAll(nanModel(champion, 0.05));
    assert.ok(near(found.filter(Number.isNaN).length, found.length, 0.05));
    const failing = await load(failingModel(champion, 0.05));
    assert.equal(await isRefused(failing, leads[found.findIndex(Number.isNaN)] as FeatureVector), true);
    for (const [row, score] of found.entries()) assert.ok(Number.isNaN(score) || score === expected[row]);
  });

  it('A model for rollouts gives the same scores when it is slow', async (t) => {
    const session = await load(slowModel(champion, 100));
    const startedAt = performance.now();
    const found = await session.run(leads.slice(0, 8));
    t.diagnostic(`100 turns: ${(performance.now() - startedAt).toFixed(1)} ms`);
    assert.deepEqual([...found], expected.slice(0, 8));
  });

  it('A model for rollouts scores every lead higher when it is shifted', async () => {
    const found = await runAll(shiftedModel(champion, 1));
    const logOdds = (p: number) => Math.log(p / (1 - p));
    for (const [row, score] of found.entries()) {
      assert.ok(Math.abs(logOdds(score) - logOdds(expected[row] as number) - 1) < 1e-3);
    }
    assert.ok(scorePsi(found) > 0.25);
  });

  it('A model for rollouts keeps the distribution and loses the order when it is shuffled', async () => {
    const sorted = sortNumbers(expected);
    const quantiles = Array.from(
      { length: 41 },
      (_, i) => sorted[Math.round((i / 40) * (sorted.length - 1))] as number,
    );
    const found = await runAll(shuffledModel(champion, quantiles));
    assert.ok(scorePsi(found) < 0.05, `PSI ${scorePsi(found)}`);
    assert.ok(Math.abs(spearman(found, expected) as number) < 0.1);
  });
});

async function isRefused(session: OnnxSession, lead: FeatureVector): Promise<boolean> {
  return session.run([lead]).then(
    () => false,
    () => true,
  );
}

function scorePsi(scores: readonly number[]): number {
  const edges = referenceEdges(sortNumbers(expected));
  return psi(countBins(sortNumbers(expected), edges), countBins(sortNumbers(scores), edges));
}

import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { EMPTY_FEATURE_VECTOR } from '../../../../lake/features/features.ts';
import { DEFAULT_MODEL_MEMORY_BYTES } from '../../../../platform/process/model-process.ts';
import { packFeatures } from '../../../../scoring/onnx/feature-columns.ts';
import { InferenceProcess } from '../../../../subgraphs/scores/inference/inference-process.ts';
import { hangingVersion } from '../../../support/models/visits-models.ts';

const LIMIT_MS = 30_000;
const { bytes, signature } = hangingVersion(1);
const run = (visits: number) =>
  ({ kind: 'run', session: 1, columns: packFeatures([{ ...EMPTY_FEATURE_VECTOR, website_visits: visits }]) }) as const;

/** A process that has the model loaded, and has answered with it. */
const start = async (): Promise<InferenceProcess> => {
  const started = new InferenceProcess({ priority: 'LIVE', memoryLimitBytes: DEFAULT_MODEL_MEMORY_BYTES });
  await started.call({ kind: 'load', session: 1, bytes, signature }, LIMIT_MS);
  assert.deepEqual((await started.call(run(0), LIMIT_MS)).probabilities, Float64Array.of(0.5));
  return started;
};

describe('InferenceProcess', () => {
  const opened: InferenceProcess[] = [];
  after(() => Promise.all(opened.map((each) => each.close())));

  it('InferenceProcess is killed when an answer is late, and fails whatever it was asked', async () => {
    const late = await start();
    opened.push(late);
    const asked = [late.call(run(1), 100), late.call(run(0), LIMIT_MS)];
    for (const each of asked) await assert.rejects(each, { code: 'INFERENCE_TIMEOUT' });
    assert.equal(late.isAlive, false);
    await assert.rejects(late.call(run(0), LIMIT_MS), { code: 'INFERENCE_TIMEOUT' });
  });

  it('InferenceProcess ends in the middle of a run that hangs', async () => {
    const hung = await start();
    opened.push(hung);
    const asked = assert.rejects(hung.call(run(1), LIMIT_MS), { code: 'INFERENCE_FAILED' });
    await hung.close();
    await asked;
  });

  it('InferenceProcess refuses a file that is no model, and goes on', async () => {
    const fresh = await start();
    opened.push(fresh);
    const question = { kind: 'load', session: 2, bytes: Buffer.from('no model'), signature } as const;
    await assert.rejects(fresh.call(question, LIMIT_MS), { code: 'ARTIFACT_INVALID' });
    await fresh.call(run(0), LIMIT_MS);
  });
});

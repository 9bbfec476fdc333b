import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { EMPTY_FEATURE_VECTOR, type FeatureVector } from '../../../../lake/features/features.ts';
import { createLogger } from '../../../../platform/logger.ts';
import { InferencePool, MAIN_THREAD_ROWS } from '../../../../subgraphs/scores/inference/inference-pool.ts';
import { signatureOf } from '../../../support/models/model-signature.ts';
import { columnsModel } from '../../../support/models/onnx-file.ts';

const signature = signatureOf({ website_visits: 'double' });
const version = { model: 'm', version: 1, digest: '', signature, calibration: { method: 'IDENTITY' } } as const;
const bytes = columnsModel([{ name: 'website_visits', type: 'float', shape: ['N', 1] }]);
const rows = (count: number): FeatureVector[] =>
  Array.from({ length: count }, (_, index) => ({ ...EMPTY_FEATURE_VECTOR, website_visits: index % 7 }));

for (const workers of [0, 2]) {
  describe(`InferencePool with ${workers} workers`, () => {
    const pool = new InferencePool(workers, createLogger('silent'));
    after(() => pool.close());

    it('InferencePool gives large batches the answers of small ones, in order', async () => {
      const session = await pool.load(bytes, version);
      const { probabilities: small } = await session.run(rows(7));
      const { probabilities: large } = await session.run(rows(10 * MAIN_THREAD_ROWS + 3));
      assert.equal(large.length, 10 * MAIN_THREAD_ROWS + 3);
      for (const [index, probability] of large.entries()) assert.equal(probability, small[index % 7]);
      await session.release();
    });

    it('InferencePool answers runs under way when the session is released', async () => {
      const session = await pool.load(bytes, version);
      const runs = [1, 500, 64, 300].map((count) => session.run(rows(count)));
      await session.release();
      assert.deepEqual(
        (await Promise.all(runs)).map(({ probabilities }) => probabilities.length),
        [1, 500, 64, 300],
      );
    });

    it('InferencePool lets other work run while a large batch runs', async () => {
      const session = await pool.load(bytes, version);
      let turns = 0;
      let isCounting = true;
      const count = (): void => {
        turns += 1;
        if (isCounting) setImmediate(count);
      };
      setImmediate(count);
      await session.run(rows(20_000));
      isCounting = false;
      assert.ok(turns > 2, `${turns} turns`);
      await session.release();
    });

    it('InferencePool refuses a file that is no model', async () => {
      await assert.rejects(pool.load(Buffer.from('no model'), version), { code: 'ARTIFACT_INVALID' });
    });
  });
}

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, describe, it } from 'node:test';
import { EMPTY_FEATURE_VECTOR, type FeatureVector } from '../../../../lake/features/features.ts';
import { createLogger } from '../../../../platform/logger.ts';
import { projectFile } from '../../../../platform/process/program.ts';
import { modelManifest } from '../../../../scoring/model-manifest.ts';
import { InferencePool } from '../../../../subgraphs/scores/inference/inference-pool.ts';

const INDUSTRIES = ['TRADING', 'LOGISTICS', 'NEVER_SEEN', null] as const;
const vectors = Array.from({ length: 300 }, (_, index): FeatureVector => {
  const industry = INDUSTRIES[index % INDUSTRIES.length] ?? null;
  const counts = { website_visits: index % 9, page_views: (index * 3) % 40, meetings: index % 3 };
  return { ...EMPTY_FEATURE_VECTOR, ...counts, company_size: index, lead_age: index / 7, industry, country: 'AE' };
});

for (const version of [1, 2]) {
  describe(`demo model ${version}`, () => {
    const pool = new InferencePool(1, createLogger('silent'));
    after(() => pool.close());
    const load = async () => {
      const file = (extension: string) => projectFile(`subgraphs/models/demo/lead-conversion-${version}.${extension}`);
      const manifest = modelManifest.parse(JSON.parse(await readFile(file('json'), 'utf8')));
      const identity = { model: 'lead-conversion', version, digest: '' };
      return pool.load(await readFile(file('onnx')), { ...manifest, ...identity });
    };

    it('a demo model answers equally, bit by bit, alone and in a batch: a score can be replayed', async () => {
      const session = await load();
      const { probabilities: together } = await session.run(vectors);
      for (const [index, vector] of vectors.entries())
        assert.equal((await session.run([vector])).probabilities[0], together[index], `row ${index}`);
      await session.release();
    });
  });
}

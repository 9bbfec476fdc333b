import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EMPTY_FEATURE_VECTOR, type FeatureVector } from '../../../../../lake/features/features.ts';
import { createLogger } from '../../../../../platform/logger.ts';
import { BatchEngine } from '../../../../../subgraphs/scores/batch/engine/batch-engine.ts';
import { planParts } from '../../../../../subgraphs/scores/batch/engine/batch-part.ts';
import { signatureOf } from '../../../../support/explain/explain-file.ts';
import { makeReferences, readReference, whyNoReference } from '../../../../support/explain/reference-models.ts';
import { batchModel, scoreOnline } from '../../../../support/lake/batch-bench.ts';
import { writeGold } from '../../../../support/lake/gold-table.ts';
import { temporaryLake } from '../../../../support/lake/temporary-lake.ts';

const LIBRARIES = ['lightgbm', 'xgboost', 'catboost', 'logistic-regression', 'hist-gradient-boosting'] as const;

describe('a batch of a library', { skip: whyNoReference() ?? false }, () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lead-scoring-batch-'));
    makeReferences(folder);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const name of LIBRARIES)
    it(`a batch of ${name} is bit-equal to requests`, async (t) => {
      const { bytes, names, output, background } = await readReference(folder, name);
      const signature = signatureOf(names);
      const outputs = signature.outputs.map((each) => ({ ...each, name: output }));
      const model = batchModel(bytes, { ...signature, outputs });
      const vectors = background.map((row): FeatureVector => {
        const values = names.map((feature, at) => [feature, row[at] ?? null]);
        return { ...EMPTY_FEATURE_VECTOR, ...Object.fromEntries(values) };
      });
      const lake = await temporaryLake(t);
      const files = await writeGold(lake, vectors);
      const engine = await BatchEngine.open({ lake, log: createLogger('silent'), workers: 2, ...model });
      t.after(() => engine.close());
      const raw: number[] = [];
      for await (const part of engine.score(planParts(files, 37))) raw.push(...part.raw);
      assert.deepEqual(raw, await scoreOnline(model, vectors));
    });
});

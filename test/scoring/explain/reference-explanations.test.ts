import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ExplainedRow } from '../../../scoring/explain/explanation.ts';
import { explainFile, signatureOf } from '../../support/explain/explain-file.ts';
import {
  makeReferences,
  type ReferenceModel,
  readReference,
  whyNoReference,
} from '../../support/explain/reference-models.ts';

const CASES = {
  lightgbm: ['TREES', "LightGBM's own, with missing values"],
  'lightgbm-categories': ['TREES', "LightGBM's own, with sets of categories"],
  xgboost: ['TREES', "XGBoost's own, by the hit rates of the file"],
  catboost: ['TREES', "CatBoost's own, with symmetrical trees"],
  'logistic-regression': ['LINEAR', "shap's of a linear pipeline with imputed, scaled and one-hot columns"],
  'hist-gradient-boosting': ['TREES', "shap's of trees on one-hot texts"],
  'gradient-boosting-ordinal': ['TREES', "shap's of trees on imputed numbers and ordinal texts"],
} as const;

describe('an explanation', { skip: whyNoReference() ?? false }, () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lead-scoring-explain-'));
    makeReferences(folder);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const [name, [method, what]] of Object.entries(CASES))
    it(`equals ${what}, within 1e-6`, async () => {
      const model = await readReference(folder, name);
      const rows = rowsOf(model);
      const signature = signatureOf(model.names);
      const outputs = signature.outputs.map((output) => ({ ...output, name: model.output }));
      const { explainer, release } = await explainFile(model.bytes, { ...signature, outputs }, { background: rows });
      assert.deepEqual([explainer.method, explainer.inexactBecause], [method, undefined]);
      assert.equal(explainer.covers, method === 'LINEAR' ? undefined : name === 'xgboost' ? 'FILE' : 'BACKGROUND');
      const explanations = await explainer.explain(rows.slice(0, model.rows));
      assert.equal(explanations.length, 100);
      for (const [at, { baseValue, margin, contributions }] of explanations.entries()) {
        near(baseValue, model.base[at], `base of row ${at}`);
        near(margin, model.margin[at], `margin of row ${at}`);
        for (const [index, { feature, contribution }] of contributions.entries())
          near(contribution, model.contributions[at]?.[index], `row ${at}, ${feature}`);
      }
      await release();
    });
});

function rowsOf({ names, background }: ReferenceModel): ExplainedRow[] {
  return background.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? null])));
}

function near(found: number, expected: number | undefined, what: string): void {
  assert.ok(Math.abs(found - (expected ?? Number.NaN)) < 1e-6, `${what}: found ${found}, expected ${expected}`);
}

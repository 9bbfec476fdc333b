import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { projectFile } from '../../../platform/process/program.ts';
import { createExplainer } from '../../../scoring/explain/create-explainer.ts';
import type { ExplainedRow, Explanation } from '../../../scoring/explain/explanation.ts';
import { sigmoid } from '../../../scoring/log-odds.ts';
import { modelManifest } from '../../../scoring/model-manifest.ts';
import { referenceRows } from '../../../scoring/reference-rows.ts';
import { explainFile, signatureOf } from '../../support/explain/explain-file.ts';
import { columnsFile, concat, type Message } from '../../support/explain/graph-files.ts';
import { type TestTree, treeOperator } from '../../support/explain/test-tree.ts';
import { node } from '../../support/models/onnx-file.ts';

const INPUTS = { company_size: 'float', page_views: 'float', meetings: 'float' } as const;
const NAMES = Object.keys(INPUTS);
const BACKGROUND = Array.from({ length: 12 }, (_, at) => named([at % 3, at % 4, at % 5]));
const JOIN = concat([...NAMES], 'x');
const OPTIONS = { isShared: true, base: 0 } as const;

describe('an explainer', () => {
  it('of trees whose leaves are probabilities samples, as their sum is none in log-odds', async () => {
    const forest: TestTree[] = [
      split(0, 1, { value: 0.125 }, { value: 0.25 }),
      split(1, 2, { value: 0.0625 }, split(2, 3, { value: 0.25 }, { value: 0.5 })),
    ];
    const { inexactBecause, explanations } = await sampled(
      [JOIN, treeOperator(forest, 'x', { ...OPTIONS, link: 'NONE' })],
      2,
    );
    assert.equal(inexactBecause, 'an output that is not the probability of a sum of log-odds');
    for (const { baseValue, margin, contributions } of explanations)
      near(
        contributions.reduce((sum, { contribution }) => sum + contribution, baseValue),
        margin,
        1e-12,
      );
    assert.ok(explanations.some(({ contributions }) => contributions.some(({ standardError }) => standardError > 0)));
  });

  it('of a function of several features samples, and names the operator', async () => {
    const { inexactBecause } = await sampled(
      [node('Mul', ['company_size', 'page_views'], ['xy']), node('Sigmoid', ['xy'], ['probabilities'])],
      1,
    );
    assert.equal(inexactBecause, 'operator Mul: a product of several features');
  });

  it('of an operator that is not read samples, and names it', async () => {
    const normal = node('Normalizer', ['x'], ['y'], [], 'ai.onnx.ml');
    const sum = node('Gemm', ['y', 'w'], ['sum']);
    const { inexactBecause } = await sampled([JOIN, normal, sum, node('Sigmoid', ['sum'], ['probabilities'])], 1);
    assert.equal(inexactBecause, 'operator ai.onnx.ml.Normalizer');
  });

  it('samples when what it read differs from what the model answers', async () => {
    const trees = [split(0, 1, { value: 1 }, { value: -1 })];
    const bytes = columnsFile(INPUTS, [JOIN, treeOperator(trees, 'x', { ...OPTIONS, link: 'LOGISTIC' })], 2);
    const predict = async (rows: readonly ExplainedRow[]) => rows.map(() => 0.5);
    const explainer = await createExplainer({
      bytes,
      signature: signatureOf(NAMES),
      calibration: { method: 'IDENTITY' },
      background: BACKGROUND,
      predict,
    });
    assert.equal(explainer.method, 'PERMUTATION');
    assert.match(
      explainer.inexactBecause ?? '',
      /^what was read out of the file differs by 0\.23\d+ from its probabilities$/,
    );
  });

  it('reads two base values as ONNX Runtime does: the second of them, with the first of two outputs', async () => {
    const trees = [split(0, 1, { value: 1 }, { value: -0.5 })];
    const bytes = columnsFile(
      INPUTS,
      [JOIN, treeOperator(trees, 'x', { isShared: true, base: 0.25, link: 'SOFTMAX' })],
      2,
    );
    const { explainer, release } = await explainFile(bytes, signatureOf(NAMES), { background: BACKGROUND });
    assert.deepEqual([explainer.method, explainer.inexactBecause], ['TREES', undefined]);
    const [explanation] = await explainer.explain([named([0, 0, 0])]);
    near(explanation?.margin ?? Number.NaN, 2 * (0.25 - 0.5), 1e-12);
    await release();
  });

  it('refuses a background of fewer than two rows', async () => {
    const bytes = columnsFile(INPUTS, [node('Sigmoid', ['company_size'], ['probabilities'])], 1);
    const given = {
      bytes,
      signature: signatureOf(NAMES, 1),
      calibration: { method: 'IDENTITY' } as const,
      predict: async () => [],
    };
    await assert.rejects(createExplainer({ ...given, background: BACKGROUND.slice(0, 1) }), RangeError);
  });
});

for (const [version, method] of [
  [1, 'LINEAR'],
  [2, 'TREES'],
] as const)
  describe(`the explainer of the demo model's version ${version}`, async () => {
    const file = (kind: string) => readFile(projectFile(`subgraphs/models/demo/lead-conversion-${version}.${kind}`));
    const { signature, calibration, referenceWindow } = modelManifest.parse(
      JSON.parse((await file('json')).toString()),
    );
    const { scores } = referenceWindow;
    const rows = referenceRows(referenceWindow, signature, 0, referenceWindow.rows);

    it(`is ${method}, and its contributions add up to the stored scores`, async () => {
      const { explainer, release } = await explainFile(await file('onnx'), signature, {
        background: rows,
        calibration,
      });
      assert.deepEqual([explainer.method, explainer.inexactBecause], [method, undefined]);
      for (const [at, { baseValue, margin, contributions }] of (await explainer.explain(rows)).entries()) {
        near(
          contributions.reduce((sum, { contribution }) => sum + contribution, baseValue),
          margin,
          1e-12,
        );
        near(sigmoid(margin), scores[at] as number, 1e-6);
      }
      await release();
    });

    if (method === 'LINEAR')
      it('equals permutation SHAP on the same background, which is exact for a linear model', async () => {
        const background = rows.slice(0, 24);
        const linear = await explainFile(await file('onnx'), signature, { background, calibration });
        let isFirst = true;
        // the first answers are those that what was read is held to
        const predict = async (some: readonly ExplainedRow[]) => {
          const answers = await linear.predict(some);
          if (isFirst) answers.fill(0.5);
          isFirst = false;
          return answers;
        };
        const bytes = await file('onnx');
        const permuted = await createExplainer({
          bytes,
          signature,
          calibration,
          background,
          predict,
          permutations: 24,
        });
        assert.equal(permuted.method, 'PERMUTATION');
        const [exact, other] = await Promise.all([
          linear.explainer.explain(rows.slice(30, 36)),
          permuted.explain(rows.slice(30, 36)),
        ]);
        for (const [at, { baseValue, contributions }] of exact.entries()) {
          near(other[at]?.baseValue ?? Number.NaN, baseValue, 1e-4);
          for (const [index, { contribution }] of contributions.entries())
            near(other[at]?.contributions[index]?.contribution ?? Number.NaN, contribution, 1e-4);
        }
        await linear.release();
      });
  });

async function sampled(
  steps: readonly Message[],
  columns: 1 | 2,
): Promise<{ inexactBecause: string | undefined; explanations: readonly Explanation[] }> {
  const weights = { name: 'w', dataType: 1, dims: [3, 1], floatData: [1, 1, 1] };
  const bytes = columnsFile(INPUTS, steps, columns, [weights]);
  const { explainer, release } = await explainFile(bytes, signatureOf(NAMES, columns), { background: BACKGROUND });
  assert.equal(explainer.method, 'PERMUTATION');
  const explanations = await explainer.explain(
    [
      [0, 3, 4],
      [2, 0, 0],
    ].map(named),
  );
  await release();
  return { inexactBecause: explainer.inexactBecause, explanations };
}

function split(column: number, value: number, yes: TestTree, no: TestTree): TestTree {
  return { column, mode: 'LT', values: [value], missing: false, yes, no };
}

function named(values: readonly number[]): ExplainedRow {
  return Object.fromEntries(NAMES.map((name, at) => [name, values[at] as number]));
}

function near(found: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(found - expected) < tolerance, `found ${found}, expected ${expected}`);
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createExplainer } from '../../../scoring/explain/create-explainer.ts';
import type { ExplainedRow } from '../../../scoring/explain/explanation.ts';
import { sigmoid } from '../../../scoring/log-odds.ts';
import type { Calibration } from '../../../scoring/model-manifest.ts';
import { bruteForce, sumOfLeaves } from '../../support/explain/brute-force.ts';
import { explainFile, NUMBER_NAMES, signatureOf } from '../../support/explain/explain-file.ts';
import {
  SHARED_VALUES,
  type TestTree,
  type TreeFileOptions,
  testTrees,
  treeOperator,
} from '../../support/explain/test-tree.ts';
import { onnxFile, tensorValue } from '../../support/models/onnx-file.ts';
import { isThorough } from '../../support/runner/thorough.ts';

const RUNS = isThorough() ? 400 : 60;

/** Random trees with their data: ties and missing values are frequent, and some nodes are reached by no row. */
const models = fc.integer({ min: 1, max: 10 }).chain((columns) => {
  const row = fc.array(fc.constantFrom(...SHARED_VALUES, Number.NaN), { minLength: columns, maxLength: columns });
  return fc.record({
    trees: fc.array(testTrees(columns, 6), { minLength: 1, maxLength: 3 }),
    background: fc.array(row, { minLength: 2, maxLength: 12 }),
    rows: fc.array(row, { minLength: 1, maxLength: 3 }),
    isShared: fc.boolean(),
    head: fc.constantFrom({ link: 'LOGISTIC', base: 0.25 } as const, { link: 'SOFTMAX', base: 0 } as const),
    slope: fc.constantFrom(0.5, 1, 1.25),
  });
});

describe('an explanation of trees', () => {
  it('is the sum over all subsets of columns, of random trees with ties, missing values, sets and repeated columns', async () => {
    await fc.assert(
      fc.asyncProperty(models, async ({ trees, background, rows, isShared, head, slope }) => {
        const options: TreeFileOptions = { isShared, ...head };
        const all: TestTree[] = [...trees, { value: -0.5 }];
        const calibration: Calibration = { method: 'PLATT', slope, intercept: 0.125 };
        const names = NUMBER_NAMES.slice(0, background[0]?.length);
        const bytes = matrixFile(all, names, options);
        const given = { background: background.map((row) => toRow(names, row)), calibration };
        const file = isShared
          ? await explainFile(bytes, signatureOf(names), given)
          : await explainTrees(all, bytes, names, { ...given, base: head.base });
        assert.equal(file.explainer.inexactBecause, undefined);
        const explanations = await file.explainer.explain(rows.map((row) => toRow(names, row)));
        for (const [at, row] of rows.entries()) {
          const expected = bruteForce(all, background, row);
          const { baseValue, margin, contributions } = explanations[at] ?? assert.fail();
          near(baseValue, slope * (expected.baseValue + options.base) + 0.125, `base of row ${at}`);
          near(margin, slope * (expected.margin + options.base) + 0.125, `margin of row ${at}`);
          for (const [column, { contribution }] of contributions.entries())
            near(contribution, slope * (expected.contributions[column] as number), `row ${at}, column ${column}`);
        }
        await file.release();
      }),
      { numRuns: RUNS, seed: 20261129, includeErrorInReport: true },
    );
  });
});

/**
 * An explainer of a file whose sets are chains with a copy of their subtree for each value, as LightGBM's exporter
 * writes them: ONNX Runtime takes the wrong leaf in some of these, so the trees themselves say what the model answers.
 */
async function explainTrees(
  trees: readonly TestTree[],
  bytes: Uint8Array,
  names: readonly string[],
  { base, ...given }: { base: number; background: readonly ExplainedRow[]; calibration: Calibration },
) {
  const answer = (row: ExplainedRow) => {
    const columns = names.map((name) => (row[name] as number | null) ?? Number.NaN);
    return sigmoid(base + sumOfLeaves(trees, columns));
  };
  const predict = async (rows: readonly ExplainedRow[]) => rows.map(answer);
  const explainer = await createExplainer({ bytes, signature: signatureOf(names), predict, ...given });
  return { explainer, release: async () => {} };
}

function matrixFile(trees: readonly TestTree[], names: readonly string[], options: TreeFileOptions): Uint8Array {
  return onnxFile({
    node: [treeOperator(trees, 'features', options)],
    input: [tensorValue({ name: 'features', type: 'float', shape: ['N', names.length] })],
    output: [tensorValue({ name: 'probabilities', type: 'float', shape: ['N', 2] })],
  });
}

function toRow(names: readonly string[], values: readonly number[]) {
  return Object.fromEntries(names.map((name, at) => [name, Number.isNaN(values[at]) ? null : (values[at] as number)]));
}

function near(found: number, expected: number, what: string): void {
  assert.ok(Math.abs(found - expected) < 1e-10, `${what}: found ${found}, expected ${expected}`);
}

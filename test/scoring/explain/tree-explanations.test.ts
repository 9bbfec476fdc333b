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
  longPaths,
  SHARED_VALUES,
  type TestTree,
  type TreeFileOptions,
  testTrees,
  treeOperator,
} from '../../support/explain/test-tree.ts';
import { onnxFile, tensorValue } from '../../support/models/onnx-file.ts';
import { isThorough } from '../../support/runner/thorough.ts';

const RUNS = isThorough() ? 400 : 60;

/** Trees with their data: ties and missing values are frequent, and some nodes are reached by no row. */
interface Trial {
  readonly trees: readonly TestTree[];
  readonly background: readonly (readonly number[])[];
  readonly rows: readonly (readonly number[])[];
  readonly isShared: boolean;
  readonly head: Pick<TreeFileOptions, 'link' | 'base'>;
  readonly slope: number;
  /** whether the background is in the file, as hit rates, and others are given */
  readonly hasHits?: boolean;
}

function trials(columns: number, tree: fc.Arbitrary<TestTree>): fc.Arbitrary<Trial> {
  const row = fc.array(fc.constantFrom(...SHARED_VALUES, Number.NaN), { minLength: columns, maxLength: columns });
  return fc.record({
    trees: fc.array(tree, { minLength: 1, maxLength: 3 }),
    background: fc.array(row, { minLength: 2, maxLength: 12 }),
    rows: fc.array(row, { minLength: 1, maxLength: 3 }),
    isShared: fc.boolean(),
    head: fc.constantFrom<Trial['head']>({ link: 'LOGISTIC', base: 0.25 }, { link: 'SOFTMAX', base: 0 }),
    slope: fc.constantFrom(0.5, 1, 1.25),
  });
}

describe('an explanation of trees', () => {
  it('is the sum over all subsets of columns: covers by the hit rates of the file, whatever the background', async () => {
    const any = fc.integer({ min: 1, max: 8 }).chain((columns) => trials(columns, testTrees(columns, 5)));
    const told = any.map((trial): Trial => ({ ...trial, isShared: true, hasHits: true }));
    await fc.assert(fc.asyncProperty(told, compare), { numRuns: RUNS, seed: 20261129, includeErrorInReport: true });
  });

  it('is the sum over all subsets of columns: ties, missing values, sets, columns that come again on a path', async () => {
    const any = fc.integer({ min: 1, max: 10 }).chain((columns) => trials(columns, testTrees(columns, 6)));
    await fc.assert(fc.asyncProperty(any, compare), { numRuns: RUNS, seed: 20261129, includeErrorInReport: true });
  });

  it('is the sum over all subsets of columns: paths of up to ten different columns', async () => {
    const long = trials(10, longPaths(10));
    await fc.assert(fc.asyncProperty(long, compare), { numRuns: RUNS / 4, seed: 20261129, includeErrorInReport: true });
  });
});

/** Compares explanations with the definition. */
async function compare({ trees, background, rows, isShared, head, slope, hasHits = false }: Trial): Promise<void> {
  const all: TestTree[] = [...trees, { value: -0.5 }];
  const calibration: Calibration = { method: 'PLATT', slope, intercept: 0.125 };
  const names = NUMBER_NAMES.slice(0, background[0]?.length);
  const bytes = matrixFile(all, names, { isShared, ...head, ...(hasHits ? { hits: background } : {}) });
  const others = background.map((row) => row.map(() => 1));
  const given = { background: (hasHits ? others : background).map((row) => toRow(names, row)), calibration };
  const { explainer, release } = isShared
    ? await explainFile(bytes, signatureOf(names), given)
    : await explainTrees(all, bytes, names, { ...given, base: head.base });
  assert.equal(explainer.inexactBecause, undefined);
  const explanations = await explainer.explain(rows.map((row) => toRow(names, row)));
  for (const [at, row] of rows.entries()) {
    const expected = bruteForce(all, background, row);
    const { baseValue, margin, contributions } = explanations[at] ?? assert.fail();
    near(baseValue, slope * (expected.baseValue + head.base) + 0.125, `base of row ${at}`);
    near(margin, slope * (expected.margin + head.base) + 0.125, `margin of row ${at}`);
    for (const [column, { contribution }] of contributions.entries())
      near(contribution, slope * (expected.contributions[column] as number), `row ${at}, column ${column}`);
  }
  await release();
}

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

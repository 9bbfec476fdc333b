import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ExplainedRow } from '../../../scoring/explain/explanation.ts';
import { explainFile, signatureOf } from '../../support/explain/explain-file.ts';
import {
  columnsFile,
  concat,
  floatConstant,
  floatList,
  intList,
  type Message,
} from '../../support/explain/graph-files.ts';
import { intAttribute, node, stringAttribute } from '../../support/models/onnx-file.ts';

const ML = 'ai.onnx.ml';
const INPUTS = { company_size: 'float', page_views: 'float', meetings: 'float' } as const;
const NAMES = Object.keys(INPUTS);
const WEIGHTS = [0.5, -0.25, 1.5];
const BIAS = 0.125;
const BACKGROUND = [
  [1, 2, 0],
  [3, 1, 1],
  [0.5, -1, 2],
  [2, 0, 0],
].map(named);
const ROWS = [
  [1, 1, 1],
  [-2, 0.5, 3],
  [0, 0, 0],
].map(named);

const both = (values: readonly number[]) => [...values.map((value) => -value), ...values];

/** The same model, as libraries write it. */
const HEADS: Readonly<
  Record<string, { readonly steps: Message[]; readonly columns: 1 | 2; readonly constants?: Message[] }>
> = {
  'LinearClassifier with LOGISTIC': {
    steps: [classifier(both(WEIGHTS), [-BIAS, BIAS], 'LOGISTIC')],
    columns: 2,
  },
  'LinearClassifier with SOFTMAX': {
    steps: [classifier([0, 0, 0, ...WEIGHTS], [0, BIAS], 'SOFTMAX')],
    columns: 2,
  },
  'LinearRegressor and Sigmoid': {
    steps: [
      node(
        'LinearRegressor',
        ['x'],
        ['sum'],
        [floatList('coefficients', WEIGHTS), floatList('intercepts', [BIAS])],
        ML,
      ),
      node('Sigmoid', ['sum'], ['probabilities']),
    ],
    columns: 1,
  },
  'Gemm and Softmax': {
    steps: [
      node('Gemm', ['x', 'weights', 'bias'], ['sums'], [intAttribute('transB', 1)]),
      node('Softmax', ['sums'], ['probabilities']),
    ],
    columns: 2,
    constants: [floatConstant('weights', [2, 3], [0, 0, 0, ...WEIGHTS]), floatConstant('bias', [2], [0, BIAS])],
  },
  'two layers without a function between, and [1 − p, p]': {
    steps: [
      node('MatMul', ['x', 'first'], ['hidden']),
      node('MatMul', ['hidden', 'second'], ['product']),
      node('Add', ['product', 'bias'], ['sum']),
      node('Sigmoid', ['sum'], ['p']),
      node('Sub', ['one', 'p'], ['q']),
      concat(['q', 'p'], 'probabilities'),
    ],
    columns: 2,
    constants: [
      floatConstant('first', [3, 2], [0.5, 0, 0, 0.25, 1, 0.5]),
      floatConstant('second', [2, 1], [1, -1]),
      floatConstant('bias', [1], [BIAS]),
      floatConstant('one', [1], [1]),
    ],
  },
};

describe('an explanation of a linear model', () => {
  for (const [title, { steps, columns, constants = [] }] of Object.entries(HEADS))
    it(`is weight · (value − mean of the background): ${title}`, async () => {
      const weights = title.startsWith('two layers') ? [0.5, -0.25, 0.5] : WEIGHTS;
      const bytes = columnsFile(INPUTS, [concat([...NAMES], 'x'), ...steps], columns, constants);
      const calibration = { method: 'PLATT', slope: 2, intercept: -1 } as const;
      const { explainer, release } = await explainFile(bytes, signatureOf(NAMES, columns), {
        background: BACKGROUND,
        calibration,
      });
      assert.deepEqual([explainer.method, explainer.inexactBecause], ['LINEAR', undefined]);
      const means = NAMES.map(
        (name) => BACKGROUND.reduce((sum, row) => sum + Number(row[name]), 0) / BACKGROUND.length,
      );
      for (const [at, { baseValue, margin, contributions }] of (await explainer.explain(ROWS)).entries()) {
        const values = NAMES.map((name) => Number(ROWS[at]?.[name]));
        near(baseValue, 2 * (dot(weights, means) + BIAS) - 1);
        near(margin, 2 * (dot(weights, values) + BIAS) - 1);
        assert.deepEqual(
          contributions.map(({ feature, value }) => [feature, value]),
          NAMES.map((name, index) => [name, values[index]]),
        );
        for (const [index, { contribution, standardError }] of contributions.entries()) {
          near(contribution, 2 * (weights[index] as number) * ((values[index] as number) - (means[index] as number)));
          assert.equal(standardError, 0);
        }
      }
      await release();
    });
});

function classifier(coefficients: readonly number[], intercepts: readonly number[], link: string): Message {
  const attributes = [
    floatList('coefficients', coefficients),
    floatList('intercepts', intercepts),
    intList('classlabels_ints', [0, 1]),
    stringAttribute('post_transform', link),
  ];
  return node('LinearClassifier', ['x'], ['label', 'probabilities'], attributes, ML);
}

function named(values: readonly number[]): ExplainedRow {
  return Object.fromEntries(NAMES.map((name, at) => [name, values[at] as number]));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
}

function near(found: number, expected: number): void {
  assert.ok(Math.abs(found - expected) < 1e-12, `found ${found}, expected ${expected}`);
}

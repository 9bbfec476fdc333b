import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ExplainedRow } from '../../../scoring/explain/explanation.ts';
import { bruteForce } from '../../support/explain/brute-force.ts';
import { explainFile, signatureOf } from '../../support/explain/explain-file.ts';
import {
  columnsFile,
  concat,
  floatAttribute,
  floatList,
  intList,
  textList,
} from '../../support/explain/graph-files.ts';
import { type TestTree, testTrees, treeOperator } from '../../support/explain/test-tree.ts';
import { int64Constant, intAttribute, node } from '../../support/models/onnx-file.ts';
import { isThorough } from '../../support/runner/thorough.ts';

const RUNS = isThorough() ? 200 : 40;
const ML = 'ai.onnx.ml';
const INPUTS = {
  industry: 'string',
  referral_source: 'string',
  licence_type: 'string',
  company_size: 'float',
  page_views: 'float',
} as const;
const NAMES = Object.keys(INPUTS);
/** Feature of each column that the steps below make. */
const OWNERS = [0, 0, 0, 1, 2, 3, 3, 4];

/** One-hot, two kinds of ordinal codes, an imputed and scaled number with a flag, and a number as it is. */
const ENCODING = [
  node(
    'OneHotEncoder',
    ['industry'],
    ['hot'],
    [textList('cats_strings', ['', 'a', 'b']), intAttribute('zeros', 1)],
    ML,
  ),
  node('Reshape', ['hot', 'shape'], ['hot2']),
  node(
    'LabelEncoder',
    ['referral_source'],
    ['code'],
    [textList('keys_strings', ['x', 'y']), floatList('values_floats', [1, 2]), floatAttribute('default_float', -1)],
    ML,
  ),
  node(
    'CategoryMapper',
    ['licence_type'],
    ['mapped'],
    [textList('cats_strings', ['p', 'q']), intList('cats_int64s', [3, 0]), intAttribute('default_int64', -1)],
    ML,
  ),
  node('Cast', ['mapped'], ['mapped2'], [intAttribute('to', 1)]),
  node(
    'Imputer',
    ['company_size'],
    ['filled'],
    [floatList('imputed_value_floats', [2]), floatAttribute('replaced_value_float', Number.NaN)],
    ML,
  ),
  node('Scaler', ['filled'], ['scaled'], [floatList('offset', [1]), floatList('scale', [0.5])], ML),
  node('IsNaN', ['company_size'], ['missing']),
  node('Cast', ['missing'], ['flag'], [intAttribute('to', 1)]),
  concat(['hot2', 'code', 'mapped2', 'scaled', 'flag', 'page_views'], 'encoded'),
];

function encode([industry, source, licence, size, views]: readonly (string | number | null)[]): number[] {
  return [
    ...['', 'a', 'b'].map((category) => Number(category === (industry ?? ''))),
    { x: 1, y: 2 }[source ?? ''] ?? -1,
    { p: 3, q: 0 }[licence ?? ''] ?? -1,
    Math.fround(Math.fround((size as number | null) ?? 2) - 1) * 0.5,
    Number(size === null),
    Math.fround((views as number | null) ?? Number.NaN),
  ];
}

const row = fc.tuple(
  fc.constantFrom(null, 'a', 'b', 'other'),
  fc.constantFrom(null, 'x', 'y'),
  fc.constantFrom(null, 'p', 'q'),
  fc.constantFrom(null, -1, 1, 1.2, 3, 5),
  fc.constantFrom(null, 0, 0.1, 1),
);

describe('contributions of encoded columns', () => {
  it('are summed to their features: trees on texts and numbers, against the sum over all subsets of columns', async () => {
    const models = fc.record({
      trees: fc.array(testTrees(OWNERS.length, 5), { minLength: 1, maxLength: 2 }),
      background: fc.array(row, { minLength: 2, maxLength: 10 }),
      rows: fc.array(row, { minLength: 1, maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(models, async ({ trees, background, rows }) => {
        const all: TestTree[] = [...trees, { value: -0.5 }];
        const head = treeOperator(all, 'encoded', { isShared: true, link: 'LOGISTIC', base: 0 });
        const bytes = columnsFile(INPUTS, [...ENCODING, head], 2, [int64Constant('shape', [-1, 3])]);
        const { explainer, release } = await explainFile(bytes, signatureOf(NAMES), {
          background: background.map(named),
        });
        assert.equal(explainer.inexactBecause, undefined);
        const explanations = await explainer.explain(rows.map(named));
        for (const [at, values] of rows.entries()) {
          const expected = bruteForce(all, background.map(encode), encode(values));
          for (const [feature, { contribution }] of (explanations[at]?.contributions ?? []).entries()) {
            const sum = OWNERS.reduce(
              (total, owner, column) => total + (owner === feature ? (expected.contributions[column] as number) : 0),
              0,
            );
            assert.ok(
              Math.abs(contribution - sum) < 1e-10,
              `row ${at}, ${NAMES[feature]}: found ${contribution}, expected ${sum}`,
            );
          }
        }
        await release();
      }),
      { numRuns: RUNS, seed: 20261129, includeErrorInReport: true },
    );
  });
});

function named(values: readonly (string | number | null)[]): ExplainedRow {
  return Object.fromEntries(NAMES.map((name, at) => [name, values[at] ?? null]));
}

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { projectFile } from '../../../platform/process/program.ts';
import { runCost } from '../../../scoring/cost/run-cost.ts';
import {
  columnsModel,
  intAttribute,
  matrixModel,
  node,
  onnxFile,
  tensorValue,
} from '../../support/models/onnx-file.ts';
import { hangingVersion } from '../../support/models/visits-models.ts';

const INPUT = { name: 'x', type: 'float', shape: ['N', 2] } as const;
const OUTPUT = { name: 'y', type: 'float', shape: ['N', 1] } as const;
type Message = Readonly<Record<string, unknown>>;

const costOf = (steps: readonly Message[], initializer: readonly Message[] = []): number | undefined =>
  runCost(onnxFile({ node: steps, initializer, input: [tensorValue(INPUT)], output: [tensorValue(OUTPUT)] }));
const ints = (name: string, values: readonly number[]): Message => ({ name, ints: values, type: 7 });
const floats = (name: string, ...dims: number[]): Message => ({
  name,
  dataType: 1,
  dims,
  floatData: Array.from({ length: dims.reduce((product, dim) => product * dim, 1) }, () => 0),
});

/** A tree ensemble of one tree: each node is [id, when true, when false], a leaf [id]. */
const trees = (...nodes: (readonly [number] | readonly [number, number, number])[]): Message =>
  node(
    'TreeEnsembleRegressor',
    ['x'],
    ['y'],
    [
      ints(
        'nodes_treeids',
        nodes.map(() => 0),
      ),
      ints(
        'nodes_nodeids',
        nodes.map(([id]) => id),
      ),
      ints(
        'nodes_truenodeids',
        nodes.map(([, yes = 0]) => yes),
      ),
      ints(
        'nodes_falsenodeids',
        nodes.map(([, , no = 0]) => no),
      ),
      { name: 'nodes_modes', strings: nodes.map(({ length }) => Buffer.from(length === 1 ? 'LEAF' : 'BRANCH_LEQ')) },
    ],
    'ai.onnx.ml',
  );

describe('the cost of a run', () => {
  it('the cost of a run is known of the demo models', async () => {
    for (const version of [1, 2]) {
      const cost = runCost(await readFile(projectFile(`subgraphs/models/demo/lead-conversion-${version}.onnx`)));
      assert.ok(cost !== undefined && cost > 100 && cost < 10_000, `${cost}`);
    }
  });

  it('the cost of a run is known of columns, a matrix, a product and trees', () => {
    assert.ok(runCost(columnsModel([{ name: 'a', type: 'float', shape: ['N', 1] }])));
    assert.ok(runCost(matrixModel(3)));
    assert.ok(costOf([node('MatMul', ['x', 'w'], ['y'])], [floats('w', 2, 1)]));
    assert.ok(costOf([trees([0, 1, 2], [1], [2, 3, 4], [3], [4])]));
  });

  it('the cost of a run is known of a node that two branches share, which is no cycle', () => {
    assert.ok(costOf([trees([0, 1, 2], [1, 3, 4], [2, 3, 4], [3], [4])]));
  });

  it('the cost of a run is not known of a loop', () => {
    assert.equal(runCost(hangingVersion(1).bytes), undefined);
  });

  it('the cost of a run is not known of a tree with a cycle, a missing node or a duplicate one', () => {
    assert.equal(costOf([trees([0, 1, 2], [1, 0, 2], [2])]), undefined);
    assert.equal(costOf([trees([0, 0, 1], [1])]), undefined);
    assert.equal(costOf([trees([0, 1, 9], [1])]), undefined);
    assert.equal(costOf([trees([0, 1, 1], [1], [1])]), undefined);
  });

  it('the cost of a run is not known of an operator whose size depends on data, or that has no rule', () => {
    for (const op of [
      'NonZero',
      'Range',
      'Expand',
      'Tile',
      'ConstantOfShape',
      'Scan',
      'If',
      'StringNormalizer',
      'Unheard',
    ])
      assert.equal(costOf([node(op, ['x'], ['y'])]), undefined, op);
    assert.equal(costOf([node('Sigmoid', ['x'], ['y'], [], 'com.microsoft')]), undefined);
  });

  it('the cost of a run is not known when values grow with more than the rows', () => {
    const column = [node('ReduceSum', ['x', 'one'], ['s']), node('Reshape', ['s', 'flat'], ['f'])];
    const constants = [
      { name: 'one', dataType: 7, dims: [1], int64Data: [1] },
      { name: 'flat', dataType: 7, dims: [1], int64Data: [-1] },
    ];
    assert.ok(costOf([...column, node('Identity', ['f'], ['y'])], constants));
    assert.equal(costOf([...column, node('Add', ['s', 'f'], ['y'])], constants), undefined, 'rows by rows');
    assert.equal(costOf([node('Concat', ['x', 'x'], ['y'], [intAttribute('axis', 0)])]), undefined, 'rows by twos');
  });

  it('the cost of a run is too high of values that double again and again', () => {
    const steps = Array.from({ length: 40 }, (_, at) =>
      node('Concat', [`v${at}`, `v${at}`], [`v${at + 1}`], [intAttribute('axis', 1)]),
    );
    assert.equal(costOf([node('Identity', ['x'], ['v0']), ...steps]), undefined);
  });

  it('the cost of a run is not known of a file with two graphs, which ONNX Runtime would join', () => {
    const loop = hangingVersion(1).bytes;
    const plain = columnsModel([{ name: 'website_visits', type: 'float', shape: ['N', 1] }]);
    assert.equal(runCost(Buffer.concat([loop, plain])), undefined);
    assert.equal(runCost(Buffer.concat([plain, loop])), undefined);
  });

  it('the cost of a run is not known of a file with functions, of bytes that are no model, or of an input of any width', () => {
    const plain = columnsModel([{ name: 'website_visits', type: 'float', shape: ['N', 1] }]);
    // field 25 of the model, two bytes long
    assert.equal(runCost(Buffer.concat([plain, Uint8Array.of(0xca, 0x01, 2, 0x0a, 0)])), undefined);
    assert.equal(runCost(Buffer.from('no model')), undefined);
    assert.equal(runCost(matrixModel('F')), undefined);
  });
});

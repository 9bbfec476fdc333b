import type { Steps } from '../../../statistics/run-cooperatively.ts';
import { refuseIf } from '../file/unreadable.ts';
import type { RowTensor } from '../model/column.ts';
import type { Forest } from '../model/forest.ts';
import { type Margin, scaleMargin } from '../model/margin.ts';
import { type BuiltForest, buildForest } from '../trees/build-forest.ts';
import { readTreeAttributes, type TreeAttributes } from '../trees/tree-attributes.ts';
import { classProbabilities } from './linear-operators.ts';
import { mapColumns } from './map-columns.ts';
import { intOf, intsOf, type Operator, rowsOf, textOf, textsOf } from './operator.ts';

/** Ensembles of trees. */
export const TREES: Readonly<Record<string, Operator>> = {
  'ai.onnx.ml.TreeEnsembleClassifier': function* (node, [x]) {
    const file = readTreeAttributes(node, 'class');
    const classes = Math.max(textsOf(node, 'classlabels_strings').length, intsOf(node, 'classlabels_int64s').length);
    refuseIf(classes !== 2, 'other than two classes');
    const link = textOf(node, 'post_transform', 'NONE');
    const built = yield* build(file, rowsOf(x));
    return [rowsOf(x), classProbabilities(yield* classSums(file, built), link)];
  },
  'ai.onnx.ml.TreeEnsembleRegressor': function* (node, [x]) {
    const file = readTreeAttributes(node, 'target');
    const aggregate = textOf(node, 'aggregate_function', 'SUM');
    refuseIf(aggregate !== 'SUM' && aggregate !== 'AVERAGE', `the ${aggregate} of trees`);
    const targets = intOf(node, 'n_targets', 1);
    refuseIf(targets > 2, 'more than two targets');
    const built = yield* build(file, rowsOf(x));
    const share = aggregate === 'AVERAGE' ? 1 / (built.forest.roots.length - 1) : 1;
    const sums: Margin[] = [];
    for (let output = 0; output < targets; output++) {
      const { bias, ...sum } = yield* sumOf(file, built, output, output);
      sums.push({ ...scaleMargin({ ...sum, bias: 0 }, share), bias });
    }
    return [classProbabilities(sums, textOf(node, 'post_transform', 'NONE'))];
  },
};

/**
 * The scores of two classes. As in ONNX Runtime, one output is the score of the second class, and so is the first of two
 * outputs where the file has two base values, of which the second counts; the first class then has its negative.
 */
function* classSums(file: TreeAttributes, built: BuiltForest): Steps<Margin[]> {
  const outputs = [...new Set(file.weightOutputs)];
  const hasTwoBases = file.baseValues.length === 2;
  if (outputs.length > 1 && !hasTwoBases) return [yield* sumOf(file, built, 0, 0), yield* sumOf(file, built, 1, 1)];
  const second = yield* sumOf(file, built, outputs.length > 1 ? 0 : (outputs[0] as number), hasTwoBases ? 1 : 0);
  yield;
  return [scaleMargin(second, -1), second];
}

function* build(file: TreeAttributes, x: RowTensor): Steps<BuiltForest> {
  // whole numbers are compared as 32-bit floats
  const { columns } = x.element === 'integer' ? mapColumns('float', [x], (value: number) => value) : x;
  const isPlain = columns.every(({ kind }) => kind === 'feature' || kind === 'constant');
  refuseIf(!isPlain, 'trees on columns of several features');
  return yield* buildForest(file, columns as Forest['columns']);
}

const WEIGHTS_PER_STEP = 4096;

/** The sum of one output's leaves. */
function* sumOf(file: TreeAttributes, built: BuiltForest, output: number, base: number): Steps<Margin> {
  const { forest, entries, index } = built;
  const weights = new Float64Array(file.treeIds.length);
  for (let at = 0; at < file.weights.length; at++) {
    if (at % WEIGHTS_PER_STEP === 0) yield;
    const entry = index.get(file.weightTrees[at] as number)?.get(file.weightNodes[at] as number);
    if (file.weightOutputs[at] !== output || entry === undefined || (file.modes[entry] as number) >= 0) continue;
    weights[entry] = (weights[entry] as number) + (file.weights[at] as number);
  }
  const values = new Float64Array(entries.length);
  for (let node = 0; node < entries.length; node++) values[node] = weights[entries[node] as number] as number;
  return { bias: Number(file.baseValues[base] ?? 0), linear: [], trees: [{ forest, values }] };
}

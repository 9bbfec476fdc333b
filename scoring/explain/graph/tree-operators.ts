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
    yield;
    return [rowsOf(x), classProbabilities(classSums(file, built), link)];
  },
  'ai.onnx.ml.TreeEnsembleRegressor': function* (node, [x]) {
    const file = readTreeAttributes(node, 'target');
    const aggregate = textOf(node, 'aggregate_function', 'SUM');
    refuseIf(aggregate !== 'SUM' && aggregate !== 'AVERAGE', `the ${aggregate} of trees`);
    const built = yield* build(file, rowsOf(x));
    yield;
    const share = aggregate === 'AVERAGE' ? 1 / (built.forest.roots.length - 1) : 1;
    const sums = Array.from({ length: intOf(node, 'n_targets', 1) }, (_, output) => {
      const { bias, ...sum } = sumOf(file, built, output, output);
      return { ...scaleMargin({ ...sum, bias: 0 }, share), bias };
    });
    return [classProbabilities(sums, textOf(node, 'post_transform', 'NONE'))];
  },
};

/**
 * The scores of two classes. As in ONNX Runtime, one output is the score of the second class, and so is the first of two
 * outputs where the file has two base values, of which the second counts; the first class then has its negative.
 */
function classSums(file: TreeAttributes, built: BuiltForest): Margin[] {
  const outputs = [...new Set(file.weightOutputs)];
  const hasTwoBases = file.baseValues.length === 2;
  if (outputs.length > 1 && !hasTwoBases) return [0, 1].map((output) => sumOf(file, built, output, output));
  const second = sumOf(file, built, outputs.length > 1 ? 0 : (outputs[0] as number), hasTwoBases ? 1 : 0);
  return [scaleMargin(second, -1), second];
}

function* build(file: TreeAttributes, x: RowTensor): Steps<BuiltForest> {
  // whole numbers are compared as 32-bit floats
  const { columns } = x.element === 'integer' ? mapColumns('float', [x], (value: number) => value) : x;
  const isPlain = columns.every(({ kind }) => kind === 'feature' || kind === 'constant');
  refuseIf(!isPlain, 'trees on columns of several features');
  return yield* buildForest(file, columns as Forest['columns']);
}

/** The sum of one output's leaves. */
function sumOf(file: TreeAttributes, { forest, entries, index }: BuiltForest, output: number, base: number): Margin {
  const weights = new Float64Array(file.treeIds.length);
  for (const [at, tree] of file.weightTrees.entries()) {
    const entry = index.get(tree)?.get(file.weightNodes[at] as number);
    if (file.weightOutputs[at] !== output || entry === undefined || (file.modes[entry] as number) >= 0) continue;
    weights[entry] = (weights[entry] as number) + Number(file.weights[at]);
  }
  const values = Float64Array.from(entries, (entry) => weights[entry] as number);
  return { bias: Number(file.baseValues[base] ?? 0), linear: [], trees: [{ forest, values }] };
}

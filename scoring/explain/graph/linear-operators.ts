import type { ConstantTensor } from '../file/model-graph.ts';
import { refuseIf, Unreadable } from '../file/unreadable.ts';
import type { Column, RowTensor } from '../model/column.ts';
import { addMargins, type Margin, scaleMargin, toMargin, weightedSum } from '../model/margin.ts';
import { constantOf, floatOf, floatsOf, inOneStep, intOf, type Operator, rowsOf, textOf } from './operator.ts';

/** Linear models, their links, and sums over columns. */
export const LINEAR: Readonly<Record<string, Operator>> = {
  'ai.onnx.ml.LinearClassifier': inOneStep((node, [x]) => {
    const coefficients = floatsOf(node, 'coefficients');
    const sums = linearSums(rowsOf(x), coefficients, floatsOf(node, 'intercepts'));
    return [rowsOf(x), classProbabilities(sums, textOf(node, 'post_transform', 'NONE'))];
  }),
  'ai.onnx.ml.LinearRegressor': inOneStep((node, [x]) => {
    const sums = linearSums(rowsOf(x), floatsOf(node, 'coefficients'), floatsOf(node, 'intercepts'));
    return [classProbabilities(sums, textOf(node, 'post_transform', 'NONE'))];
  }),
  MatMul: inOneStep((_, [x, weights]) => [marginTensor(product(rowsOf(x), constantOf(weights), false))]),
  Gemm: inOneStep((node, [x, weights, bias]) => {
    refuseIf(intOf(node, 'transA', 0) === 1, 'rows that are joined');
    const sums = product(rowsOf(x), constantOf(weights), intOf(node, 'transB', 0) === 1);
    const [alpha, beta] = [floatOf(node, 'alpha', 1), floatOf(node, 'beta', 1)];
    const summands = bias ? Array.from(constantOf(bias).data, Number) : [0];
    refuseIf(summands.length > 1 && summands.length !== sums.length, 'a bias by row');
    const summand = (at: number) => (summands[summands.length === 1 ? 0 : at] as number) * beta;
    return [marginTensor(sums.map((sum, at) => addMargins(scaleMargin(sum, alpha), weightedSum([], [], summand(at)))))];
  }),
  ReduceSum: inOneStep((node, [x, axes]) => {
    const along = axes ? Array.from(constantOf(axes).data, Number) : [];
    refuseIf(rowsOf(x).dims.length > 1 || along.length !== 1 || along[0] === 0, 'a sum over rows');
    refuseIf(intOf(node, 'keepdims', 1) === 0, 'a sum without its dimension');
    return [
      marginTensor([
        weightedSum(
          rowsOf(x).columns,
          rowsOf(x).columns.map(() => 1),
          0,
        ),
      ]),
    ];
  }),
  Sigmoid: inOneStep((_, [x]) => [
    { ...rowsOf(x), columns: rowsOf(x).columns.map((column) => logistic(toMargin(column))) },
  ]),
  Softmax: inOneStep((_, [x]) => [{ ...rowsOf(x), columns: softmax(rowsOf(x).columns.map(toMargin)) }]),
};

/**
 * The scores of classes as a tensor, after the operator's link: LOGISTIC for each, SOFTMAX of two, NONE. A single
 * LOGISTIC score is that of the second of two classes.
 *
 * @throws {Unreadable} for another link
 */
export function classProbabilities(sums: readonly Margin[], link: string): RowTensor {
  if (link === 'NONE') return marginTensor(sums);
  if (link === 'LOGISTIC') return tensorOf(sums.map(logistic));
  if (link === 'SOFTMAX') return tensorOf(softmax(sums));
  throw new Unreadable(`a link ${link}`);
}

/** A column for each sum. */
export function marginTensor(sums: readonly Margin[]): RowTensor {
  return tensorOf(sums.map((margin) => ({ kind: 'margin', margin })));
}

function tensorOf(columns: readonly Column[]): RowTensor {
  return { element: 'float', dims: [columns.length], columns };
}

function logistic(logOdds: Margin): Column {
  return { kind: 'probability', logOdds };
}

/** e^b / (e^a + e^b) = 1 / (1 + e^−(b − a)) */
function softmax(sums: readonly Margin[]): Column[] {
  const [first, second] = sums;
  if (!first || !second || sums.length > 2) throw new Unreadable('a softmax of other than two classes');
  const difference = addMargins(second, scaleMargin(first, -1));
  return [logistic(scaleMargin(difference, -1)), logistic(difference)];
}

function linearSums({ columns }: RowTensor, coefficients: readonly number[], intercepts: readonly number[]): Margin[] {
  const width = columns.length;
  refuseIf(coefficients.length % width !== 0, 'coefficients of another width');
  const rows = coefficients.length / width;
  return Array.from({ length: rows }, (_, row) =>
    weightedSum(columns, coefficients.slice(row * width, (row + 1) * width), intercepts[row] ?? 0),
  );
}

function product(
  { columns, dims }: RowTensor,
  { dims: [rows, width = 1], data }: ConstantTensor,
  isTransposed: boolean,
): Margin[] {
  const [into, from] = isTransposed ? [rows as number, width] : [width, rows as number];
  refuseIf(dims.length > 1 || from !== columns.length, 'weights of another width');
  return Array.from({ length: into }, (_, to) => {
    const weights = columns.map((_, at) => Number(data[isTransposed ? to * from + at : at * into + to]));
    return weightedSum(columns, weights, 0);
  });
}

import type { ConstantTensor, GraphNode } from '../file/model-graph.ts';
import { refuseIf } from '../file/unreadable.ts';
import type { Column, RowTensor } from '../model/column.ts';
import { constantOf, inOneStep, intOf, intsOf, type Operand, type Operator, rowsOf } from './operator.ts';

/** Operators that move columns. */
export const SHAPES: Readonly<Record<string, Operator>> = {
  Concat: inOneStep((node, inputs) => [concat(inputs.map(rowsOf), intOf(node, 'axis', 1))]),
  'ai.onnx.ml.FeatureVectorizer': inOneStep((_, inputs) => [{ ...concat(inputs.map(rowsOf), 1), element: 'float' }]),
  Reshape: inOneStep((_, [x, shape]) => [reshape(rowsOf(x), numbersOf(constantOf(shape)))]),
  Flatten: inOneStep((node, [x]) => {
    refuseIf(intOf(node, 'axis', 1) !== 1, 'rows that are joined');
    return [{ ...rowsOf(x), dims: [rowsOf(x).columns.length] }];
  }),
  Squeeze: inOneStep((_, [x]) => [{ ...rowsOf(x), dims: rowsOf(x).dims.filter((size) => size !== 1) }]),
  Unsqueeze: inOneStep((_, [x]) => [{ ...rowsOf(x), dims: [...rowsOf(x).dims, 1] }]),
  'ai.onnx.ml.ArrayFeatureExtractor': inOneStep((_, [x, at]) => [select(rowsOf(x), numbersOf(constantOf(at)))]),
  Gather: inOneStep((node, [x, at]) => {
    refuseIf(intOf(node, 'axis', 0) < 1, 'chosen rows');
    return [select(rowsOf(x), numbersOf(constantOf(at)))];
  }),
  Split: inOneStep((node, inputs) => split(node, inputs)),
  Constant: inOneStep((node) => {
    const tensor = node.attributes.get('value')?.tensor;
    refuseIf(!tensor, 'a constant of another form');
    return [tensor as ConstantTensor];
  }),
};

function numbersOf({ data }: ConstantTensor): number[] {
  return Array.from(data, Number);
}

function concat(tensors: readonly RowTensor[], axis: number): RowTensor {
  const [first] = tensors;
  refuseIf(!first, 'no inputs');
  const { element, dims } = first as RowTensor;
  refuseIf(axis === 0, 'rows that are joined');
  // in front of the last dimension there may be others only if they are 1: else columns would be woven
  const isFlat = tensors.every(
    (each) => each.dims.length === dims.length && each.dims.slice(0, -1).every((size) => size === 1),
  );
  refuseIf(!isFlat || (axis > 0 ? axis : dims.length + 1 + axis) !== dims.length, 'columns that are woven');
  const columns = tensors.flatMap((each): readonly Column[] => each.columns);
  return { element, dims: [...dims.slice(0, -1), columns.length], columns };
}

function reshape(x: RowTensor, shape: readonly number[]): RowTensor {
  const [rows, ...dims] = shape;
  const size = x.columns.length;
  const known = dims.filter((each) => each > 0).reduce((product, each) => product * each, 1);
  refuseIf(rows !== -1 && rows !== 0, 'rows that are joined');
  refuseIf(rows === -1 && (dims.some((each) => each <= 0) || known !== size), 'rows that are joined');
  refuseIf(dims.includes(0), 'a dimension that is copied');
  return { ...x, dims: dims.map((each) => (each === -1 ? size / known : each)) };
}

function select(x: RowTensor, at: readonly number[]): RowTensor {
  refuseIf(x.dims.length > 1, 'chosen rows');
  const columns = at.map((index) => x.columns[index < 0 ? index + x.columns.length : index]);
  refuseIf(columns.includes(undefined), 'a column that is not there');
  return { element: x.element, dims: [columns.length], columns: columns as Column[] };
}

function split(node: GraphNode, [input, sizes]: readonly (Operand | undefined)[]): RowTensor[] {
  const x = rowsOf(input);
  refuseIf(x.dims.length > 1 || intOf(node, 'axis', 0) === 0, 'rows that are split');
  const given = sizes ? numbersOf(constantOf(sizes)) : intsOf(node, 'split');
  const even = node.outputs.map(() => x.columns.length / node.outputs.length);
  let from = 0;
  return (given.length > 0 ? given : even).map((size) => {
    const columns = x.columns.slice(from, from + size);
    from += size;
    return { element: x.element, dims: [size], columns };
  });
}

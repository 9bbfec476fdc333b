import type { GraphNode, Scalar } from '../file/model-graph.ts';
import { refuseIf } from '../file/unreadable.ts';
import type { RowTensor } from '../model/column.ts';
import { mapColumns } from './map-columns.ts';
import { floatOf, floatsOf, inOneStep, intOf, intsOf, type Operator, rowsOf, textOf, textsOf } from './operator.ts';

/** Operators of ai.onnx.ml that encode single columns. */
export const ENCODERS: Readonly<Record<string, Operator>> = {
  'ai.onnx.ml.OneHotEncoder': inOneStep((node, [x]) => [oneHot(node, rowsOf(x))]),
  'ai.onnx.ml.LabelEncoder': inOneStep((node, [x]) => [encodeLabels(node, rowsOf(x))]),
  'ai.onnx.ml.CategoryMapper': inOneStep((node, [x]) => [mapCategories(node, rowsOf(x))]),
  'ai.onnx.ml.Imputer': inOneStep((node, [x]) => [impute(node, rowsOf(x))]),
  'ai.onnx.ml.Scaler': inOneStep((node, [x]) => [scale(node, rowsOf(x))]),
  'ai.onnx.ml.Binarizer': inOneStep((node, [x]) => {
    const threshold = floatOf(node, 'threshold', 0);
    return [mapColumns('float', [x], (value: number) => Number(value > threshold))];
  }),
};

function oneHot(node: GraphNode, x: RowTensor): RowTensor {
  const texts = textsOf(node, 'cats_strings');
  const categories: readonly Scalar[] = texts.length > 0 ? texts : intsOf(node, 'cats_int64s');
  refuseIf(intOf(node, 'zeros', 1) === 0, 'a refusal of unknown categories');
  // numbers are compared as whole ones
  const isText = texts.length > 0;
  const columns = x.columns.flatMap((column) =>
    categories.map((category) => {
      const isCategory = (value: Scalar) => Number((isText ? value : Math.trunc(Number(value))) === category);
      return mapColumns('float', [{ ...x, dims: [1], columns: [column] }], isCategory as never).columns[0];
    }),
  );
  return { element: 'float', dims: [...x.dims, categories.length], columns: columns as RowTensor['columns'] };
}

function encodeLabels(node: GraphNode, x: RowTensor): RowTensor {
  const classes = textsOf(node, 'classes_strings');
  // the first version of the operator: a text becomes its place
  if (classes.length > 0) {
    refuseIf(x.element !== 'string', 'a place that becomes a text');
    return lookUp(x, 'integer', classes, [...classes.keys()], intOf(node, 'default_int64', -1));
  }
  const keys = listOf(node, 'keys');
  const values = listOf(node, 'values');
  const isText = textsOf(node, 'values_strings').length > 0;
  const isFloat = floatsOf(node, 'values_floats').length > 0;
  if (isText) return lookUp(x, 'string', keys, values, textOf(node, 'default_string', '_Unused'));
  if (isFloat) return lookUp(x, 'float', keys, values, floatOf(node, 'default_float', -0));
  return lookUp(x, 'integer', keys, values, intOf(node, 'default_int64', -1));
}

function listOf(node: GraphNode, name: 'keys' | 'values'): readonly Scalar[] {
  const lists = [textsOf(node, `${name}_strings`), floatsOf(node, `${name}_floats`), intsOf(node, `${name}_int64s`)];
  const tensor = node.attributes.get(`${name}_tensor`)?.tensor;
  refuseIf(tensor !== undefined, 'keys or values as a tensor');
  return lists.find((list) => list.length > 0) ?? [];
}

function mapCategories(node: GraphNode, x: RowTensor): RowTensor {
  const [texts, numbers] = [textsOf(node, 'cats_strings'), intsOf(node, 'cats_int64s')];
  if (x.element === 'string') return lookUp(x, 'integer', texts, numbers, intOf(node, 'default_int64', -1));
  return lookUp(x, 'string', numbers, texts, textOf(node, 'default_string', '_Unused'));
}

function lookUp(
  x: RowTensor,
  element: RowTensor['element'],
  keys: readonly Scalar[],
  values: readonly Scalar[],
  absent: Scalar,
): RowTensor {
  // a Map finds NaN, as the operator does
  const found = new Map(keys.map((key, at) => [key, values[at] as Scalar]));
  return mapColumns(element, [x], ((value: Scalar) => found.get(value) ?? absent) as never);
}

function impute(node: GraphNode, x: RowTensor): RowTensor {
  const isFloat = x.element !== 'integer';
  const fillings = isFloat ? floatsOf(node, 'imputed_value_floats') : intsOf(node, 'imputed_value_int64s');
  const replaced = isFloat ? floatOf(node, 'replaced_value_float', 0) : intOf(node, 'replaced_value_int64', 0);
  return perColumn(x, x.element, (value, at) =>
    Object.is(value, replaced) || value === replaced ? pick(fillings, at, value) : value,
  );
}

function scale(node: GraphNode, x: RowTensor): RowTensor {
  const [offsets, factors] = [floatsOf(node, 'offset'), floatsOf(node, 'scale')];
  return perColumn(
    x,
    'float',
    (value, at) => Math.fround(Math.fround(value) - pick(offsets, at, 0)) * pick(factors, at, 1),
  );
}

/** The element for a column of a list with one for each, or one for all. */
function pick(list: readonly number[], at: number, absent: number): number {
  return list[list.length === 1 ? 0 : at] ?? absent;
}

function perColumn(
  x: RowTensor,
  element: RowTensor['element'],
  rule: (value: number, at: number) => number,
): RowTensor {
  const columns = x.columns.map(
    (column, at) =>
      mapColumns(element, [{ ...x, dims: [1], columns: [column] }], (value: number) => rule(value, at)).columns[0],
  );
  return { element, dims: x.dims, columns: columns as RowTensor['columns'] };
}

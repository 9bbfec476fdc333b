import type { Element, Scalar } from '../file/model-graph.ts';
import { refuseIf } from '../file/unreadable.ts';
import { type Column, constantColumn, type FeatureColumn, type RowTensor, roundTo } from '../model/column.ts';
import { constantRow, type Operand } from './operator.ts';

/** A function of single values, from the values of each argument. */
export type Rule = (...values: never[]) => Scalar;

/**
 * Applies a function to the columns of several tensors, element by element, with a single column repeated for all.
 *
 * @param combine what to do where columns are of different features, or sums; refused without it
 * @throws {Unreadable} when a column of the result would depend on several features
 */
export function mapColumns(
  element: Element,
  operands: readonly (Operand | undefined)[],
  rule: Rule,
  combine?: (columns: readonly Column[]) => Column,
): RowTensor {
  const tensors = operands.map((operand) => {
    refuseIf(!operand, 'an absent input');
    return 'columns' in (operand as Operand) ? (operand as RowTensor) : constantRow(operand as never);
  });
  const width = Math.max(...tensors.map(({ columns }) => columns.length));
  const widest = tensors.find(({ columns }) => columns.length === width) as RowTensor;
  refuseIf(
    tensors.some(({ columns }) => columns.length !== width && columns.length !== 1),
    'inputs of different widths',
  );
  const columns = Array.from({ length: width }, (_, at) =>
    mapOne(
      element,
      tensors.map((each) => each.columns[each.columns.length === 1 ? 0 : at] as Column),
      rule,
      combine,
    ),
  );
  return { element, dims: widest.dims, columns };
}

function mapOne(
  element: Element,
  columns: Column[],
  rule: Rule,
  combine?: (columns: readonly Column[]) => Column,
): Column {
  const features = new Set(columns.flatMap((column) => (column.kind === 'feature' ? column.feature : [])));
  const isPlain = columns.every(({ kind }) => kind === 'feature' || kind === 'constant');
  if (!isPlain || features.size > 1) {
    refuseIf(!combine, isPlain ? 'a function of several features' : 'a function of a sum');
    return (combine as (columns: readonly Column[]) => Column)(columns);
  }
  const apply = rule as (...values: Scalar[]) => Scalar;
  const [feature] = features;
  if (feature === undefined) {
    const values = columns.map((column) => (column as { value: Scalar }).value);
    return constantColumn(roundTo(element, apply(...values)));
  }
  return { kind: 'feature', feature, of: compose(element, columns, apply) };
}

function compose(
  element: Element,
  columns: readonly Column[],
  apply: (...values: Scalar[]) => Scalar,
): FeatureColumn['of'] {
  const readers = columns.map((column): FeatureColumn['of'] =>
    column.kind === 'feature' ? column.of : () => (column as { value: Scalar }).value,
  );
  const [first, second] = readers;
  if (first && readers.length === 1) return (value) => roundTo(element, apply(first(value)));
  if (first && second && readers.length === 2) return (value) => roundTo(element, apply(first(value), second(value)));
  return (value) => roundTo(element, apply(...readers.map((read) => read(value))));
}

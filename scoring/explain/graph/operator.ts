import type { Steps } from '../../../statistics/run-cooperatively.ts';
import type { ConstantTensor, GraphNode, Scalar } from '../file/model-graph.ts';
import { refuseIf } from '../file/unreadable.ts';
import { constantColumn, type RowTensor } from '../model/column.ts';

/** A value of a graph: the same for all rows, or with a row per lead. */
export type Operand = ConstantTensor | RowTensor;

/** Reads one operator. @throws {Unreadable} when its result is no function of single features, and no sum of them */
export type Operator = (node: GraphNode, inputs: readonly (Operand | undefined)[]) => Steps<readonly Operand[]>;

/** An operator that is read in one step. */
export function inOneStep(
  read: (node: GraphNode, inputs: readonly (Operand | undefined)[]) => readonly Operand[],
): Operator {
  // biome-ignore lint/correctness/useYield: a single step
  return function* (node, inputs) {
    return read(node, inputs);
  };
}

/** An operand with a row per lead. @throws {Unreadable} when it is a constant or absent */
export function rowsOf(operand: Operand | undefined): RowTensor {
  refuseIf(!operand || !('columns' in operand), 'a constant in the place of rows');
  return operand as RowTensor;
}

/** An operand that is a constant. @throws {Unreadable} when it has a row per lead or is absent */
export function constantOf(operand: Operand | undefined): ConstantTensor {
  refuseIf(!operand || !('data' in operand), 'rows in the place of a constant');
  return operand as ConstantTensor;
}

/** A constant as one row: `[C]`, `[1, C]` or a scalar. @throws {Unreadable} when it has several rows */
export function constantRow({ element, dims, data }: ConstantTensor): RowTensor {
  const columns = Array.from(data as ArrayLike<Scalar>, constantColumn);
  refuseIf(columns.length !== (dims.at(-1) ?? 1), 'a constant of several rows');
  return { element, dims: [columns.length], columns };
}

/** Number of an integer attribute. */
export function intOf({ attributes }: GraphNode, name: string, absent: number): number {
  return attributes.get(name)?.int ?? absent;
}

/** Number of a float attribute. */
export function floatOf({ attributes }: GraphNode, name: string, absent: number): number {
  return attributes.get(name)?.float ?? absent;
}

/** Text of an attribute. */
export function textOf({ attributes }: GraphNode, name: string, absent: string): string {
  return attributes.get(name)?.string ?? absent;
}

/** Numbers of a list of floats. */
export function floatsOf({ attributes }: GraphNode, name: string): readonly number[] {
  return attributes.get(name)?.floats ?? [];
}

/** Numbers of a list of integers. */
export function intsOf({ attributes }: GraphNode, name: string): readonly number[] {
  return attributes.get(name)?.ints ?? [];
}

/** Texts of a list. */
export function textsOf({ attributes }: GraphNode, name: string): readonly string[] {
  return attributes.get(name)?.strings ?? [];
}

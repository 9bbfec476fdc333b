import type { FeatureValue } from '../../../lake/features/features.ts';
import type { Element, Scalar } from '../file/model-graph.ts';
import type { Margin } from './margin.ts';

/** A column with the same value in every row. */
export interface ConstantColumn {
  readonly kind: 'constant';
  readonly value: Scalar;
}

/** A column that is a function of one feature, such as an element of its one-hot code. */
export interface FeatureColumn {
  readonly kind: 'feature';
  /** index in the model's signature */
  readonly feature: number;
  readonly of: (value: FeatureValue) => Scalar;
}

/** A column that is a sum over features and trees. */
export interface MarginColumn {
  readonly kind: 'margin';
  readonly margin: Margin;
}

/** A column that is the probability of log-odds which are a sum: 1 / (1 + exp(−logOdds)). */
export interface ProbabilityColumn {
  readonly kind: 'probability';
  readonly logOdds: Margin;
}

/** One column of a tensor [N, …], as a function of the features of a row. */
export type Column = ConstantColumn | FeatureColumn | MarginColumn | ProbabilityColumn;

/** A tensor of a graph with a row per lead. */
export interface RowTensor {
  readonly element: Element;
  /** dimensions after that of the rows */
  readonly dims: readonly number[];
  /** one per element of a row, the last dimension fastest */
  readonly columns: readonly Column[];
}

/** A value as an operator's result of that type has it: rounded to 32 bits for `float`, a whole number for `integer`. */
export function roundTo(element: Element, value: Scalar): Scalar {
  if (typeof value === 'string' || element === 'double' || element === 'string') return value;
  if (element === 'float') return Math.fround(value);
  return element === 'boolean' ? Number(value !== 0) : Math.trunc(value);
}

/** A column for one value: constant. */
export const constantColumn = (value: Scalar): ConstantColumn => ({ kind: 'constant', value });

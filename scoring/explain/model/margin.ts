import { refuseIf } from '../file/unreadable.ts';
import type { Column, FeatureColumn } from './column.ts';
import type { Forest } from './forest.ts';

/** A weighted column of a linear model. */
export interface LinearTerm {
  readonly column: FeatureColumn;
  readonly weight: number;
}

/** Trees of one operator, with the values of their leaves. */
export interface TreeTerm {
  readonly forest: Forest;
  /** by node of the forest; 0 where it is no leaf */
  readonly values: Float64Array;
}

/** A sum: bias + Σ weight · column + Σ value of the leaf that a row reaches in each tree. */
export interface Margin {
  readonly bias: number;
  readonly linear: readonly LinearTerm[];
  readonly trees: readonly TreeTerm[];
}

/** A column as a sum. @throws {Unreadable} when it is a probability or a text */
export function toMargin(column: Column): Margin {
  if (column.kind === 'margin') return column.margin;
  if (column.kind === 'feature') return { bias: 0, linear: [{ column, weight: 1 }], trees: [] };
  refuseIf(column.kind === 'probability' || typeof column.value === 'string', 'arithmetic on a probability');
  return { bias: (column as { value: number }).value, linear: [], trees: [] };
}

/** factor · margin */
export function scaleMargin({ bias, linear, trees }: Margin, factor: number): Margin {
  return {
    bias: bias * factor,
    linear: linear.map(({ column, weight }) => ({ column, weight: weight * factor })),
    trees: trees.map(({ forest, values }) => ({ forest, values: values.map((value) => value * factor) })),
  };
}

/** a + b; trees of the same operator become one term. */
export function addMargins(a: Margin, b: Margin): Margin {
  const trees = [...a.trees];
  for (const term of b.trees) {
    const at = trees.findIndex(({ forest }) => forest === term.forest);
    const same = trees[at];
    if (!same) trees.push(term);
    else
      trees[at] = {
        forest: same.forest,
        values: same.values.map((value, node) => value + (term.values[node] as number)),
      };
  }
  return { bias: a.bias + b.bias, linear: [...a.linear, ...b.linear], trees };
}

/** bias + Σ weight · column, without the terms whose weight is 0. */
export function weightedSum(columns: readonly Column[], weights: ArrayLike<number>, bias: number): Margin {
  const linear: LinearTerm[] = [];
  const trees: TreeTerm[] = [];
  let sum: Margin = { bias, linear, trees };
  for (const [at, column] of columns.entries()) {
    const weight = weights[at] as number;
    if (weight === 0) continue;
    if (column.kind === 'feature') linear.push({ column, weight });
    else sum = addMargins(sum, scaleMargin(toMargin(column), weight));
  }
  return sum;
}

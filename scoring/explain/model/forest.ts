import type { ConstantColumn, FeatureColumn } from './column.ts';

/** Comparison of a split: `value < threshold` for LT, and so on; MEMBER is `value` being one of a set. */
export const SPLIT_MODES = ['LEQ', 'LT', 'GTE', 'GT', 'EQ', 'NEQ', 'MEMBER'] as const;

/** See {@link SPLIT_MODES}. */
export type SplitMode = (typeof SPLIT_MODES)[number];

/** The trees of one operator, as flat arrays by node. Each tree's nodes are in preorder: a parent, its true side, its false side. */
export interface Forest {
  /** encoded columns that splits compare */
  readonly columns: readonly (FeatureColumn | ConstantColumn)[];
  /** first node of each tree, and the number of nodes at the end */
  readonly roots: Int32Array;
  /** node of the false side; −1 for a leaf. The true side is the next node. */
  readonly falseSide: Int32Array;
  /** column that a split compares */
  readonly column: Int32Array;
  /** index in {@link SPLIT_MODES} */
  readonly mode: Uint8Array;
  readonly threshold: Float64Array;
  /** whether a missing value takes the true side */
  readonly missingIsTrue: Uint8Array;
  /** sets of MEMBER splits, by node */
  readonly members: ReadonlyMap<number, ReadonlySet<number>>;
  /** hit rates of the file by node; undefined where it tells none */
  readonly hitRates: Float64Array | undefined;
}

/**
 * Whether a value takes the true side of a split, as ONNX Runtime decides it: a comparison, or missing and sent there.
 *
 * @param value of the column; already rounded to 32 bits where the column is of floats. NaN is missing.
 */
export function takesTrueSide(forest: Forest, node: number, value: number): boolean {
  return compare(forest, node, value) || (forest.missingIsTrue[node] === 1 && Number.isNaN(value));
}

function compare({ mode, threshold, members }: Forest, node: number, value: number): boolean {
  const bound = threshold[node] as number;
  switch (mode[node]) {
    case 0:
      return value <= bound;
    case 1:
      return value < bound;
    case 2:
      return value >= bound;
    case 3:
      return value > bound;
    case 4:
      return value === bound;
    case 5:
      return value !== bound;
    default:
      return members.get(node)?.has(value) ?? false;
  }
}

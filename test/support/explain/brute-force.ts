import type { TestTree, TestTreeLeaf, TestTreeSplit } from './test-tree.ts';

/** Columns of one row; NaN is missing. */
export type Columns = readonly number[];

/**
 * SHAP values by their definition, over all subsets of the columns: φ_j = Σ_S |S|! (n − 1 − |S|)! / n! · (v(S ∪ j) − v(S)),
 * with v(S) the path-dependent expectation when the columns of S are known.
 *
 * Knows nothing of files and tables: plain recursion over plain trees.
 */
export function bruteForce(trees: readonly TestTree[], background: readonly Columns[], row: Columns) {
  const n = row.length;
  const values = Float64Array.from({ length: 2 ** n }, (_, subset) =>
    trees.reduce((sum, tree) => sum + expectation(tree, background, row, subset), 0),
  );
  const contributions = row.map((_, column) => {
    let sum = 0;
    for (let subset = 0; subset < 2 ** n; subset++) {
      if (subset & (1 << column)) continue;
      const change = (values[subset | (1 << column)] as number) - (values[subset] as number);
      sum += shapleyWeight(countBits(subset), n) * change;
    }
    return sum;
  });
  return { baseValue: values[0] as number, margin: values.at(-1) as number, contributions };
}

/** Sum of the leaves that a row reaches. */
export function sumOfLeaves(trees: readonly TestTree[], row: Columns): number {
  const all = 2 ** row.length - 1;
  return trees.reduce((sum, tree) => sum + expectation(tree, [], row, all), 0);
}

/** Sum of the leaves' values by the share of background rows, where a split's column is not in the subset. */
function expectation(tree: TestTree, background: readonly Columns[], row: Columns, subset: number): number {
  if (isLeaf(tree)) return tree.value;
  const yes = background.filter((each) => takes(tree, each));
  const no = background.filter((each) => !takes(tree, each));
  if (subset & (1 << tree.column))
    return takes(tree, row) ? expectation(tree.yes, yes, row, subset) : expectation(tree.no, no, row, subset);
  const share = background.length === 0 ? 0.5 : yes.length / background.length;
  return share * expectation(tree.yes, yes, row, subset) + (1 - share) * expectation(tree.no, no, row, subset);
}

function isLeaf(tree: TestTree): tree is TestTreeLeaf {
  return 'value' in tree;
}

/** Whether a row takes the side `yes` of a split. */
export function takes({ column, mode, values, missing }: TestTreeSplit, row: Columns): boolean {
  const value = Math.fround(row[column] as number);
  const bound = Math.fround(values[0] as number);
  if (Number.isNaN(value)) return missing || mode === 'NEQ';
  const answers = {
    LEQ: value <= bound,
    LT: value < bound,
    GTE: value >= bound,
    GT: value > bound,
    EQ: values.some((each) => Math.fround(each) === value),
    NEQ: value !== bound,
  };
  return answers[mode];
}

function shapleyWeight(size: number, n: number): number {
  let weight = 1 / n;
  for (let k = 1; k <= size; k++) weight *= k / (n - k);
  return weight;
}

function countBits(subset: number): number {
  return subset === 0 ? 0 : (subset & 1) + countBits(subset >> 1);
}

import { gaussLegendre } from '../../../statistics/gauss-legendre.ts';
import type { Steps } from '../../../statistics/run-cooperatively.ts';
import { type Forest, takesTrueSide } from './forest.ts';

/** Result of {@link TreeShap.explain}. */
export interface TreeContributions {
  /** by column of the forest */
  readonly contributions: Float64Array;
  /** sum of the leaves that the row reaches */
  readonly sum: number;
}

/**
 * Exact path-dependent SHAP values of the columns of a forest.
 *
 * The value of a leaf counts in v(S), the expectation when the columns S are known, by the product over the columns j of
 * its path of o_j where j is in S and z_j where it is not: o_j is 1 when the row takes every split of j on the path, else
 * 0; z_j is the product of those splits' cover shares. As the Shapley weight |S|! (d − 1 − |S|)! / d! is
 * ∫₀¹ t^|S| (1 − t)^(d−1−|S|) dt, the sum over all subsets of the path's d columns is
 *
 *     φ_i = Σ_leaves value · (o_i − z_i) · ∫₀¹ Π_{j ≠ i} (t · o_j + (1 − t) · z_j) dt,
 *
 * the integral of a polynomial of degree d − 1, which ⌈d / 2⌉ nodes of Gauss–Legendre quadrature give exactly. The
 * products grow down the tree and the sums of leaves up it: O(nodes · d / 2) per row, and only sums of terms of one sign
 * within a leaf, so that nothing cancels.
 *
 * @see Lundberg et al., From Local Explanations to Global Understanding with Explainable AI for Trees (2020), algorithm 2
 * @see Owen, Multilinear Extensions of Games (1972); Yu et al., Linear TreeShap (2022)
 */
export class TreeShap {
  /** expectation over the covers: v(∅) */
  readonly baseValue: number;
  readonly #forest: Forest;
  readonly #values: Float64Array;
  readonly #trees: readonly TreeTable[];

  private constructor(forest: Forest, values: Float64Array, trees: readonly TreeTable[]) {
    this.#forest = forest;
    this.#values = values;
    this.#trees = trees;
    this.baseValue = trees.reduce((sum, { expectation }) => sum + expectation, 0);
  }

  /**
   * Prepares a forest, in steps.
   *
   * @param values by node: the value of a leaf
   * @param shares by node: share of its parent's rows, of `coverShares`
   */
  static *prepare(forest: Forest, values: Float64Array, shares: Float64Array): Steps<TreeShap> {
    const trees: TreeTable[] = [];
    for (let tree = 0; tree + 1 < forest.roots.length; tree++) {
      trees.push(tabulate(forest, values, shares, forest.roots[tree] as number, forest.roots[tree + 1] as number));
      yield;
    }
    return new TreeShap(forest, values, trees);
  }

  /** Contributions of the columns to the sum of one row, in steps of a tree. @param row values of the columns */
  *explain(row: Float64Array): Steps<TreeContributions> {
    const contributions = new Float64Array(this.#forest.columns.length);
    let sum = 0;
    for (const table of this.#trees) {
      // the table's scratch is not used across a yield: two rows may be explained at a time
      this.#follow(table, row);
      addContributions(table, this.#values, contributions);
      sum += this.#reached(table);
      yield;
    }
    return { contributions, sum };
  }

  /** Notes for each node whether the row takes the split into it, and all earlier ones of the same column. */
  #follow({ root, end, earlier, isTaken }: TreeTable, row: Float64Array): void {
    const forest = this.#forest;
    for (let node = root; node < end; node++) {
      const falseSide = forest.falseSide[node] as number;
      if (falseSide < 0) continue;
      const isTrue = takesTrueSide(forest, node, row[forest.column[node] as number] as number);
      const before = earlier[node + 1 - root] as number;
      const wasTaken = before < 0 ? 1 : (isTaken[before] as number);
      isTaken[node + 1 - root] = isTrue ? wasTaken : 0;
      isTaken[falseSide - root] = isTrue ? 0 : wasTaken;
    }
  }

  /** Value of the leaf that the row reaches. */
  #reached({ root, isTaken }: TreeTable): number {
    let node = root;
    for (
      let falseSide = this.#forest.falseSide[node] as number;
      falseSide >= 0;
      falseSide = this.#forest.falseSide[node] as number
    )
      node = isTaken[node + 1 - root] === 1 ? node + 1 : falseSide;
    return this.#values[node] as number;
  }
}

/** One tree, prepared; positions are nodes relative to its root, and tables have a value per quadrature node. */
interface TreeTable {
  readonly root: number;
  readonly end: number;
  readonly expectation: number;
  readonly points: number;
  readonly parent: Int32Array;
  /** column of the split into the node */
  readonly column: Int32Array;
  /** nearest position above with a split of the same column into it; −1 when there is none */
  readonly earlier: Int32Array;
  readonly share: Float64Array;
  /** factor of the product, and summand of φ, where the split is taken; where it is the first of its column not taken */
  readonly taken: Float64Array;
  readonly left: Float64Array;
  readonly takenPart: Float64Array;
  readonly leftPart: Float64Array;
  // of the row at hand
  readonly isTaken: Uint8Array;
  readonly products: Float64Array;
  readonly sums: Float64Array;
}

function tabulate(forest: Forest, values: Float64Array, shares: Float64Array, root: number, end: number): TreeTable {
  const size = end - root;
  const { parent, column, earlier, widest } = trace(forest, root, end);
  const points = Math.max(1, Math.ceil(widest / 2));
  const table = () => new Float64Array(size * points);
  const share = shares.slice(root, end);
  const tree: TreeTable = {
    ...{ root, end, points, parent, column, earlier, share, expectation: expect(values, share, parent, root) },
    ...{ taken: table(), left: table(), takenPart: table(), leftPart: table() },
    ...{ isTaken: new Uint8Array(size).fill(1), products: table().fill(1), sums: table() },
  };
  fillFactors(tree);
  return tree;
}

/** Parents, columns and earlier splits of the same column of each node, and the most different columns of a path. */
function trace(forest: Forest, root: number, end: number) {
  const size = end - root;
  const [parent, column, earlier, width] = Array.from({ length: 4 }, () => new Int32Array(size)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  earlier[0] = -1;
  let widest = 0;
  for (let at = 0; at < size; at++) {
    widest = Math.max(widest, width[at] as number);
    const falseSide = (forest.falseSide[root + at] as number) - root;
    if (falseSide < 0) continue;
    const split = forest.column[root + at] as number;
    let before = at;
    while (before > 0 && column[before] !== split) before = parent[before] as number;
    for (const side of [at + 1, falseSide]) {
      parent[side] = at;
      column[side] = split;
      earlier[side] = before > 0 ? before : -1;
      width[side] = (width[at] as number) + (before > 0 ? 0 : 1);
    }
  }
  return { parent, column, earlier, widest };
}

function expect(values: Float64Array, share: Float64Array, parent: Int32Array, root: number): number {
  const reach = Float64Array.from(share);
  let sum = reach.length === 1 ? (values[root] as number) : 0;
  for (let at = 1; at < reach.length; at++) {
    reach[at] = (reach[at] as number) * (reach[parent[at] as number] as number);
    sum += (reach[at] as number) * (values[root + at] as number);
  }
  return sum;
}

function fillFactors({ points, earlier, share, taken, left, takenPart, leftPart }: TreeTable): void {
  const { nodes, weights } = gaussLegendre(points);
  const product = Float64Array.from(share);
  for (let at = 1; at < share.length; at++) {
    const before = earlier[at] as number;
    const zBefore = before < 0 ? 1 : (product[before] as number);
    const z = (share[at] as number) * zBefore;
    product[at] = z;
    for (let point = 0; point < points; point++) {
      const [t, weight, cell] = [nodes[point] as number, weights[point] as number, at * points + point];
      const [factor, factorBefore] = [t + (1 - t) * z, t + (1 - t) * zBefore];
      // without an earlier split both are those of a column that decides nothing: factor 1, part 0
      taken[cell] = factor / factorBefore;
      left[cell] = ((1 - t) * z) / factorBefore;
      takenPart[cell] = weight * ((1 - z) / factor - (1 - zBefore) / factorBefore);
      leftPart[cell] = -weight * (1 / (1 - t) + (1 - zBefore) / factorBefore);
    }
  }
}

/** Adds one tree's contributions: sums of the leaves up the tree, and the part of each split in them. */
function addContributions(tree: TreeTable, values: Float64Array, contributions: Float64Array): void {
  descend(tree);
  const { root, points, parent, column, earlier, isTaken, takenPart, leftPart, products, sums } = tree;
  sums.fill(0);
  for (let at = tree.end - root - 1; at > 0; at--) {
    const before = earlier[at] as number;
    const part = isTaken[at] === 1 ? takenPart : leftPart;
    const isKnownLeft = before >= 0 && isTaken[before] === 0;
    const value = values[root + at] as number;
    const above = (parent[at] as number) * points;
    let contribution = 0;
    for (let point = 0, cell = at * points; point < points; point++, cell++) {
      const sum = (sums[cell] as number) + value * (products[cell] as number);
      sums[above + point] = (sums[above + point] as number) + sum;
      contribution += (part[cell] as number) * sum;
    }
    // a column that was left above has its whole part there
    if (!isKnownLeft)
      contributions[column[at] as number] = (contributions[column[at] as number] as number) + contribution;
  }
}

/** Products down the tree: Π (t · o + (1 − t) · z) over the columns of the path. */
function descend({ points, parent, earlier, share, taken, left, isTaken, products }: TreeTable): void {
  for (let at = 1; at < share.length; at++) {
    const before = earlier[at] as number;
    const above = (parent[at] as number) * points;
    if (before >= 0 && isTaken[before] === 0) {
      const factor = share[at] as number;
      for (let point = 0, cell = at * points; point < points; point++, cell++)
        products[cell] = (products[above + point] as number) * factor;
      continue;
    }
    const factors = isTaken[at] === 1 ? taken : left;
    for (let point = 0, cell = at * points; point < points; point++, cell++)
      products[cell] = (products[above + point] as number) * (factors[cell] as number);
  }
}

import type { Steps } from '../../../statistics/run-cooperatively.ts';
import { type Forest, takesTrueSide } from '../model/forest.ts';
import { POINTS, STATE_WIDTH, type TreeTable, tabulate } from './tree-table.ts';

/** SHAP values of one row's columns. */
export interface TreeContributions {
  /** by column of the forest */
  readonly contributions: Float64Array;
  /** sum of the leaves that the row reaches */
  sum: number;
}

// some 50 ns each; a microsecond before they are compiled
const SPLITS_PER_STEP = 2_000;

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
 * products grow down the tree and the sums of leaves up it: O(nodes · d / 2) per row. The terms of a leaf have one sign, so
 * that nothing cancels.
 *
 * @see Lundberg et al., From Local Explanations to Global Understanding with Explainable AI for Trees (2020), algorithm 2
 * @see Owen, Multilinear Extensions of Games (1972); Yu et al., Linear TreeShap (2022)
 */
export class TreeShap {
  /** expectation over the covers: v(∅) */
  readonly baseValue: number;
  readonly #forest: Forest;
  readonly #tables: readonly TreeTable[];
  // of one tree and row at a time, never across a yield
  readonly #taken: Uint8Array;
  readonly #starts: Int32Array;
  readonly #cells: Float64Array;

  private constructor(forest: Forest, tables: readonly TreeTable[]) {
    this.#forest = forest;
    this.#tables = tables;
    this.baseValue = tables.reduce((sum, { expectation }) => sum + expectation, 0);
    const splits = tables.reduce((most, { nodes }) => Math.max(most, nodes.length), 0);
    this.#taken = new Uint8Array(2 * splits + 1).fill(1, 0, 1);
    this.#starts = new Int32Array(splits);
    this.#cells = new Float64Array((2 * splits + 1) * POINTS);
  }

  /**
   * Prepares a forest, in steps.
   *
   * @param values by node: the value of a leaf
   * @param shares by node: share of its parent's rows, of `coverShares`
   */
  static *prepare(forest: Forest, values: Float64Array, shares: Float64Array): Steps<TreeShap> {
    const tables: TreeTable[] = [];
    for (let tree = 0; tree + 1 < forest.roots.length; tree++) {
      tables.push(tabulate(forest, values, shares, tree));
      yield;
    }
    return new TreeShap(forest, tables);
  }

  /**
   * SHAP values of some rows, in steps. A tree goes through all rows before the next: its table stays in the
   * processor's cache from row to row.
   *
   * @param rows values of the columns, one array per row
   */
  *explain(rows: readonly Float64Array[]): Steps<readonly TreeContributions[]> {
    const results = rows.map(() => ({ contributions: new Float64Array(this.#forest.columns.length), sum: 0 }));
    let done = 0;
    for (const table of this.#tables) {
      for (const [at, row] of rows.entries()) {
        const result = results[at] as TreeContributions;
        this.#decide(table, row);
        result.sum += this.#reached(table);
        for (const factors of table.passes) this.#addPass(table, factors, result.contributions);
        done += table.nodes.length;
        if (done < SPLITS_PER_STEP) continue;
        done = 0;
        yield;
      }
    }
    return results;
  }

  /** Decides all splits of a tree, also those that the row does not reach: with another subset of columns it would. */
  #decide({ nodes, columns, earlier, thresholds, isPlain }: TreeTable, row: Float64Array): void {
    const taken = this.#taken;
    const starts = this.#starts;
    for (let split = 0; split < nodes.length; split++) {
      const value = row[columns[split] as number] as number;
      // the usual split, without a call; a missing value is not below anything
      const isTrue =
        isPlain[split] === 1 && !Number.isNaN(value)
          ? value <= (thresholds[split] as number)
          : takesTrueSide(this.#forest, nodes[split] as number, value);
      const wasTaken = taken[earlier[split] as number] as number;
      const takesTrue = isTrue ? wasTaken : 0;
      taken[2 * split + 1] = takesTrue;
      taken[2 * split + 2] = wasTaken - takesTrue;
      // the state: 0 takes its true side, 1 its false side, 2 was left above
      starts[split] = (split * 3 + 2 - wasTaken - takesTrue) * STATE_WIDTH;
    }
  }

  /** Value of the leaf that the row reaches. */
  #reached({ nodes, whenTrue, whenFalse, leaves }: TreeTable): number {
    let cell = 0;
    while (cell < nodes.length) cell = (this.#taken[2 * cell + 1] === 1 ? whenTrue[cell] : whenFalse[cell]) as number;
    return leaves[cell - nodes.length] as number;
  }

  /** Adds what some quadrature nodes say: products down the tree, sums of leaves and the splits' parts in them up it. */
  #addPass(
    { nodes, columns, whenTrue, whenFalse }: TreeTable,
    factors: Float64Array,
    contributions: Float64Array,
  ): void {
    const starts = this.#starts;
    const cells = this.#cells;
    cells.fill(1, 0, POINTS);
    for (let split = 0; split < nodes.length; split++) {
      const from = starts[split] as number;
      const own = split * POINTS;
      const yes = (whenTrue[split] as number) * POINTS;
      const no = (whenFalse[split] as number) * POINTS;
      const [p, q, r] = [cells[own] as number, cells[own + 1] as number, cells[own + 2] as number];
      cells[yes] = p * (factors[from] as number);
      cells[yes + 1] = q * (factors[from + 1] as number);
      cells[yes + 2] = r * (factors[from + 2] as number);
      cells[no] = p * (factors[from + 6] as number);
      cells[no + 1] = q * (factors[from + 7] as number);
      cells[no + 2] = r * (factors[from + 8] as number);
    }
    for (let split = nodes.length - 1; split >= 0; split--) {
      const from = starts[split] as number;
      const own = split * POINTS;
      const yes = (whenTrue[split] as number) * POINTS;
      const no = (whenFalse[split] as number) * POINTS;
      const column = columns[split] as number;
      const [a, b, c] = [cells[yes] as number, cells[yes + 1] as number, cells[yes + 2] as number];
      const [d, e, f] = [cells[no] as number, cells[no + 1] as number, cells[no + 2] as number];
      contributions[column] =
        (contributions[column] as number) +
        a * (factors[from + 3] as number) +
        b * (factors[from + 4] as number) +
        c * (factors[from + 5] as number) +
        d * (factors[from + 9] as number) +
        e * (factors[from + 10] as number) +
        f * (factors[from + 11] as number);
      cells[own] = a + d;
      cells[own + 1] = b + e;
      cells[own + 2] = c + f;
    }
  }
}

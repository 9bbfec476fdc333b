import type { Steps } from '../../statistics/run-cooperatively.ts';
import type { CoverSource, ExplainedRow } from './explanation.ts';
import type { FeatureColumn } from './model/column.ts';
import type { Forest } from './model/forest.ts';
import type { Margin, TreeTerm } from './model/margin.ts';
import { coverShares } from './trees/cover-shares.ts';
import { type TreeContributions, TreeShap } from './trees/tree-shap.ts';

/** A row's log-odds as a sum over features. */
export interface FeatureSums {
  margin: number;
  /** by feature of the signature */
  readonly contributions: Float64Array;
}

/**
 * A model whose log-odds are a sum, with its SHAP values: those of encoded columns are summed to their features.
 *
 * Linear: φ_f = Σ weight · (column(x) − mean of the column over the background), columns of the feature f; the sum over
 * all subsets is this difference where the model is a sum of functions of single features. Trees: see {@link TreeShap}.
 * A sum of models has the sum of their values.
 */
export class AdditiveModel {
  /** log-odds when nothing is known, nats */
  readonly baseValue: number;
  readonly hasTrees: boolean;
  readonly covers: CoverSource | undefined;
  readonly #names: readonly string[];
  readonly #bias: number;
  readonly #linear: readonly CentredTerm[];
  readonly #trees: readonly TreeShap[];
  readonly #forests: readonly Forest[];

  private constructor(
    names: readonly string[],
    bias: number,
    linear: readonly CentredTerm[],
    trees: readonly PreparedTrees[],
  ) {
    this.#names = names;
    this.#bias = bias;
    this.#linear = linear;
    this.#trees = trees.map(({ shap }) => shap);
    this.#forests = trees.map(({ forest }) => forest);
    this.hasTrees = trees.length > 0;
    const isCounted = this.#forests.some(({ hitRates }) => hitRates === undefined);
    this.covers = this.hasTrees ? (isCounted ? 'BACKGROUND' : 'FILE') : undefined;
    const linearBase = linear.reduce((sum, { weight, mean }) => sum + weight * mean, bias);
    this.baseValue = this.#trees.reduce((sum, { baseValue }) => sum + baseValue, linearBase);
  }

  /** Prepares a sum, in steps. @param background rows whose means and paths stand for what is unknown, at least one */
  static *prepare(margin: Margin, names: readonly string[], background: readonly ExplainedRow[]): Steps<AdditiveModel> {
    const linear: CentredTerm[] = [];
    for (const { column, weight } of margin.linear) {
      const sum = background.reduce((total, row) => total + readColumn(column, names, row), 0);
      linear.push({ column, weight, mean: sum / background.length });
      yield;
    }
    const trees: PreparedTrees[] = [];
    for (const term of margin.trees) trees.push(yield* prepareTrees(term, names, background));
    return new AdditiveModel(names, margin.bias, linear, trees);
  }

  /** SHAP values of some rows, in steps. */
  *explain(rows: readonly ExplainedRow[]): Steps<readonly FeatureSums[]> {
    const sums = rows.map((row) => this.#sumLinear(row));
    for (const [at, shap] of this.#trees.entries()) {
      const { columns } = this.#forests[at] as Forest;
      const values = rows.map((row) => encode(columns, this.#names, row));
      yield;
      for (const [row, trees] of (yield* shap.explain(values)).entries())
        addTrees(sums[row] as FeatureSums, columns, trees);
    }
    return sums;
  }

  #sumLinear(row: ExplainedRow): FeatureSums {
    const sums = { margin: this.#bias, contributions: new Float64Array(this.#names.length) };
    for (const { column, weight, mean } of this.#linear) {
      const value = readColumn(column, this.#names, row);
      sums.margin += weight * value;
      add(sums.contributions, column.feature, weight * (value - mean));
    }
    return sums;
  }
}

/** Adds the contributions of encoded columns to those of their features. */
function addTrees(sums: FeatureSums, columns: Forest['columns'], trees: TreeContributions): void {
  sums.margin += trees.sum;
  for (const [at, column] of columns.entries())
    if (column.kind === 'feature') add(sums.contributions, column.feature, trees.contributions[at] as number);
}

function add(sums: Float64Array, at: number, summand: number): void {
  sums[at] = (sums[at] as number) + summand;
}

interface CentredTerm {
  readonly column: FeatureColumn;
  readonly weight: number;
  /** of the column over the background */
  readonly mean: number;
}

interface PreparedTrees {
  readonly forest: Forest;
  readonly shap: TreeShap;
}

function* prepareTrees(
  { forest, values }: TreeTerm,
  names: readonly string[],
  background: readonly ExplainedRow[],
): Steps<PreparedTrees> {
  const rows: Float64Array[] = [];
  for (const row of forest.hitRates ? [] : background) {
    rows.push(encode(forest.columns, names, row));
    yield;
  }
  const shares = yield* coverShares(forest, rows);
  return { forest, shap: yield* TreeShap.prepare(forest, values, shares) };
}

function encode(columns: Forest['columns'], names: readonly string[], row: ExplainedRow): Float64Array {
  return Float64Array.from(columns, (column) =>
    column.kind === 'constant' ? Number(column.value) : readColumn(column, names, row),
  );
}

function readColumn({ feature, of }: FeatureColumn, names: readonly string[], row: ExplainedRow): number {
  return of(row[names[feature] as string] ?? null) as number;
}

import fc from 'fast-check';
import { node } from '../models/onnx-file.ts';
import { takes } from './brute-force.ts';

/** A leaf of a tree. */
export interface TestTreeLeaf {
  readonly value: number;
}

/** A split of a tree. EQ with several values is a set of categories. */
export interface TestTreeSplit {
  readonly column: number;
  readonly mode: 'LEQ' | 'LT' | 'GTE' | 'GT' | 'EQ' | 'NEQ';
  readonly values: readonly number[];
  /** whether a missing value takes the side `yes` */
  readonly missing: boolean;
  readonly yes: TestTree;
  readonly no: TestTree;
}

/** A tree as plain data. */
export type TestTree = TestTreeLeaf | TestTreeSplit;

/** Values that rows and thresholds share, so that ties are frequent; 0.1 is another number in 32 bits. */
export const SHARED_VALUES = [-1, 0, 0.1, 1, 2, 3];

/**
 * Random trees on so many columns: bushes of so many levels, and combs, whose paths have up to twelve splits. The same
 * columns come again on a path.
 */
export function testTrees(columns: number, depth: number): fc.Arbitrary<TestTree> {
  const leaf = fc.integer({ min: -200, max: 200 }).map((value): TestTree => ({ value: value / 64 }));
  const decision = {
    column: fc.nat(columns - 1),
    mode: fc.constantFrom<TestTreeSplit['mode']>('LEQ', 'LT', 'GTE', 'GT', 'EQ', 'EQ', 'NEQ'),
    values: fc.uniqueArray(fc.constantFrom(...SHARED_VALUES), { minLength: 1, maxLength: 3 }),
    missing: fc.boolean(),
  };
  const { bush } = fc.letrec<{ bush: TestTree; split: TestTreeSplit }>((tie) => ({
    split: fc.record({ ...decision, yes: tie('bush'), no: tie('bush') }),
    bush: fc.oneof({ maxDepth: depth, withCrossShrink: true }, leaf, { weight: 4, arbitrary: tie('split') }),
  }));
  const tooth = fc.record({ ...decision, leaf, isNo: fc.boolean() });
  const comb = fc.tuple(fc.array(tooth, { maxLength: 12 }), leaf).map(([teeth, end]) =>
    teeth.reduce<TestTree>(
      (rest, { leaf: side, isNo, ...split }) => ({
        ...split,
        ...(isNo ? { yes: rest, no: side } : { yes: side, no: rest }),
      }),
      end,
    ),
  );
  return fc.oneof(bush, comb).map((each) => distinct(each, { next: 0 }));
}

/** Combs, each split of another column. */
export function longPaths(columns: number): fc.Arbitrary<TestTree> {
  const all = Array.from({ length: columns }, (_, column) => column);
  return fc.shuffledSubarray(all, { minLength: columns - 2 }).chain((order) =>
    fc
      .tuple(
        ...order.map((column) => fc.record({ column: fc.constant(column), value: fc.constantFrom(...SHARED_VALUES) })),
      )
      .map((splits) => {
        const end: TestTree = { value: 1 };
        const comb = splits.reduce<TestTree>(
          (rest, { column, value }) => ({
            column,
            mode: 'LEQ',
            values: [value],
            missing: true,
            yes: rest,
            no: { value: 0.25 },
          }),
          end,
        );
        return distinct(comb, { next: 0 });
      }),
  );
}

/** The tree with leaves of different values, so that no two subtrees are alike by chance; sets only where the mode is EQ. */
function distinct(tree: TestTree, counter: { next: number }): TestTree {
  if ('value' in tree) return { value: tree.value + counter.next++ / 65_536 };
  const [yes, no] = [distinct(tree.yes, counter), distinct(tree.no, counter)];
  return { ...tree, values: tree.mode === 'EQ' ? tree.values : tree.values.slice(0, 1), yes, no };
}

/** How a tree is written. */
export interface TreeFileOptions {
  /** whether the splits of a set lead to one and the same subtree, or each to a copy of it */
  readonly isShared: boolean;
  readonly link: 'LOGISTIC' | 'SOFTMAX' | 'NONE';
  /** the only base value; with SOFTMAX the second of two */
  readonly base: number;
  /** rows whose paths are written as hit rates; none without it */
  readonly hits?: readonly (readonly number[])[];
}

/** The operator of a file for trees: one score for LOGISTIC, one of each class for SOFTMAX, whose difference is the sum of leaves. */
export function treeOperator(
  trees: readonly TestTree[],
  input: string,
  { isShared, link, base, hits }: TreeFileOptions,
) {
  const table = new NodeTable(isShared);
  for (const [at, tree] of trees.entries()) table.writeTree(at, tree, hits ?? []);
  const { entries, weights } = table;
  const ints = (name: string, values: number[]) => ({ name, ints: values, type: 7 });
  const floats = (name: string, values: number[]) => ({ name, floats: values, type: 6 });
  const classed =
    link === 'SOFTMAX'
      ? weights.flatMap((each) => [
          { ...each, id: 0, weight: -each.weight / 2 },
          { ...each, id: 1, weight: each.weight / 2 },
        ])
      : weights.map((each) => ({ ...each, id: 0 }));
  const attributes = [
    ints(
      'nodes_treeids',
      entries.map(({ tree }) => tree),
    ),
    ints(
      'nodes_nodeids',
      entries.map(({ id }) => id),
    ),
    ints(
      'nodes_featureids',
      entries.map(({ column }) => column),
    ),
    floats(
      'nodes_values',
      entries.map(({ value }) => value),
    ),
    { name: 'nodes_modes', strings: entries.map(({ mode }) => Buffer.from(mode)), type: 8 },
    ints(
      'nodes_truenodeids',
      entries.map(({ yes }) => yes),
    ),
    ints(
      'nodes_falsenodeids',
      entries.map(({ no }) => no),
    ),
    ints(
      'nodes_missing_value_tracks_true',
      entries.map(({ missing }) => Number(missing)),
    ),
    ...(hits
      ? [
          floats(
            'nodes_hitrates',
            entries.map((each) => each.hits),
          ),
        ]
      : []),
    ints(
      'class_treeids',
      classed.map(({ tree }) => tree),
    ),
    ints(
      'class_nodeids',
      classed.map(({ id: _, node: at }) => at),
    ),
    ints(
      'class_ids',
      classed.map(({ id }) => id),
    ),
    floats(
      'class_weights',
      classed.map(({ weight }) => weight),
    ),
    ints('classlabels_int64s', [0, 1]),
    floats('base_values', base === 0 ? [] : link === 'SOFTMAX' ? [0, base] : [base]),
    { name: 'post_transform', s: Buffer.from(link), type: 3 },
  ];
  return node('TreeEnsembleClassifier', [input], ['label', 'probabilities'], attributes, 'ai.onnx.ml');
}

interface Entry {
  readonly tree: number;
  readonly id: number;
  readonly column: number;
  readonly value: number;
  readonly mode: string;
  readonly missing: boolean;
  readonly yes: number;
  readonly no: number;
  readonly hits: number;
}

type Rows = readonly (readonly number[])[];

class NodeTable {
  readonly entries: Entry[] = [];
  readonly weights: { readonly tree: number; readonly node: number; readonly weight: number }[] = [];
  readonly #isShared: boolean;
  #next = 0;

  constructor(isShared: boolean) {
    this.#isShared = isShared;
  }

  /** Writes a tree, its nodes numbered from 0. */
  writeTree(tree: number, root: TestTree, rows: Rows): void {
    this.#next = 0;
    this.#write(tree, root, rows);
  }

  /** Writes a subtree. @returns its node */
  #write(tree: number, subtree: TestTree, rows: Rows): number {
    const id = this.#next++;
    const at = this.entries.length;
    const none = { tree, id, column: 0, value: 0, mode: 'LEAF', missing: false, yes: 0, no: 0, hits: rows.length };
    this.entries.push(none);
    if ('value' in subtree) {
      this.weights.push({ tree, node: id, weight: subtree.value });
      return id;
    }
    const { column, mode, missing, values } = subtree;
    const [value = 0, ...others] = values;
    const yes = this.#write(
      tree,
      subtree.yes,
      rows.filter((row) => takes(subtree, row)),
    );
    const no = this.#writeNo(tree, subtree, others, rows, yes);
    this.entries[at] = { ...none, column, value, mode: `BRANCH_${mode}`, missing, yes, no };
    return id;
  }

  /** Writes the side `no` of a split by its first value: the next value of its set, or what follows the last. */
  #writeNo(tree: number, subtree: TestTreeSplit, others: readonly number[], rows: Rows, yes: number): number {
    const first = { ...subtree, values: subtree.values.slice(0, 1) };
    const rest = rows.filter((row) => !takes(first, row));
    if (others.length === 0) return this.#write(tree, subtree.no, rest);
    const next = { ...subtree, values: others };
    if (!this.#isShared) return this.#write(tree, next, rest);
    const id = this.#next++;
    const { column, missing } = subtree;
    const no = this.#writeNo(tree, next, others.slice(1), rest, yes);
    const value = others[0] as number;
    this.entries.push({ tree, id, column, value, mode: 'BRANCH_EQ', missing, yes, no, hits: rest.length });
    return id;
  }
}

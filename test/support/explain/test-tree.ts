import fc from 'fast-check';
import { node } from '../models/onnx-file.ts';

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
  readonly base: number;
}

/** The operator of a file for trees: one score for LOGISTIC, one of each class for SOFTMAX, whose difference is the sum of leaves, without base. */
export function treeOperator(trees: readonly TestTree[], input: string, { isShared, link, base }: TreeFileOptions) {
  const table = new NodeTable(isShared);
  for (const [at, tree] of trees.entries()) table.writeTree(at, tree);
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
    floats('base_values', base === 0 ? [] : [base]),
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
}

class NodeTable {
  readonly entries: Entry[] = [];
  readonly weights: { readonly tree: number; readonly node: number; readonly weight: number }[] = [];
  readonly #isShared: boolean;
  #next = 0;

  constructor(isShared: boolean) {
    this.#isShared = isShared;
  }

  /** Writes a tree, its nodes numbered from 0. */
  writeTree(tree: number, root: TestTree): void {
    this.#next = 0;
    this.#write(tree, root);
  }

  /** Writes a subtree. @returns its node */
  #write(tree: number, subtree: TestTree): number {
    const id = this.#next++;
    const at = this.entries.length;
    const none = { tree, id, column: 0, value: 0, mode: 'LEAF', missing: false, yes: 0, no: 0 };
    this.entries.push(none);
    if ('value' in subtree) {
      this.weights.push({ tree, node: id, weight: subtree.value });
      return id;
    }
    const {
      column,
      mode,
      missing,
      values: [value = 0, ...others],
    } = subtree;
    const yes = this.#write(tree, subtree.yes);
    const no =
      others.length > 0 ? this.#chain(tree, { ...subtree, values: others }, yes) : this.#write(tree, subtree.no);
    this.entries[at] = { ...none, column, value, mode: `BRANCH_${mode}`, missing, yes, no };
    return id;
  }

  #chain(tree: number, subtree: TestTreeSplit, shared: number): number {
    if (!this.#isShared) return this.#write(tree, subtree);
    const id = this.#next++;
    const {
      column,
      missing,
      values: [value = 0, ...others],
    } = subtree;
    const no =
      others.length > 0 ? this.#chain(tree, { ...subtree, values: others }, shared) : this.#write(tree, subtree.no);
    this.entries.push({ tree, id, column, value, mode: 'BRANCH_EQ', missing, yes: shared, no });
    return id;
  }
}

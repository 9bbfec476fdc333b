import type { Steps } from '../../../statistics/run-cooperatively.ts';
import { refuseIf } from '../file/unreadable.ts';
import { type Forest, SPLIT_MODES } from '../model/forest.ts';
import type { TreeAttributes } from './tree-attributes.ts';

/** A forest, and what it was built from. */
export interface BuiltForest {
  readonly forest: Forest;
  /** entry of the file by node of the forest */
  readonly entries: Int32Array;
  readonly index: NodeIndex;
}

/** Entries of a file by tree and node. */
export type NodeIndex = ReadonlyMap<number, ReadonlyMap<number, number>>;

const ENTRIES_PER_STEP = 2048;

const EQ = SPLIT_MODES.indexOf('EQ');
const MEMBER = SPLIT_MODES.indexOf('MEMBER');
// a subtree that several splits share is laid out for each; no library shares more than those of a set of categories
const MOST_COPIES = 4;
// the tables of so many take some 30 MB for each three columns of a path, and single steps some milliseconds
const MOST_NODES = 200_000;
const MOST_TREE_NODES = 10_000;

/**
 * Lays the trees of a file out in preorder, in steps.
 *
 * A chain of EQ splits of one column whose true sides are alike is one split by a set, as the library that trained the
 * tree had it; as a chain, an unknown category would be averaged once per category.
 *
 * @throws {Unreadable} when a tree has no root, or is none, or where nodes are too many to be explained soon
 */
export function* buildForest(file: TreeAttributes, columns: Forest['columns']): Steps<BuiltForest> {
  refuseIf(file.treeIds.length > MOST_NODES, `${file.treeIds.length} nodes of trees, more than ${MOST_NODES}`);
  const index = yield* indexNodes(file);
  const nodes: Draft = { entries: [], falseSide: [], members: new Map() };
  const roots: number[] = [];
  for (const root of yield* findRoots(file, index)) {
    roots.push(nodes.entries.length);
    const before = nodes.entries.length;
    layOut(file, index, root, nodes);
    const laidOut = nodes.entries.length - before;
    refuseIf(laidOut > MOST_TREE_NODES, `a tree of ${laidOut} nodes, more than ${MOST_TREE_NODES}`);
    yield;
  }
  roots.push(nodes.entries.length);
  yield;
  const splits = yield* splitArrays(file, nodes);
  const entries = Int32Array.from(nodes.entries);
  const hitRates = tellsHitRates(file) ? pick(file.hitRates, entries, Float64Array) : undefined;
  return { forest: { columns, roots: Int32Array.from(roots), ...splits, hitRates }, entries, index };
}

function* splitArrays(file: TreeAttributes, { entries, falseSide, members }: Draft) {
  const mode = pick(file.modes, entries, Uint8Array);
  yield;
  for (const [node, entry] of entries.entries()) if (file.modes[entry] === -1) mode[node] = 0;
  for (const node of members.keys()) mode[node] = MEMBER;
  yield;
  const column = pick(file.columns, entries, Int32Array);
  yield;
  const threshold = pick(file.thresholds, entries, Float64Array);
  yield;
  const missingIsTrue = pick(file.missingIsTrue, entries, Uint8Array);
  yield;
  return { falseSide: Int32Array.from(falseSide), column, mode, threshold, missingIsTrue, members };
}

type Numbers = Float64Array | Int32Array | Uint8Array;

/** Elements of a list by entry, as an array of numbers; 0 where the list is shorter. */
function pick<Kind extends Numbers>(
  from: ArrayLike<number>,
  entries: ArrayLike<number>,
  kind: new (length: number) => Kind,
): Kind {
  const picked = new kind(entries.length);
  for (let at = 0; at < entries.length; at++) picked[at] = from[entries[at] as number] ?? 0;
  return picked;
}

interface Draft {
  readonly entries: number[];
  readonly falseSide: number[];
  readonly members: Map<number, Set<number>>;
}

function* indexNodes({ treeIds, nodeIds }: TreeAttributes): Steps<NodeIndex> {
  const index = new Map<number, Map<number, number>>();
  for (const [entry, tree] of treeIds.entries()) {
    const nodes = index.get(tree) ?? new Map<number, number>();
    index.set(tree, nodes.set(nodeIds[entry] as number, entry));
    if (entry % ENTRIES_PER_STEP === 0) yield;
  }
  return index;
}

/** The entry of each tree that is no other's side. */
function* findRoots(file: TreeAttributes, index: NodeIndex): Steps<number[]> {
  const isSide = new Uint8Array(file.treeIds.length);
  for (const [entry, mode] of file.modes.entries()) {
    if (mode >= 0) for (const side of sidesOf(file, index, entry)) isSide[side] = 1;
    if (entry % ENTRIES_PER_STEP === 0) yield;
  }
  const roots = [...file.treeIds.keys()].filter((entry) => isSide[entry] === 0);
  refuseIf(roots.length !== index.size, 'a tree without a single root');
  return roots;
}

function sidesOf({ treeIds, trueIds, falseIds }: TreeAttributes, index: NodeIndex, entry: number): [number, number] {
  const nodes = index.get(treeIds[entry] as number);
  const sides = [nodes?.get(trueIds[entry] as number), nodes?.get(falseIds[entry] as number)];
  refuseIf(sides.includes(undefined), 'a split without sides');
  return sides as [number, number];
}

function layOut(file: TreeAttributes, index: NodeIndex, root: number, { entries, falseSide, members }: Draft): void {
  const open: { readonly entry: number; readonly parent: number }[] = [{ entry: root, parent: -1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const node = entries.length;
    refuseIf(node >= MOST_COPIES * file.treeIds.length, 'a tree that does not end');
    if (next.parent >= 0) falseSide[next.parent] = node;
    entries.push(next.entry);
    falseSide.push(-1);
    if ((file.modes[next.entry] as number) < 0) continue;
    const [whenTrue, whenFalse] = sidesOf(file, index, next.entry);
    const chain = followChain(file, index, next.entry, whenTrue, whenFalse);
    if (chain.values.size > 1) members.set(node, chain.values);
    open.push({ entry: chain.whenFalse, parent: node }, { entry: whenTrue, parent: -1 });
  }
}

/** The values of an EQ split and of those that its false side continues to the same end. */
function followChain(file: TreeAttributes, index: NodeIndex, entry: number, whenTrue: number, whenFalse: number) {
  const { modes, columns, thresholds, missingIsTrue } = file;
  const values = new Set([thresholds[entry] as number]);
  let last = whenFalse;
  while (modes[entry] === EQ && modes[last] === EQ && columns[last] === columns[entry]) {
    const [nextTrue, nextFalse] = sidesOf(file, index, last);
    if ((missingIsTrue[last] ?? 0) !== (missingIsTrue[entry] ?? 0) || !areAlike(file, index, whenTrue, nextTrue)) break;
    values.add(thresholds[last] as number);
    last = nextFalse;
    refuseIf(values.size > modes.length, 'a tree that does not end');
  }
  return { values, whenFalse: last };
}

/** Whether two subtrees of a file decide alike: the same splits and the same weights. */
function areAlike(file: TreeAttributes, index: NodeIndex, a: number, b: number): boolean {
  const pairs: [number, number][] = [[a, b]];
  let compared = 0;
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [left, right] = pair;
    if (++compared > file.treeIds.length) return false;
    if (left === right) continue;
    if (file.modes[left] !== file.modes[right]) return false;
    if ((file.modes[left] as number) < 0) {
      if (weightText(file, left) !== weightText(file, right)) return false;
      continue;
    }
    if (file.columns[left] !== file.columns[right] || file.thresholds[left] !== file.thresholds[right]) return false;
    if ((file.missingIsTrue[left] ?? 0) !== (file.missingIsTrue[right] ?? 0)) return false;
    const [sides, others] = [sidesOf(file, index, left), sidesOf(file, index, right)];
    pairs.push([sides[0], others[0]], [sides[1], others[1]]);
  }
  return true;
}

const WEIGHTS = new WeakMap<TreeAttributes, Map<string, string>>();

/** The weights of a leaf, to be compared. */
function weightText(file: TreeAttributes, entry: number): string | undefined {
  let texts = WEIGHTS.get(file);
  if (!texts) {
    texts = new Map();
    for (const [at, tree] of file.weightTrees.entries()) {
      const key = `${tree} ${file.weightNodes[at]}`;
      texts.set(key, `${texts.get(key) ?? ''} ${file.weightOutputs[at]}:${file.weights[at]}`);
    }
    WEIGHTS.set(file, texts);
  }
  return texts.get(`${file.treeIds[entry]} ${file.nodeIds[entry]}`);
}

/** Whether hit rates are counts or shares of rows: exporters that know none write 1 or 0 everywhere. */
function tellsHitRates({ hitRates, treeIds, modes }: TreeAttributes): boolean {
  if (hitRates.length !== treeIds.length) return false;
  return [...modes.keys()].some((entry) => hitRates[entry] !== hitRates[0]);
}

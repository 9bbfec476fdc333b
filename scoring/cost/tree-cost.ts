import { type GraphAttribute, refuseIf } from './onnx-graph.ts';

// of a tree or node: a pair of ids must fit one exact number
const HIGHEST_ID = 2 ** 26;

/**
 * Upper bound of the nodes that one row visits in a tree ensemble: the sum of the depths of its trees.
 *
 * @throws {Unbounded} when a tree has a cycle, a duplicate node or a missing one
 */
export function treeCost(attributes: ReadonlyMap<string, GraphAttribute>): number {
  const ints = (name: string): readonly number[] => attributes.get(name)?.ints ?? [];
  const [trees, ids] = [ints('nodes_treeids'), ints('nodes_nodeids')];
  const [whenTrue, whenFalse] = [ints('nodes_truenodeids'), ints('nodes_falsenodeids')];
  const modes = attributes.get('nodes_modes')?.strings ?? [];
  const count = ids.length;
  refuseIf(
    [trees, whenTrue, whenFalse, modes].some(({ length }) => length !== count),
    'a tree ensemble',
  );
  const positions = new Map(ids.map((id, at) => [keyOf(trees[at] as number, id), at]));
  refuseIf(positions.size !== count, 'a duplicate node');
  const children = (at: number): readonly number[] =>
    isLeaf(modes[at] as Uint8Array)
      ? []
      : [whenTrue[at], whenFalse[at]].map((id) => positions.get(keyOf(trees[at] as number, id as number)) ?? -1);
  const depths = depthsOf(count, children);
  const deepest = new Map<number, number>();
  for (const [at, tree] of trees.entries()) deepest.set(tree, Math.max(deepest.get(tree) ?? 0, depths[at] as number));
  return [...deepest.values()].reduce((sum, depth) => sum + depth, 0);
}

function keyOf(tree: number, node: number): number {
  const isRight = [tree, node].every((id) => Number.isInteger(id) && id >= 0 && id < HIGHEST_ID);
  refuseIf(!isRight, `node ${node} of tree ${tree}`);
  return tree * HIGHEST_ID + node;
}

function isLeaf(mode: Uint8Array): boolean {
  return Buffer.from(mode).toString('latin1') === 'LEAF';
}

/** Nodes on the longest path down from each node, itself included. */
function depthsOf(count: number, children: (at: number) => readonly number[]): Int32Array {
  const depths = new Int32Array(count);
  const isOpen = new Uint8Array(count);
  // a stack and not a recursion: a chain can be as deep as the file is long
  const stack = Array.from({ length: count }, (_, at) => at);
  while (stack.length > 0) {
    const at = stack.at(-1) as number;
    const below = depths[at] === 0 ? children(at) : [];
    refuseIf(below.includes(-1), 'a tree with a missing node');
    const waiting = below.filter((child) => depths[child] === 0);
    if (depths[at] !== 0 || waiting.length === 0) {
      stack.pop();
      isOpen[at] = 0;
      if (depths[at] === 0) depths[at] = 1 + Math.max(0, ...below.map((child) => depths[child] as number));
      continue;
    }
    refuseIf(
      waiting.some((child) => isOpen[child] === 1 || child === at),
      'a tree with a cycle',
    );
    isOpen[at] = 1;
    stack.push(...waiting);
  }
  return depths;
}

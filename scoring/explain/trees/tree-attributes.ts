import type { Attribute, GraphNode } from '../file/model-graph.ts';
import { refuseIf, Unreadable } from '../file/unreadable.ts';
import { SPLIT_MODES } from '../model/forest.ts';

/** The attributes of a TreeEnsembleClassifier or a TreeEnsembleRegressor, by entry of the file. */
export interface TreeAttributes {
  readonly treeIds: readonly number[];
  readonly nodeIds: readonly number[];
  readonly columns: readonly number[];
  readonly thresholds: ArrayLike<number>;
  /** index in SPLIT_MODES; −1 for a leaf */
  readonly modes: Int8Array;
  readonly trueIds: readonly number[];
  readonly falseIds: readonly number[];
  readonly missingIsTrue: readonly number[];
  readonly hitRates: ArrayLike<number>;
  /** the weights of leaves: tree, node, output and weight of each */
  readonly weightTrees: readonly number[];
  readonly weightNodes: readonly number[];
  readonly weightOutputs: readonly number[];
  readonly weights: ArrayLike<number>;
  readonly baseValues: ArrayLike<number>;
}

const NONE: Attribute = {
  float: undefined,
  int: undefined,
  string: undefined,
  tensor: undefined,
  floats: [],
  ints: [],
  strings: [],
};

/** Reads the attributes of a tree operator. @throws {Unreadable} when they do not fit together */
export function readTreeAttributes({ attributes }: GraphNode, prefix: 'class' | 'target'): TreeAttributes {
  const get = (name: string) => attributes.get(name) ?? NONE;
  const numbers = (name: string) =>
    get(name).floats.length > 0 ? get(name).floats : (get(`${name}_as_tensor`).tensor?.data ?? []);
  const read: TreeAttributes = {
    treeIds: get('nodes_treeids').ints,
    nodeIds: get('nodes_nodeids').ints,
    columns: get('nodes_featureids').ints,
    thresholds: numbers('nodes_values') as ArrayLike<number>,
    modes: Int8Array.from(get('nodes_modes').strings, modeOf),
    trueIds: get('nodes_truenodeids').ints,
    falseIds: get('nodes_falsenodeids').ints,
    missingIsTrue: get('nodes_missing_value_tracks_true').ints,
    hitRates: numbers('nodes_hitrates') as ArrayLike<number>,
    weightTrees: get(`${prefix}_treeids`).ints,
    weightNodes: get(`${prefix}_nodeids`).ints,
    weightOutputs: get(`${prefix}_ids`).ints,
    weights: numbers(`${prefix}_weights`) as ArrayLike<number>,
    baseValues: numbers('base_values') as ArrayLike<number>,
  };
  const {
    treeIds,
    nodeIds,
    columns,
    thresholds,
    modes,
    trueIds,
    falseIds,
    weights,
    weightNodes,
    weightTrees,
    weightOutputs,
  } = read;
  const isEven = [nodeIds, columns, thresholds, modes, trueIds, falseIds].every(
    ({ length }) => length === treeIds.length,
  );
  const isWeighted = [weightNodes, weightTrees, weightOutputs].every(({ length }) => length === weights.length);
  refuseIf(!isEven || !isWeighted || treeIds.length === 0, 'a tree ensemble of uneven attributes');
  return read;
}

function modeOf(text: string): number {
  if (text === 'LEAF') return -1;
  const mode = SPLIT_MODES.findIndex((each) => `BRANCH_${each}` === text);
  if (mode < 0 || SPLIT_MODES[mode] === 'MEMBER') throw new Unreadable(`a split of mode ${text}`);
  return mode;
}

import { gaussLegendre, type Quadrature } from '../../../statistics/gauss-legendre.ts';
import { type Forest, SPLIT_MODES } from '../model/forest.ts';

/** Quadrature nodes of one pass: enough for paths of six different columns. */
export const POINTS = 3;

/** A split's state for a row: its column was left at a split above, or it takes one of its sides. */
const STATES = { takesTrue: 0, takesFalse: 1, left: 2 } as const;

/** Numbers of a split and state: factors and parts of the true side, factors and parts of the false side. */
export const STATE_WIDTH = 4 * POINTS;

const LEQ = SPLIT_MODES.indexOf('LEQ');

/**
 * A tree, prepared for `TreeShap`. Splits are numbered in preorder; a cell is a split, or after all splits a leaf. Arrays
 * are by split where nothing else is said.
 */
export interface TreeTable {
  /** node of the forest */
  readonly nodes: Int32Array;
  readonly columns: Int32Array;
  /** cells of the sides */
  readonly whenTrue: Int32Array;
  readonly whenFalse: Int32Array;
  /** the nearest side above of a split of the same column: 1 + 2 · split, and 1 more for a false side; 0 for none */
  readonly earlier: Int32Array;
  readonly thresholds: Float64Array;
  /** whether a present value takes the true side up to the threshold */
  readonly isPlain: Uint8Array;
  /** values of the leaves */
  readonly leaves: Float64Array;
  /** expectation over the covers */
  readonly expectation: number;
  /**
   * By pass, split and state: for each side and quadrature node t the factor (t · o + (1 − t) · z) over that of the same
   * column above, times the leaf's value where the side is a leaf; and the part
   * w · [(o − z) / (t · o + (1 − t) · z) − the same of the column above] of the leaves below in the contribution.
   */
  readonly passes: readonly Float64Array[];
}

/** Prepares one tree of a forest. */
export function tabulate(forest: Forest, values: Float64Array, shares: Float64Array, tree: number): TreeTable {
  const [root, end] = [forest.roots[tree] as number, forest.roots[tree + 1] as number];
  const { leafNodes, widest, ...outline } = outlineOf(forest, root, end);
  const leaves = Float64Array.from(leafNodes, (node) => values[node] as number);
  const sides = sidesOf(forest, shares, outline, leaves);
  const points = Math.max(1, Math.ceil(widest / (2 * POINTS))) * POINTS;
  const quadrature = gaussLegendre(points);
  const passes = Array.from({ length: points / POINTS }, (_, pass) => fillPass(sides, quadrature, pass * POINTS));
  return { ...outline, leaves, expectation: expect(outline, sides, leaves), passes };
}

type SplitArrays = 'nodes' | 'columns' | 'whenTrue' | 'whenFalse' | 'earlier' | 'thresholds' | 'isPlain';

interface Outline extends Pick<TreeTable, SplitArrays> {
  readonly leafNodes: Int32Array;
  /** most different columns of a path */
  readonly widest: number;
}

function outlineOf(forest: Forest, root: number, end: number): Outline {
  const all = Array.from({ length: end - root }, (_, at) => root + at);
  const nodes = Int32Array.from(all.filter((node) => (forest.falseSide[node] as number) >= 0));
  const leafNodes = Int32Array.from(all.filter((node) => (forest.falseSide[node] as number) < 0));
  const cells = new Int32Array(end - root);
  for (const [split, node] of nodes.entries()) cells[node - root] = split;
  for (const [leaf, node] of leafNodes.entries()) cells[node - root] = nodes.length + leaf;
  const whenTrue = nodes.map((node) => cells[node + 1 - root] as number);
  const whenFalse = nodes.map((node) => cells[(forest.falseSide[node] as number) - root] as number);
  const columns = nodes.map((node) => forest.column[node] as number);
  const thresholds = Float64Array.from(nodes, (node) => forest.threshold[node] as number);
  const isPlain = Uint8Array.from(nodes, (node) => Number(forest.mode[node] === LEQ));
  return {
    nodes,
    leafNodes,
    columns,
    whenTrue,
    whenFalse,
    thresholds,
    isPlain,
    ...trace(columns, whenTrue, whenFalse),
  };
}

/** Finds the earlier sides of each split's column, going up from it. */
function trace(columns: Int32Array, whenTrue: Int32Array, whenFalse: Int32Array) {
  const cameFrom = new Int32Array(2 * columns.length + 1);
  const width = new Int32Array(2 * columns.length + 1);
  const earlier = new Int32Array(columns.length);
  let widest = 0;
  for (const [split, column] of columns.entries()) {
    let side = cameFrom[split] as number;
    while (side > 0 && columns[(side - 1) >> 1] !== column) side = cameFrom[(side - 1) >> 1] as number;
    earlier[split] = side;
    const below = (width[split] as number) + (side === 0 ? 1 : 0);
    for (const [at, cell] of [whenTrue[split] as number, whenFalse[split] as number].entries()) {
      cameFrom[cell] = 1 + 2 * split + at;
      width[cell] = below;
    }
    widest = Math.max(widest, below);
  }
  return { earlier, widest };
}

/** Numbers of the sides of splits: at 2 · split the true side, after it the false side. */
interface Sides {
  /** share of the split's rows */
  readonly share: Float64Array;
  /** product of the shares of the column down to the side, and down to the side above */
  readonly z: Float64Array;
  readonly above: Float64Array;
  /** value of the leaf; 1 where the side is none */
  readonly scale: Float64Array;
}

type Splits = Omit<Outline, 'leafNodes' | 'widest'>;

function sidesOf(forest: Forest, shares: Float64Array, splits: Splits, leaves: Float64Array): Sides {
  const { nodes, earlier, whenTrue, whenFalse } = splits;
  const [share, z, above, scale] = [0, 0, 0, 1].map((start) => new Float64Array(2 * nodes.length).fill(start)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let side = 0; side < share.length; side++) {
    const split = side >> 1;
    const [node, before] = [nodes[split] as number, earlier[split] as number];
    const cell = ((side & 1) === 0 ? whenTrue[split] : whenFalse[split]) as number;
    share[side] = shares[(side & 1) === 0 ? node + 1 : (forest.falseSide[node] as number)] as number;
    above[side] = before === 0 ? 1 : (z[before - 1] as number);
    z[side] = (share[side] as number) * (above[side] as number);
    if (cell >= nodes.length) scale[side] = leaves[cell - nodes.length] as number;
  }
  return { share, z, above, scale };
}

/** Fills in the factors and parts of all sides in each state, for the quadrature nodes of a pass. */
function fillPass({ share, z, above, scale }: Sides, { nodes, weights }: Quadrature, first: number): Float64Array {
  const factors = new Float64Array((share.length / 2) * 3 * STATE_WIDTH);
  for (let side = 0; side < share.length; side++) {
    const isFalse = side & 1;
    const start = (side >> 1) * 3 * STATE_WIDTH + isFalse * 2 * POINTS;
    const taken = start + (isFalse ? STATES.takesFalse : STATES.takesTrue) * STATE_WIDTH;
    const left = start + (isFalse ? STATES.takesTrue : STATES.takesFalse) * STATE_WIDTH;
    const [zHere, zAbove, value] = [z[side] as number, above[side] as number, scale[side] as number];
    for (let point = 0; point < POINTS; point++) {
      const [t, weight] = [nodes[first + point] as number, weights[first + point] as number];
      const factor = t + (1 - t) * zHere;
      // without a side above both are those of a column that decides nothing: factor 1, part 0
      const factorAbove = t + (1 - t) * zAbove;
      const partAbove = (1 - zAbove) / factorAbove;
      factors[taken + point] = (value * factor) / factorAbove;
      factors[taken + POINTS + point] = weight * ((1 - zHere) / factor - partAbove);
      factors[left + point] = (value * (1 - t) * zHere) / factorAbove;
      factors[left + POINTS + point] = -weight * (1 / (1 - t) + partAbove);
      // left above: the whole part of the column is there
      factors[start + STATES.left * STATE_WIDTH + point] = value * (share[side] as number);
    }
  }
  return factors;
}

function expect({ nodes, whenTrue, whenFalse }: Splits, { share }: Sides, leaves: Float64Array): number {
  const reach = new Float64Array(nodes.length + leaves.length).fill(1, 0, 1);
  for (let split = 0; split < nodes.length; split++) {
    reach[whenTrue[split] as number] = (reach[split] as number) * (share[2 * split] as number);
    reach[whenFalse[split] as number] = (reach[split] as number) * (share[2 * split + 1] as number);
  }
  return leaves.reduce((sum, value, leaf) => sum + value * (reach[nodes.length + leaf] as number), 0);
}

import { gaussLegendre } from '../../../statistics/gauss-legendre.ts';
import type { Forest } from './forest.ts';

/** Quadrature nodes of one pass: enough for paths of six different columns. */
export const POINTS = 3;

/** A split's state for a row: its column was left at a split above, or it takes one of its sides. */
export const STATES = { takesTrue: 0, takesFalse: 1, left: 2 } as const;

/** Numbers of a split and state: factors and parts of the true side, factors and parts of the false side. */
export const STATE_WIDTH = 4 * POINTS;

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
  const outline = outlineOf(forest, root, end);
  const { nodes, whenTrue, whenFalse, leafNodes, widest } = outline;
  const leaves = Float64Array.from(leafNodes, (node) => values[node] as number);
  const sides = sidesOf(forest, shares, outline);
  const points = Math.max(1, Math.ceil(widest / (2 * POINTS))) * POINTS;
  const quadrature = gaussLegendre(points);
  const passes = Array.from({ length: points / POINTS }, (_, pass) => {
    const factors = new Float64Array(nodes.length * 3 * STATE_WIDTH);
    for (let point = 0; point < POINTS; point++) {
      const [t, weight] = [quadrature.nodes[pass * POINTS + point], quadrature.weights[pass * POINTS + point]];
      for (const [at, { split, isFalse, ...side }] of sides.entries()) {
        const cell = ((at % 2 === 0 ? whenTrue : whenFalse)[split] as number) - nodes.length;
        const scale = cell < 0 ? 1 : (leaves[cell] as number);
        fill(factors, split * 3 * STATE_WIDTH + (isFalse ? 2 * POINTS : 0) + point, {
          ...side,
          isFalse,
          t: t as number,
          weight: weight as number,
          scale,
        });
      }
    }
    return factors;
  });
  const { columns, earlier } = outline;
  return { nodes, columns, whenTrue, whenFalse, earlier, leaves, expectation: expect(outline, sides, leaves), passes };
}

interface Outline extends Pick<TreeTable, 'nodes' | 'columns' | 'whenTrue' | 'whenFalse' | 'earlier'> {
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
  return { nodes, leafNodes, columns, whenTrue, whenFalse, ...trace(columns, whenTrue, whenFalse) };
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

/** One side of a split: the cover share of its column down to it, and down to the side above; and its own share. */
interface Side {
  readonly split: number;
  readonly isFalse: boolean;
  readonly z: number;
  readonly above: number;
  readonly share: number;
}

/** The sides, true and false in turn. */
function sidesOf(forest: Forest, shares: Float64Array, { nodes, earlier }: Outline): readonly Side[] {
  const sides: Side[] = [];
  for (const [split, node] of nodes.entries()) {
    const above = sides[(earlier[split] as number) - 1]?.z ?? 1;
    for (const child of [node + 1, forest.falseSide[node] as number]) {
      const share = shares[child] as number;
      sides.push({ split, isFalse: child !== node + 1, z: share * above, above, share });
    }
  }
  return sides;
}

interface Filling extends Omit<Side, 'split'> {
  readonly t: number;
  readonly weight: number;
  readonly scale: number;
}

/** Fills in the factor and the part of a side in each state, for one quadrature node. */
function fill(factors: Float64Array, at: number, { isFalse, z, above, share, t, weight, scale }: Filling): void {
  const [taken, left] = isFalse ? [STATES.takesFalse, STATES.takesTrue] : [STATES.takesTrue, STATES.takesFalse];
  const factor = t + (1 - t) * z;
  // without a side above both are those of a column that decides nothing: factor 1, part 0
  const factorAbove = t + (1 - t) * above;
  const partAbove = (1 - above) / factorAbove;
  factors[at + taken * STATE_WIDTH] = (scale * factor) / factorAbove;
  factors[at + taken * STATE_WIDTH + POINTS] = weight * ((1 - z) / factor - partAbove);
  factors[at + left * STATE_WIDTH] = (scale * (1 - t) * z) / factorAbove;
  factors[at + left * STATE_WIDTH + POINTS] = -weight * (1 / (1 - t) + partAbove);
  // left above: the whole part of the column is there
  factors[at + STATES.left * STATE_WIDTH] = scale * share;
}

function expect({ nodes, whenTrue, whenFalse }: Outline, sides: readonly Side[], leaves: Float64Array): number {
  const reach = new Float64Array(nodes.length + leaves.length).fill(1, 0, 1);
  for (let split = 0; split < nodes.length; split++) {
    reach[whenTrue[split] as number] = (reach[split] as number) * (sides[2 * split] as Side).share;
    reach[whenFalse[split] as number] = (reach[split] as number) * (sides[2 * split + 1] as Side).share;
  }
  return leaves.reduce((sum, value, leaf) => sum + value * (reach[nodes.length + leaf] as number), 0);
}

import type { Steps } from '../../../statistics/run-cooperatively.ts';
import { type Forest, SPLIT_MODES, takesTrueSide } from '../model/forest.ts';

const NODES_PER_STEP = 4096;
const MEMBER = SPLIT_MODES.indexOf('MEMBER');

/**
 * Share of a split's rows that take each side, by the file's hit rates or by background rows sent through the trees.
 *
 * Of a split that no row reaches, each side has one half.
 *
 * @param rows values of the forest's columns, one array per background row; not read where the file tells hit rates
 * @returns by node: share of its parent's rows, 0–1; 1 for a root
 */
export function* coverShares(forest: Forest, rows: readonly Float64Array[]): Steps<Float64Array> {
  const covers = forest.hitRates ?? (yield* countCovers(forest, rows));
  const shares = new Float64Array(forest.falseSide.length).fill(1);
  for (const [node, falseSide] of forest.falseSide.entries()) {
    if (node % NODES_PER_STEP === 0) yield;
    if (falseSide < 0) continue;
    const [yes, no] = [covers[node + 1] as number, covers[falseSide] as number];
    // hit rates inside the true side of a set are those of its first value only
    const isSet = forest.hitRates !== undefined && forest.mode[node] === MEMBER;
    const all = isSet ? (covers[node] as number) : yes + no;
    shares[falseSide] = all > 0 ? no / all : 0.5;
    shares[node + 1] = 1 - (shares[falseSide] as number);
  }
  return shares;
}

function* countCovers(forest: Forest, rows: readonly Float64Array[]): Steps<Float64Array> {
  const counts = new Float64Array(forest.falseSide.length);
  for (const values of rows) {
    for (let tree = 0; tree + 1 < forest.roots.length; tree++)
      countPath(forest, forest.roots[tree] as number, values, counts);
    yield;
  }
  return counts;
}

function countPath(forest: Forest, root: number, values: Float64Array, counts: Float64Array): void {
  let node = root;
  for (;;) {
    counts[node] = (counts[node] as number) + 1;
    const falseSide = forest.falseSide[node] as number;
    if (falseSide < 0) return;
    node = takesTrueSide(forest, node, values[forest.column[node] as number] as number) ? node + 1 : falseSide;
  }
}

import type { FeatureVector } from '../../../lake/features/features.ts';

// ONNX Runtime multiplies four rows at a time, and the rest another way, whose last bit can differ
const BLOCK_ROWS = 4;

/** Fills the last block up with its last row: a score then never depends on the batch it came in, and can be replayed. */
export function wholeBlocks(rows: readonly FeatureVector[]): readonly FeatureVector[] {
  const last = rows.at(-1);
  const absent = (BLOCK_ROWS - (rows.length % BLOCK_ROWS)) % BLOCK_ROWS;
  return last ? [...rows, ...Array<FeatureVector>(absent).fill(last)] : rows;
}

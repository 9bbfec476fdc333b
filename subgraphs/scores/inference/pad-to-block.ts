import type { FeatureVector } from '../../../lake/features/features.ts';

// ONNX Runtime multiplies four rows at a time, and the remaining rows by code whose last bit can differ
const BLOCK_ROWS = 4;

/** Number of rows of a batch that was padded to whole blocks. */
export function blockRows(rows: number): number {
  return Math.ceil(rows / BLOCK_ROWS) * BLOCK_ROWS;
}

/** Pads a batch with its last row to whole blocks, so that a score does not depend on its batch and can be replayed. */
export function padToBlock(rows: readonly FeatureVector[]): readonly FeatureVector[] {
  const last = rows.at(-1);
  const absent = blockRows(rows.length) - rows.length;
  return last ? [...rows, ...Array<FeatureVector>(absent).fill(last)] : rows;
}

import type { ReferenceWindow } from '../model-manifest.ts';
import type { ExplainedRow } from './explanation.ts';

/** The rows of a manifest's reference window, which stand for what is unknown in an explanation. */
export function referenceRows({ rows, features }: ReferenceWindow): readonly ExplainedRow[] {
  const columns = Object.entries(features);
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(columns.map(([name, values]) => [name, values[row] ?? null])),
  );
}

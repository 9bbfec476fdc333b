import { EMPTY_FEATURE_VECTOR, type FeatureVector } from '../lake/features/features.ts';
import type { ModelSignature, ReferenceWindow } from './model-manifest.ts';

/**
 * Rows of a reference window as feature vectors, restricted to the features of a signature.
 *
 * @param from first row, from 0
 * @param until the row after the last
 */
export function referenceRows(
  { features, rows }: Pick<ReferenceWindow, 'features' | 'rows'>,
  signature: ModelSignature,
  from: number,
  until: number,
): FeatureVector[] {
  const columns = signature.inputs.map(({ name }) => [name, features[name] ?? []] as const);
  return Array.from({ length: Math.max(0, Math.min(until, rows) - from) }, (_, row) => ({
    ...EMPTY_FEATURE_VECTOR,
    ...Object.fromEntries(columns.map(([name, values]) => [name, values[from + row] ?? null])),
  }));
}

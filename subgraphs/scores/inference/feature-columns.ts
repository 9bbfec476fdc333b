import {
  FEATURES,
  type FeatureDefinition,
  type FeatureName,
  type FeatureVector,
} from '../../../lake/features/features.ts';

/** Feature vectors by column: two flat arrays are far cheaper to send to a worker thread than one object per row. */
export interface FeatureColumns {
  readonly rows: number;
  /** number features, column after column; NaN is missing */
  readonly numbers: Float64Array<ArrayBuffer>;
  /** category features, column after column; null is missing */
  readonly categories: readonly (string | null)[];
}

const definitions: readonly FeatureDefinition[] = FEATURES;
const NUMBERS = namesOf('number');
const CATEGORIES = namesOf('category');

/** Packs feature vectors for a worker thread. */
export function packFeatures(vectors: readonly FeatureVector[]): FeatureColumns {
  const numbers = new Float64Array(NUMBERS.length * vectors.length);
  let at = 0;
  for (const name of NUMBERS)
    for (const vector of vectors) numbers[at++] = (vector[name] as number | null) ?? Number.NaN;
  const categories = CATEGORIES.flatMap((name) => vectors.map((vector) => vector[name] as string | null));
  return { rows: vectors.length, numbers, categories };
}

/** The inverse of {@link packFeatures}. */
export function unpackFeatures({ rows, numbers, categories }: FeatureColumns): FeatureVector[] {
  return Array.from({ length: rows }, (_, row) => {
    const vector: Partial<Record<FeatureName, number | string | null>> = {};
    for (const [column, name] of NUMBERS.entries()) {
      const value = numbers[column * rows + row] as number;
      vector[name] = Number.isNaN(value) ? null : value;
    }
    for (const [column, name] of CATEGORIES.entries()) vector[name] = categories[column * rows + row] ?? null;
    return vector as FeatureVector;
  });
}

function namesOf(kind: FeatureDefinition['kind']): FeatureName[] {
  return definitions.filter((feature) => feature.kind === kind).map((feature) => feature.name as FeatureName);
}

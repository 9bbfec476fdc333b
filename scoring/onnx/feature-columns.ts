import {
  FEATURES,
  type FeatureDefinition,
  type FeatureName,
  type FeatureVector,
} from '../../lake/features/features.ts';

/**
 * Feature vectors by column: two flat arrays are far cheaper to send to a worker thread than one object per row, and a table
 * that is kept by column fills them without one.
 */
export interface FeatureColumns {
  readonly rows: number;
  /** names of the number features, in the order of `numbers` */
  readonly numberNames: readonly string[];
  /** number features, column after column; NaN is missing */
  readonly numbers: Float64Array;
  /** names of the category features, in the order of `categories` */
  readonly categoryNames: readonly string[];
  /** category features, column after column; null is missing */
  readonly categories: readonly (string | null)[];
}

const definitions: readonly FeatureDefinition[] = FEATURES;
const NUMBERS = namesOf('number');
const CATEGORIES = namesOf('category');

/** Packs feature vectors for another thread or process. */
export function packFeatures(vectors: readonly FeatureVector[]): FeatureColumns {
  const numbers = new Float64Array(NUMBERS.length * vectors.length);
  let at = 0;
  for (const name of NUMBERS)
    for (const vector of vectors) numbers[at++] = (vector[name] as number | null) ?? Number.NaN;
  const categories = CATEGORIES.flatMap((name) => vectors.map((vector) => vector[name] as string | null));
  return { rows: vectors.length, numberNames: NUMBERS, numbers, categoryNames: CATEGORIES, categories };
}

function namesOf(kind: FeatureDefinition['kind']): FeatureName[] {
  return definitions.filter((feature) => feature.kind === kind).map((feature) => feature.name as FeatureName);
}

import {
  FEATURES,
  type FeatureDefinition,
  type FeatureName,
  type FeatureValue,
  type FeatureVector,
} from '../../../lake/features/features.ts';

/** A feature's value with the feature's definition. */
export interface FeatureReading {
  /** equal for equal values of a feature: caches of clients may share them */
  readonly id: string;
  readonly name: FeatureName;
  readonly description: string;
  readonly unit: string | null;
  readonly number: number | null;
  readonly text: string | null;
}

const DEFINITIONS = new Map<FeatureName, FeatureDefinition>(FEATURES.map((feature) => [feature.name, feature]));

/** Describes one feature's value by its definition. */
export function describeFeature(name: FeatureName, value: FeatureValue): FeatureReading {
  const { description, unit = null } = DEFINITIONS.get(name) as FeatureDefinition;
  return {
    id: `${name}=${JSON.stringify(value)}`,
    name,
    description,
    unit,
    number: typeof value === 'number' ? value : null,
    text: typeof value === 'string' ? value : null,
  };
}

/** Describes all features of a vector, in the order of their definitions. */
export function describeFeatures(vector: FeatureVector): readonly FeatureReading[] {
  return FEATURES.map(({ name }) => describeFeature(name, vector[name] ?? null));
}

import {
  FEATURES,
  type FeatureDefinition,
  type FeatureName,
  type FeatureValue,
  type FeatureVector,
} from '../../../lake/features/features.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { ScoreRequest } from '../scoring/score-request.ts';

const definitions: readonly FeatureDefinition[] = FEATURES;

/** Name of a feature's field in GraphQL: `interactions_7d` → `interactions7d`, `company_size` → `companySize`. */
export function fieldName(feature: string): string {
  return feature.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

const FEATURE_OF_FIELD = new Map(definitions.map(({ name }) => [fieldName(name), name as FeatureName]));

/**
 * Reads the features of a request from the fields of {@link FeatureInput}. Null means not given, not a missing value.
 *
 * @throws {DomainError} VALIDATION_FAILED when both `createdAt` and `leadAge` are given
 */
export function givenFeatures(
  fields: Readonly<Record<string, FeatureValue | undefined>>,
): Pick<ScoreRequest, 'features' | 'createdAt'> {
  const features: Partial<Record<FeatureName, FeatureValue>> = {};
  for (const [field, value] of Object.entries(fields)) {
    const feature = FEATURE_OF_FIELD.get(field);
    if (feature && value !== null && value !== undefined) features[feature] = value;
  }
  const createdAt = (fields.createdAt as number | null | undefined) ?? undefined;
  if (createdAt !== undefined && features.lead_age !== undefined)
    throw new DomainError('VALIDATION_FAILED', 'features: found both createdAt and leadAge, expected one of them');
  return { features: Object.keys(features).length > 0 ? (features as Partial<FeatureVector>) : undefined, createdAt };
}

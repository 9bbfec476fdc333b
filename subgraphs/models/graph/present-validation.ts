import type { VersionValidation } from '../registry/validate-version.ts';
import type { ModelVersionValidation } from './types/version-validation.ts';

/** Presents a dry run of a registration in the graph. */
export function presentValidation(validation: VersionValidation): ModelVersionValidation {
  const { faults, warnings, sizeBytes = null, inspection } = validation;
  const measures = inspection?.measures;
  return {
    isValid: faults.length === 0,
    faults: faults.map(({ path = null, found = null, expected = null, ...fault }) => ({
      ...fault,
      path,
      found,
      expected,
    })),
    warnings,
    sizeBytes,
    inputForm: inspection?.inputForm ?? null,
    scoreComparison: inspection?.scores ?? null,
    oneRowMs: measures?.oneRowMs ?? null,
    batchMs: measures?.batchMs ?? null,
    costClass: measures?.costClass ?? null,
    explanationMethod: measures?.explanationMethod ?? null,
    inexactBecause: measures?.inexactBecause ?? null,
  };
}

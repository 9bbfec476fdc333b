import type { DomainError } from '../../../../platform/errors.ts';
import { refusal } from '../../../../platform/refusal.ts';

/** Refusal of an MLflow version that the registry cannot import. */
export function unusable(where: string, found: string, expected: string): DomainError {
  return refusal('MLFLOW_VERSION_UNUSABLE', where, found, expected);
}

import { DomainError } from '../../../../platform/errors.ts';
import type { EntityState, StateChange } from './sync-state.ts';

/** Mapping and columns of an entity as they are now. */
export interface CurrentShape {
  /** of the mapped columns in the CRM */
  readonly fingerprint: string;
  readonly mappingDigest: string;
  /** when somebody accepted changed columns last, epoch milliseconds */
  readonly acceptedAt: number | null;
}

/**
 * Compares the mapped columns with those of before. Other ones are adopted with a new mapping, or when somebody accepted
 * them; then all rows are compared, as they may read differently.
 *
 * @returns the change of the state; undefined when there is none
 * @throws {DomainError} CRM_SCHEMA_CHANGED
 */
export function adoptShape(
  { entity, fingerprint, mappingDigest, fault, walk }: EntityState,
  shape: CurrentShape,
  now: number,
): StateChange | undefined {
  const isSame = fingerprint === shape.fingerprint;
  if (isSame && mappingDigest === shape.mappingDigest) return undefined;
  const adopted = { fingerprint: shape.fingerprint, mappingDigest: shape.mappingDigest };
  if (fingerprint === null) return adopted;
  const isAccepted = fault !== undefined && (shape.acceptedAt ?? 0) >= fault.since;
  if (!isSame && mappingDigest === shape.mappingDigest && !isAccepted)
    throw new DomainError(
      'CRM_SCHEMA_CHANGED',
      `${entity}: found ${shape.fingerprint}, expected ${fingerprint}, as the columns were`,
      { entity },
    );
  // a backfill begins again
  const kind = walk?.kind ?? 'COMPARE';
  return { ...adopted, walk: { kind, key: undefined, rows: 0, total: null, startedAt: now } };
}

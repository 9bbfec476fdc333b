import type { Kysely } from 'kysely';
import type { SubgraphContext } from '../../../../platform/identity/identity.ts';
import { refusal } from '../../../../platform/refusal.ts';
import { readPredictionWindow, requireRows } from '../../windows/prediction-window.ts';
import { checkTimeWindow, type TimeWindow } from '../../windows/time-window.ts';
import { getVersion, type VersionKey } from '../../windows/version-facts.ts';
import { columnsOf } from '../../windows/window-columns.ts';
import { type FixedReference, insertFixedReference } from '../store/fixed-reference-store.ts';

/** Window to fix as the reference of a version, and why. */
export interface ReferenceRequest extends VersionKey, TimeWindow {
  readonly reason: string;
}

/**
 * Makes what a version answered within a window its reference from now on. The values are copied, so that they stay when
 * predictions are pruned; an earlier reference stays in the list, and nothing of it is ever changed.
 *
 * @throws {DomainError} MODEL_NOT_FOUND, MODEL_VERSION_NOT_FOUND, VALIDATION_FAILED for a window that is empty, reaches
 *   into the future or has no reason, DRIFT_WINDOW_EMPTY when the version answered nothing in it
 */
export async function fixReference(
  db: Kysely<never>,
  { model, version, from, until, reason }: ReferenceRequest,
  { identity, clientAddress, requestId }: SubgraphContext,
  now: number,
): Promise<FixedReference> {
  checkTimeWindow('window', { from, until }, now);
  if (reason.trim() === '') throw refusal('VALIDATION_FAILED', 'reason', 'none', 'why the window is fixed');
  const { signature } = await getVersion(db, model, version);
  const key = { model, version };
  const window = await readPredictionWindow(db, key, columnsOf(signature), { from, until });
  requireRows('window', key, window);
  return insertFixedReference(db, key, window, {
    fixedAt: now,
    fixedBy: identity.subject,
    reason: reason.trim(),
    clientAddress: clientAddress ?? null,
    requestId,
  });
}

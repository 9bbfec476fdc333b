import type { SyncFault } from '../inbound/sync-state.ts';
import type { EntityStatus } from '../inbound/sync-status.ts';
import type { CrmSyncEntity } from './crm-sync-types.ts';

/** State of an entity as the graph shows it. */
export function presentEntity(
  { entity, state, stored, parked, lagSeconds }: EntityStatus,
  error: SyncFault | undefined,
): CrmSyncEntity {
  return {
    ...{ name: entity.name, kind: entity.kind, table: entity.table, state, lagSeconds },
    rowsRead: stored?.rowsRead ?? 0,
    rowsWritten: stored?.rowsWritten ?? 0,
    rowsSkipped: stored?.rowsSkipped ?? 0,
    rowsParked: parked,
    watermark: stored?.position?.watermark ?? null,
    walk: stored?.walk ?? null,
    comparedAt: stored?.walkedAt ?? null,
    heldRemovals: stored?.heldRemovals ?? null,
    error: error ?? null,
  };
}

import type { QueryExecutorProvider } from 'kysely';
import { SECOND_MS } from '../../../../platform/time.ts';
import type { SyncedEntity } from './crm-entity.ts';
import { countParkedRows } from './parked-rows.ts';
import { type EntityState, readStates } from './sync-state.ts';

/** States of the sync, of all entities or of one. */
export const CrmSyncState = {
  OFF: 'OFF',
  BACKFILLING: 'BACKFILLING',
  RUNNING: 'RUNNING',
  STOPPED: 'STOPPED',
} as const;

/** See {@link CrmSyncState}. */
export type CrmSyncState = (typeof CrmSyncState)[keyof typeof CrmSyncState];

/** State of the sync of one entity. */
export interface EntityStatus {
  readonly entity: Pick<SyncedEntity, 'name' | 'kind' | 'table'>;
  readonly state: CrmSyncState;
  /** undefined before its first turn */
  readonly stored: EntityState | undefined;
  readonly parked: number;
  /** age of the oldest change that may not be here, seconds; null before the end of the backfill */
  readonly lagSeconds: number | null;
}

/** Reads the state of every entity. @param now epoch milliseconds */
export async function readStatus(
  db: QueryExecutorProvider,
  entities: readonly Pick<SyncedEntity, 'name' | 'kind' | 'table'>[],
  now: number,
): Promise<readonly EntityStatus[]> {
  const states = new Map((await readStates(db)).map((state) => [state.entity, state]));
  const parked = await countParkedRows(db);
  return entities.map((entity) => {
    const stored = states.get(entity.name);
    return {
      ...{ entity, stored, state: stateOf(stored), parked: parked.get(entity.name) ?? 0 },
      lagSeconds: stored?.caughtUpAt == null ? null : Math.max(0, now - stored.caughtUpAt) / SECOND_MS,
    };
  });
}

/** State of the sync as a whole: the worst of its entities. */
export function overallState(entities: readonly EntityStatus[]): CrmSyncState {
  const order = [CrmSyncState.STOPPED, CrmSyncState.BACKFILLING, CrmSyncState.RUNNING];
  return order.find((state) => entities.some((entity) => entity.state === state)) ?? CrmSyncState.OFF;
}

/** Fault of an entity: what stopped it, or removals that wait for somebody to accept them. */
export function faultOf(stored: EntityState | undefined): EntityState['fault'] {
  if (!stored || stored.fault || stored.heldRemovals === null) return stored?.fault;
  const message = `${stored.entity}: found ${stored.heldRemovals} leads gone from the CRM, expected at most a fifth of them; they were kept`;
  return { code: 'CRM_MASS_REMOVAL', message, since: stored.walkedAt ?? 0 };
}

function stateOf(stored: EntityState | undefined): CrmSyncState {
  if (stored?.fault) return CrmSyncState.STOPPED;
  return !stored || stored.walk?.kind === 'BACKFILL' ? CrmSyncState.BACKFILLING : CrmSyncState.RUNNING;
}

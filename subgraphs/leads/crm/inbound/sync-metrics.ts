import type { QueryExecutorProvider } from 'kysely';
import type { Registry } from 'prom-client';
import { exposeState } from '../../../../platform/health/state-metrics.ts';
import type { Logger } from '../../../../platform/logger.ts';
import type { SyncedEntity } from './crm-entity.ts';
import { type EntityStatus, faultOf, readStatus } from './sync-status.ts';

/** Gauges of the sync with the CRM. */
export const CRM_SYNC_GAUGES = {
  leadscore_crm_sync_lag_seconds: {
    help: 'Age of the oldest change in the CRM that may not be here yet, by entity; none before the end of the backfill.',
    labelNames: ['entity'],
  },
  leadscore_crm_sync_rows_read: {
    help: 'Rows that were read from the CRM since the first start, by entity; a row counts each time.',
    labelNames: ['entity'],
  },
  leadscore_crm_sync_rows_written: {
    help: 'Leads, interactions or outcomes from the CRM that were new or changed, by entity.',
    labelNames: ['entity'],
  },
  leadscore_crm_sync_parked_rows: {
    help: 'Rows of the CRM that could not be written and are parked, by entity.',
    labelNames: ['entity'],
  },
  leadscore_crm_sync_stopped: {
    help: 'Whether a fault stops the sync, or waits for a decision: 1, else 0; by entity.',
    labelNames: ['entity'],
  },
} as const;

/** Dependencies of {@link exposeCrmSync}. */
export interface CrmSyncMetricsDeps {
  readonly registry: Registry | undefined;
  readonly log: Logger;
  readonly db: QueryExecutorProvider;
  readonly entities: readonly SyncedEntity[];
  /** epoch milliseconds */
  readonly clock: () => number;
}

/** Exposes the state of the sync with the CRM. */
export function exposeCrmSync({ registry, log, db, entities, clock }: CrmSyncMetricsDeps): void {
  exposeState({
    registry,
    log,
    part: 'crm-sync',
    gauges: CRM_SYNC_GAUGES,
    read: async () => {
      const statuses = await readStatus(db, entities, clock());
      const each = (value: (status: EntityStatus) => number | null) =>
        statuses.flatMap((status) => {
          const figure = value(status);
          return figure === null ? [] : [{ labels: { entity: status.entity.name }, value: figure }];
        });
      return {
        leadscore_crm_sync_lag_seconds: each(({ lagSeconds }) => lagSeconds),
        leadscore_crm_sync_rows_read: each(({ stored }) => stored?.rowsRead ?? 0),
        leadscore_crm_sync_rows_written: each(({ stored }) => stored?.rowsWritten ?? 0),
        leadscore_crm_sync_parked_rows: each(({ parked }) => parked),
        leadscore_crm_sync_stopped: each(({ stored }) => (faultOf(stored) ? 1 : 0)),
      };
    },
  });
}

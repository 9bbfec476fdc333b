import type { Registry } from 'prom-client';
import type { Database } from '../../../../platform/database/database.ts';
import type { Logger } from '../../../../platform/logger.ts';
import type { Feed } from '../../../../platform/streams/feed.ts';
import type { ChangeRow } from '../../changes/change-store.ts';
import type { CrmMapping } from '../mapping/crm-mapping.ts';
import type { CrmDatabase } from '../source/crm-database.ts';
import type { SyncedEntity } from './crm-entity.ts';
import { CrmSync, type CrmSyncSettings } from './crm-sync.ts';
import { exposeCrmSync } from './sync-metrics.ts';
import { type LeadsRead, syncedEntities } from './synced-entities.ts';

/** Dependencies of {@link startCrmSync}. */
export interface CrmSyncStart {
  readonly database: Database;
  readonly crm: { readonly database: CrmDatabase; readonly mapping: CrmMapping };
  readonly config: CrmSyncSettings;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** notified when rows were written */
  readonly changes: Pick<Feed<ChangeRow>, 'publish'>;
  /** called with leads whose rows were read */
  readonly onLeadsRead?: LeadsRead | undefined;
  /** registry of the metrics; none are exposed when absent */
  readonly metrics?: Registry | undefined;
}

/** Sync with the CRM that runs. */
export interface RunningCrmSync {
  readonly entities: readonly SyncedEntity[];
  wake(): void;
  /** Ends after the batch under way. */
  close(): Promise<void>;
}

/** Starts the sync with a CRM, and exposes its state. */
export function startCrmSync(start: CrmSyncStart): RunningCrmSync {
  const { database, crm, config: settings, log, clock, changes, metrics } = start;
  const entities = syncedEntities(crm.database, crm.mapping, start.onLeadsRead);
  exposeCrmSync({ registry: metrics, log, db: database.tables<never>(), entities, clock });
  const onWritten = () => changes.publish();
  const sync = new CrmSync({ database, entities, settings, clock, log, onWritten });
  return { entities, wake: () => sync.wake(), close: () => sync.close() };
}

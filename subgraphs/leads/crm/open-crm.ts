import type { Registry } from 'prom-client';
import type { CrmConfig } from '../../../platform/config/crm-config.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { closePart } from '../../../platform/process/close-part.ts';
import type { Feed } from '../../../platform/streams/feed.ts';
import type { ChangeRow } from '../changes/change-store.ts';
import { recordCrmUse } from './crm-use.ts';
import { DEMO_CRM_MAPPING, openDemoCrm } from './demo/demo-crm.ts';
import { type RunningCrmSync, startCrmSync } from './inbound/start-crm-sync.ts';
import { type CrmMapping, readCrmMapping } from './mapping/crm-mapping.ts';
import { resumeMissing } from './outbound/retry-deliveries.ts';
import { WriteBack } from './outbound/write-back.ts';
import type { CrmDatabase } from './source/crm-database.ts';
import { openCrmDatabase } from './source/open-crm-database.ts';

/** Settings and dependencies of {@link openCrm}. */
export interface OpenCrmOptions {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** undefined: there is no CRM */
  readonly config: CrmConfig | undefined;
  /** notified when leads changed */
  readonly changes: Pick<Feed<ChangeRow>, 'publish'>;
  readonly metrics: Registry | undefined;
}

/** The link to the CRM. */
export interface CrmLink {
  /** undefined where leads do not come from a database of the CRM */
  readonly sync: RunningCrmSync | undefined;
  /** undefined where scores are not written back */
  readonly writeBack: WriteBack | undefined;
  close(): Promise<void>;
}

/** The CRM's database, and the meaning of its tables. */
interface MappedCrm {
  readonly database: CrmDatabase;
  readonly mapping: CrmMapping;
}

/**
 * Opens the link to the CRM: leads come in, scores go out. The CRM itself is reached with the first statement.
 *
 * @throws {DomainError} CRM_MAPPING_INVALID
 */
export async function openCrm(options: OpenCrmOptions): Promise<CrmLink> {
  const { config, database } = options;
  const crm = config && (await openMapped(config, database));
  const salesTeam = config?.isDemo ? await openDemoCrm(options) : undefined;
  const table = crm?.mapping.writeBack && { crm: crm.database, mapping: crm.mapping.writeBack };
  const writeBack = config && (await WriteBack.open({ ...options, config, table, pollMs: config.pollMs }));
  const sync = config && crm && startCrmSync({ ...options, crm, config, onLeadsRead: writeBack && resumeMissing });
  await recordCrmUse(database.tables<unknown>(), {
    entities: sync?.entities.map(({ name }) => name) ?? [],
    targets: writeBack?.targets ?? [],
  });
  return {
    sync,
    writeBack,
    close: async () => {
      await Promise.all([
        closePart('sales team of the demo CRM', () => salesTeam?.close()),
        closePart('sync with the CRM', () => sync?.close()),
        closePart('write-back to the CRM', () => writeBack?.close()),
      ]);
      await closePart('database of the CRM', () => crm?.database.close());
    },
  };
}

async function openMapped(config: CrmConfig, database: Database): Promise<MappedCrm | undefined> {
  const file = config.isDemo ? DEMO_CRM_MAPPING : config.mapping;
  const crm = openCrmDatabase(config, database);
  return crm && file ? { database: crm, mapping: await readCrmMapping(file) } : undefined;
}

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
import { readCrmMapping } from './mapping/crm-mapping.ts';
import { WriteBack } from './outbound/write-back.ts';
import type { CrmDatabase } from './source/crm-database.ts';
import { OwnCrmDatabase } from './source/own-crm-database.ts';
import { PgCrmDatabase } from './source/pg-crm-database.ts';

/** Settings and dependencies of {@link openCrm}. */
export interface OpenCrmOptions {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** undefined: there is no CRM */
  readonly config: CrmConfig | undefined;
  /** notified when the sync has written rows */
  readonly changes: Pick<Feed<ChangeRow>, 'publish'>;
  readonly metrics: Registry | undefined;
}

/** The link to the CRM. */
export interface CrmLink {
  /** undefined without a database of the CRM */
  readonly sync: RunningCrmSync | undefined;
  /** undefined where scores are not written back */
  readonly writeBack: WriteBack | undefined;
  close(): Promise<void>;
}

/**
 * Opens the link to the CRM, or to the demo CRM in the platform's own database; another one is reached with the first
 * statement.
 *
 * @throws {DomainError} CRM_MAPPING_INVALID
 */
export async function openCrm(options: OpenCrmOptions): Promise<CrmLink> {
  const { config, database } = options;
  const path = config?.isDemo ? DEMO_CRM_MAPPING : config?.mapping;
  const mapping = path === undefined ? undefined : await readCrmMapping(path);
  const team = config?.isDemo ? await openDemoCrm(options) : undefined;
  const crm = config && reachCrm(config, database);
  const table = crm && mapping?.writeBack && { crm, mapping: mapping.writeBack };
  const writeBack = config && (await WriteBack.open({ ...options, config, table, pollMs: config.pollMs }));
  const sync = config && crm && mapping && startCrmSync({ ...options, config, crm: { database: crm, mapping } });
  await recordCrmUse(database.tables<never>(), {
    entities: sync?.entities.map(({ name }) => name) ?? [],
    targets: writeBack?.targets ?? [],
  });
  return {
    ...{ sync, writeBack },
    close: async () => {
      await closePart('sales team of the demo CRM', () => team?.close());
      await closePart('sync with the CRM', () => sync?.close());
      await closePart('write-back to the CRM', () => writeBack?.close());
      await closePart('database of the CRM', () => crm?.close());
    },
  };
}

function reachCrm({ isDemo, databaseUrl: url, statementTimeoutMs }: CrmConfig, own: Database): CrmDatabase | undefined {
  if (isDemo) return new OwnCrmDatabase(own);
  return url === undefined ? undefined : new PgCrmDatabase({ url, statementTimeoutMs });
}

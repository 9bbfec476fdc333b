import type { Registry } from 'prom-client';
import type { CrmConfig } from '../../../platform/config/crm-config.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { closePart } from '../../../platform/process/close-part.ts';
import { readCrmMapping } from './mapping/crm-mapping.ts';
import { WriteBack } from './outbound/write-back.ts';
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
  readonly metrics: Registry | undefined;
}

/** The link to the CRM. */
export interface CrmLink {
  /** undefined where scores are not written back */
  readonly writeBack: WriteBack | undefined;
  close(): Promise<void>;
}

/**
 * Opens the link to the CRM.
 *
 * @throws {DomainError} CRM_MAPPING_INVALID
 */
export async function openCrm(options: OpenCrmOptions): Promise<CrmLink> {
  const { config } = options;
  if (!config) return { writeBack: undefined, close: async () => undefined };
  const { databaseUrl: url, mapping: path, statementTimeoutMs } = config;
  const mapping = path === undefined ? undefined : await readCrmMapping(path);
  const crm = url === undefined ? undefined : new PgCrmDatabase({ url, statementTimeoutMs });
  const table = crm && mapping?.writeBack && { crm, mapping: mapping.writeBack };
  const writeBack = await WriteBack.open({ ...options, config, table, pollMs: config.pollMs });
  return {
    writeBack,
    close: async () => {
      await closePart('write-back to the CRM', () => writeBack?.close());
      await closePart('database of the CRM', () => crm?.close());
    },
  };
}

import type { CrmConfig } from '../../../platform/config/crm-config.ts';
import { type CrmMapping, readCrmMapping } from './mapping/crm-mapping.ts';
import type { CrmDatabase } from './source/crm-database.ts';
import { PgCrmDatabase } from './source/pg-crm-database.ts';

/** The CRM: its database, and what its tables mean. */
export interface Crm {
  readonly database: CrmDatabase;
  readonly mapping: CrmMapping;
}

/**
 * Opens the CRM of the configuration; its database is reached with the first statement.
 *
 * @returns undefined without a CRM
 * @throws {DomainError} CRM_MAPPING_INVALID
 */
export async function openCrm(config: CrmConfig | undefined): Promise<Crm | undefined> {
  if (!config?.databaseUrl || !config.mapping) return undefined;
  const mapping = await readCrmMapping(config.mapping);
  const { databaseUrl: url, statementTimeoutMs } = config;
  return { database: new PgCrmDatabase({ url, statementTimeoutMs }), mapping };
}

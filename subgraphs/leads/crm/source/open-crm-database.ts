import type { CrmConfig } from '../../../../platform/config/crm-config.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { CrmDatabase } from './crm-database.ts';
import { OwnCrmDatabase } from './own-crm-database.ts';
import { PgCrmDatabase } from './pg-crm-database.ts';

/**
 * Opens the CRM's database: a server of its own, or a schema of the platform's for the demo. It connects with the first
 * statement, so one that is away does not keep the platform from starting.
 *
 * @param database the platform's own
 * @returns undefined without either
 */
export function openCrmDatabase(
  { databaseUrl: url, isDemo, statementTimeoutMs }: Pick<CrmConfig, 'databaseUrl' | 'isDemo' | 'statementTimeoutMs'>,
  database: Database,
): CrmDatabase | undefined {
  if (url) return new PgCrmDatabase({ url, statementTimeoutMs });
  return isDemo ? new OwnCrmDatabase(database) : undefined;
}

import { migrateLeases } from '../../../../platform/background/leader-lease.ts';
import { migrate } from '../../../../platform/database/migrate.ts';
import { projectFile } from '../../../../platform/process/program.ts';
import { DEMO_CRM_SCHEMA, DEMO_CRM_TABLES } from './demo-crm-tables.ts';
import { fillDemoCrm } from './fill-demo-crm.ts';
import { SalesTeam, type SalesTeamOptions } from './sales-team.ts';

/** File of the mapping of the demo CRM. */
export const DEMO_CRM_MAPPING = projectFile('subgraphs/leads/crm/demo/demo-mapping.json').pathname;

/** Opens the demo CRM in the schema `demo_crm` of a database: creates and fills its tables where they are absent, and works. */
export async function openDemoCrm(options: SalesTeamOptions): Promise<SalesTeam> {
  const { database, clock } = options;
  await migrate(database, DEMO_CRM_SCHEMA, DEMO_CRM_TABLES);
  await migrateLeases(database);
  await fillDemoCrm(database.tables<never>('long'), clock());
  return new SalesTeam(options);
}

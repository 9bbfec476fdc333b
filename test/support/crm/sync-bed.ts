import { setTimeout as sleep } from 'node:timers/promises';
import { CompiledQuery } from 'kysely';
import type pg from 'pg';
import { migrateLeases } from '../../../platform/background/leader-lease.ts';
import type { Database } from '../../../platform/database/database.ts';
import { createLogger } from '../../../platform/logger.ts';
import type { CrmSyncSettings } from '../../../subgraphs/leads/crm/inbound/crm-sync.ts';
import { type RunningCrmSync, startCrmSync } from '../../../subgraphs/leads/crm/inbound/start-crm-sync.ts';
import { checkCrmMapping } from '../../../subgraphs/leads/crm/mapping/crm-mapping.ts';
import type { CrmDatabase } from '../../../subgraphs/leads/crm/source/crm-database.ts';
import { OwnCrmDatabase } from '../../../subgraphs/leads/crm/source/own-crm-database.ts';
import { PgCrmDatabase } from '../../../subgraphs/leads/crm/source/pg-crm-database.ts';
import { CRM_TABLES, fillSql } from './crm-tables.ts';
import { crmTestMapping } from './crm-test-mapping.ts';
import { type Query, ThrowawayCrm } from './throwaway-crm.ts';

/** A CRM with the tables of `crm-tables.ts`: on a server of its own, or in a schema of the platform's embedded database. */
export interface TestCrm {
  /** Runs one statement. */
  readonly query: Query;
  /** Runs several statements, of which none returns rows. */
  readonly run: (statements: string) => Promise<void>;
  /** the door of the platform, which reads only */
  readonly door: CrmDatabase;
  fill(leads: number, activitiesPerLead: number): Promise<void>;
  close(): Promise<void>;
}

/** A CRM on a server. */
export interface ServerCrm extends TestCrm {
  /** Opens a connection of the superuser, whose transactions may stay open. */
  connect(): Promise<pg.Client>;
}

const LONGEST_WAIT_MS = 30_000;
const SETTINGS: CrmSyncSettings = { pollMs: 50, overlapSeconds: 5, batchRows: 100, compareHours: 0, retryMs: 200 };

/** Opens a CRM for a platform on this database. */
export async function openTestCrm(database: Database): Promise<TestCrm> {
  return database.kind === 'pglite' ? openEmbeddedCrm(database) : openServerCrm();
}

/** Runs SQL in the platform's database. */
export function platformQuery(database: Database): Query {
  return async (text, values = []) => {
    const { rows } = await database.tables<never>('long').executeQuery(CompiledQuery.raw(text, [...values]));
    return rows as readonly Readonly<Record<string, unknown>>[];
  };
}

/** Starts a sync of the CRM's tables. @param change of the mapping for them */
export async function startTestSync(
  database: Database,
  crm: TestCrm,
  settings: Partial<CrmSyncSettings> = {},
  change: Readonly<Record<string, unknown>> = {},
): Promise<RunningCrmSync> {
  await migrateLeases(database);
  const mapping = checkCrmMapping({ ...crmTestMapping(), ...change });
  return startCrmSync({
    ...{ database, crm: { database: crm.door, mapping }, config: { ...SETTINGS, ...settings } },
    ...{ log: createLogger('silent'), clock: Date.now, changes: { publish: () => undefined } },
  });
}

/** Waits until a condition holds. @throws {Error} after half a minute, with what was seen last */
export async function until<Seen>(see: () => Promise<Seen>, holds: (seen: Seen) => boolean): Promise<Seen> {
  const startedAt = performance.now();
  for (;;) {
    const seen = await see();
    if (holds(seen)) return seen;
    if (performance.now() - startedAt > LONGEST_WAIT_MS) throw new Error(`still ${JSON.stringify(seen)}`);
    await sleep(20);
  }
}

async function openServerCrm(): Promise<ServerCrm> {
  const crm = await ThrowawayCrm.open();
  const door = new PgCrmDatabase({ url: crm.url('crm_reader'), statementTimeoutMs: 5_000 });
  return {
    ...{ query: crm.query, door, connect: () => crm.connect() },
    run: async (statements) => void (await crm.query(statements)),
    fill: (leads, activities) => crm.fill(leads, activities),
    close: async () => {
      await door.close();
      await crm.close();
    },
  };
}

async function openEmbeddedCrm(database: Database): Promise<TestCrm> {
  const query = platformQuery(database);
  // one statement at a time is sent: a block holds several
  const run = async (statements: string) => {
    const block = statements.replaceAll('SELECT setval', 'PERFORM setval').trimEnd().replace(/;?$/, ';');
    await query(`DO $block$ BEGIN ${block} END $block$`);
  };
  await run(CRM_TABLES);
  return {
    ...{ query, run, door: new OwnCrmDatabase(database) },
    fill: (leads, activities) => run(fillSql(leads, activities)),
    close: async () => undefined,
  };
}

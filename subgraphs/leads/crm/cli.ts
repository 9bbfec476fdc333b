import { parseArgs } from 'node:util';
import { openDatabaseClock } from '../../../platform/background/database-clock.ts';
import { migrateLeases } from '../../../platform/background/leader-lease.ts';
import { readConfig } from '../../../platform/config/config.ts';
import { openDatabase } from '../../../platform/database/database.ts';
import { migrate } from '../../../platform/database/migrate.ts';
import { DomainError } from '../../../platform/errors.ts';
import { createLogger } from '../../../platform/logger.ts';
import { runProgram } from '../../../platform/process/run-program.ts';
import { logDestination } from '../../../platform/process/terminal-log.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { COMMANDS, type CommandName } from './commands/commands.ts';
import { syncedEntities } from './inbound/synced-entities.ts';
import { readCrmMapping } from './mapping/crm-mapping.ts';
import { openCrmDatabase } from './source/open-crm-database.ts';

const USAGE = `npm run crm -- ${Object.keys(COMMANDS).join('|')} [--rows NUMBER]`;

/**
 * Looks at the CRM of the environment, and has its rows read. Exits with code 1 when it fails, or finds a fault that stops the
 * sync, else 0.
 */
await runProgram(run);

async function run(): Promise<void> {
  const { command, rows } = readArguments();
  const config = readConfig();
  if (!config.crm?.mapping)
    throw new DomainError('CRM_OFF', 'CRM_DATABASE_URL: found none, expected the address of a CRM');
  const mapping = await readCrmMapping(config.crm.mapping);
  const log = createLogger(config.logLevel, logDestination(config.logFormat));
  const database = await openDatabase(config, log);
  const clock = await openDatabaseClock(database, log);
  const crm = openCrmDatabase(config.crm, database);
  try {
    if (!crm) throw new DomainError('CRM_OFF', 'CRM_DATABASE_URL: found none, expected the address of a CRM');
    await migrate(database, 'leads', MIGRATIONS);
    await migrateLeases(database);
    const entities = syncedEntities(crm, mapping);
    const deps = { database, log, clock: clock.now, settings: config.crm, entities, mostRows: rows };
    if (!(await COMMANDS[command]({ ...deps, print: (line) => process.stdout.write(`${line}\n`) })))
      process.exitCode = 1;
  } finally {
    await crm?.close();
    await clock.close();
    await database.close();
  }
}

function readArguments(): { readonly command: CommandName; readonly rows: number | undefined } {
  const { values, positionals } = parse();
  const [command = '', ...others] = positionals;
  const rows = values.rows === undefined ? undefined : Number(values.rows);
  const isRight = Object.hasOwn(COMMANDS, command) && others.length === 0;
  if (!isRight || (rows !== undefined && !(Number.isInteger(rows) && rows > 0)))
    throw new DomainError('VALIDATION_FAILED', `expected ${USAGE}`);
  return { command: command as CommandName, rows };
}

function parse() {
  try {
    return parseArgs({ allowPositionals: true, options: { rows: { type: 'string' } } });
  } catch (error) {
    throw new DomainError('VALIDATION_FAILED', `${(error as Error).message}; expected ${USAGE}`);
  }
}

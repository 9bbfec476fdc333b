import { readConfig } from '../../../../platform/config/config.ts';
import { openDatabase } from '../../../../platform/database/database.ts';
import { DomainError } from '../../../../platform/errors.ts';
import { createLogger } from '../../../../platform/logger.ts';
import { runProgram } from '../../../../platform/process/run-program.ts';
import { stopOnSignal } from '../../../../platform/process/stop-on-signal.ts';
import { logDestination } from '../../../../platform/process/terminal-log.ts';
import { openDemoCrm } from './demo-crm.ts';

/** `npm run crm:demo`: keeps the demo CRM in the database of `CRM_DATABASE_URL`, until Ctrl-C or SIGTERM. */
await runProgram(async () => {
  const config = readConfig();
  const log = createLogger(config.logLevel, logDestination(config.logFormat));
  const url = config.crm?.databaseUrl;
  if (url === undefined)
    throw new DomainError('CONFIGURATION_INVALID', 'CRM_DATABASE_URL: found none, expected that of the demo CRM');
  const { dataDir, shutdownDeadlineMs: deadlineMs } = config;
  const database = await openDatabase({ dataDir, databaseUrl: url, databasePoolSize: 2 }, log);
  const team = await openDemoCrm({ database, log, clock: Date.now });
  const close = async (): Promise<void> => {
    await team.close();
    await database.close();
  };
  stopOnSignal({ close, deadlineMs, requests: () => ({}), log });
  process.stdout.write('The demo CRM is open: its sales team works until Ctrl-C.\n');
});

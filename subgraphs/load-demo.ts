import { openDatabaseClock } from '../platform/background/database-clock.ts';
import { assumeProduction, readConfig } from '../platform/config/config.ts';
import { openDatabase } from '../platform/database/database.ts';
import { createLogger } from '../platform/logger.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { showProgress } from '../platform/process/progress-bar.ts';
import { runProgram } from '../platform/process/run-program.ts';
import { logDestination } from '../platform/process/terminal-log.ts';
import { closeSubgraphs, createSubgraphs } from './catalog.ts';
import { seedDemo } from './demo.ts';

/**
 * `npm run demo`: brings the database of the environment up to date and loads the demo data that it lacks, for
 * subgraphs that run in several processes. Again, it changes nothing.
 */
await runProgram(async () => {
  assumeProduction();
  const config = readConfig();
  const log = createLogger(config.logLevel, logDestination(config.logFormat));
  const database = await openDatabase(config, log);
  try {
    const { now: clock, close: closeClock } = await openDatabaseClock(database, log);
    const outbox = await Outbox.open(database, log, { clock });
    const subgraphs = await createSubgraphs({
      ...config,
      rescore: undefined,
      lake: undefined,
      database,
      outbox,
      log,
      clock,
    });
    await seedDemo({ database, subgraphs, clock }, showProgress);
    await closeSubgraphs(subgraphs);
    await closeClock();
  } finally {
    await database.close();
  }
  process.stdout.write('The demo data is loaded.\n');
});

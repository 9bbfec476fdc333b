import { openLake } from '../../../lake/open-lake.ts';
import { openDatabaseClock } from '../../../platform/background/database-clock.ts';
import { LeaderLease, migrateLeases } from '../../../platform/background/leader-lease.ts';
import { type Config, readConfig } from '../../../platform/config/config.ts';
import { type Database, openDatabase } from '../../../platform/database/database.ts';
import { migrate } from '../../../platform/database/migrate.ts';
import { DomainError } from '../../../platform/errors.ts';
import { createLogger, type Logger } from '../../../platform/logger.ts';
import { showProgress } from '../../../platform/process/progress-bar.ts';
import { runProgram } from '../../../platform/process/run-program.ts';
import { logDestination } from '../../../platform/process/terminal-log.ts';
import { MINUTE_MS } from '../../../platform/time.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { openFactStream } from './fact-stream.ts';
import { LAKE_LEASE } from './lake-pipeline.ts';
import { type RefreshedLake, refreshLake } from './refresh-lake.ts';

/**
 * `npm run lake`: brings the lake of the environment up to date, and shows the progress. Exits with code 1 when it fails or a
 * gate does, else 0.
 */
await runProgram(run);

async function run(): Promise<void> {
  const config = readConfig();
  const log = createLogger(config.logLevel, logDestination(config.logFormat));
  const database = await openDatabase(config, log);
  try {
    await migrate(database, 'leads', MIGRATIONS);
    await migrateLeases(database);
    report(await refresh(config, database, log));
  } finally {
    await database.close();
  }
}

async function refresh(config: Config, database: Database, log: Logger): Promise<RefreshedLake> {
  if (!config.lake) throw new DomainError('LAKE_OFF', 'LAKE_URL: found off, expected the address of a lake');
  const db = database.tables<never>();
  const epoch = await openFactStream(db);
  const lease = new LeaderLease({ db, name: LAKE_LEASE, holder: `command ${process.pid} ${Date.now()}` });
  const clock = await openDatabaseClock(database, log);
  const lake = await openLake(config.lake);
  try {
    const refreshed = await lease.whileLeading(() =>
      refreshLake({
        lake,
        database,
        log,
        epoch,
        clock: clock.now,
        signal: new AbortController().signal,
        refreshMs: config.lake?.refreshMinutes ? config.lake.refreshMinutes * MINUTE_MS : null,
        maturityDays: config.maturityDays,
        onProgress: (layer, share) => showProgress(layer.toLowerCase(), share, 1),
      }),
    );
    if (refreshed) return refreshed;
    throw new DomainError('LAKE_BUSY', 'another process is refreshing the lake');
  } finally {
    await lake.close();
    await clock.close();
  }
}

function report({ rows, failedGates }: RefreshedLake): void {
  for (const [path, count] of Object.entries(rows)) process.stdout.write(`${path}: ${count} rows written\n`);
  if (failedGates.length === 0) return;
  process.stdout.write(`failed: ${failedGates.join(', ')}\n`);
  process.exitCode = 1;
}

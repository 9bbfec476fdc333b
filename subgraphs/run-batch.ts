import { openDatabaseClock } from '../platform/background/database-clock.ts';
import { assumeProduction, type Config, readConfig } from '../platform/config/config.ts';
import { openDatabase } from '../platform/database/database.ts';
import { DomainError } from '../platform/errors.ts';
import { createLogger } from '../platform/logger.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { showProgress, stopProgress } from '../platform/process/progress-bar.ts';
import { runProgram } from '../platform/process/run-program.ts';
import { logDestination } from '../platform/process/terminal-log.ts';
import { closeSubgraphs, createSubgraphs, type Subgraphs } from './catalog.ts';
import { readBatchArguments } from './scores/batch/batch-arguments.ts';
import type { BatchJob } from './scores/batch/rules/batch-job.ts';

/** Exit code of a job that Ctrl-C cancelled. */
const CANCELLED = 130;

/**
 * `npm run batch`: starts a batch job on the database and the lake of the environment, and shows its progress. This process
 * runs the job, or a process of the platform that is at it already. Exits with code 0 when it succeeded, 1 when it failed, and
 * 130 when it was cancelled: by Ctrl-C, or by somebody else. SIGTERM and SIGKILL leave it to the next process.
 */
await runProgram(run);

async function run(): Promise<void> {
  assumeProduction();
  const command = readBatchArguments(process.argv.slice(2));
  const config = readConfig();
  if (!config.lake) throw new DomainError('LAKE_OFF', 'LAKE_URL: found off, expected the address of a lake');
  const log = createLogger(config.logLevel, logDestination(config.logFormat));
  const database = await openDatabase(config, log);
  try {
    const { now: clock, close: closeClock } = await openDatabaseClock(database, log);
    const outbox = await Outbox.open(database, log, { clock });
    const subgraphs = await createSubgraphs({ ...withoutSchedules(config), database, outbox, log, clock }, [
      'leads',
      'models',
      'scores',
    ]);
    try {
      const { batchJobs } = subgraphs.scores;
      const startedBy = 'command line';
      const job =
        'request' in command
          ? await batchJobs.start({ ...command.request, startedBy })
          : await batchJobs.import(command.importedRun, startedBy);
      report(await follow(subgraphs.scores, job));
    } finally {
      stopProgress();
      await closeSubgraphs(subgraphs);
      await closeClock();
    }
  } finally {
    await database.close();
  }
}

/** The job is all that this process does by itself. */
function withoutSchedules(config: Config) {
  const { rescore: _, mlflow: __, registryWebhooks: ___, batchSchedule: ____, rolloutPollMs: _____, ...rest } = config;
  return { ...rest, lake: config.lake && { ...config.lake, refreshMinutes: 0 } };
}

/** Shows the progress of a job until it has ended, or until this process is to end. @returns its last state */
async function follow(scores: Subgraphs['scores'], { id }: BatchJob): Promise<BatchJob> {
  const states = await scores.followBatchJob(id);
  const cancel = (): void => {
    // one that has ended meanwhile needs no cancelling
    scores.batchJobs.cancel(id, 'Ctrl-C').catch(() => undefined);
  };
  const stop = (): void => void states.return?.();
  process.once('SIGINT', cancel);
  process.once('SIGTERM', stop);
  try {
    for await (const { rows, rowsDone } of states) if (rows > 0) showProgress('batch job', rowsDone, rows);
  } finally {
    process.off('SIGINT', cancel);
    process.off('SIGTERM', stop);
  }
  return scores.batchJobs.get(id);
}

function report({ id, status, recorded, appended, skipped, message, errorCode }: BatchJob): void {
  stopProgress();
  process.stdout.write(`batch job ${id}: ${status.toLowerCase()}${message ? `, ${message}` : ''}\n`);
  process.stdout.write(`${recorded} predictions recorded in the log, ${appended} appended to the lake\n`);
  for (const [reason, rows] of Object.entries(skipped)) process.stdout.write(`${rows} rows not recorded: ${reason}\n`);
  if (status === 'CANCELLED') process.exitCode = CANCELLED;
  else if (status !== 'SUCCEEDED') process.exitCode = 1;
  if (errorCode) process.stderr.write(`${errorCode}: ${message}\n`);
}

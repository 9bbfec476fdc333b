import { openDatabaseClock } from '../platform/background/database-clock.ts';
import { assumeProduction, type Config, readConfig } from '../platform/config/config.ts';
import { openDatabase } from '../platform/database/database.ts';
import { DomainError } from '../platform/errors.ts';
import { createLogger } from '../platform/logger.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { showProgress, stopProgress } from '../platform/process/progress-bar.ts';
import { runProgram } from '../platform/process/run-program.ts';
import { logDestination } from '../platform/process/terminal-log.ts';
import { closeSubgraphs, createSubgraphs } from './catalog.ts';
import { type BatchCommand, readBatchArguments } from './scores/batch/batch-arguments.ts';
import type { BatchJob } from './scores/batch/rules/batch-job.ts';
import type { Scores } from './scores/subgraph.ts';

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
      report(await runJob(subgraphs.scores, command));
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

/** Starts a job, and shows its progress until it has ended, or until this process is to end. @returns its last state */
async function runJob(scores: Scores, command: BatchCommand): Promise<BatchJob> {
  const { batchJobs } = scores;
  let started: BatchJob | undefined;
  let isCancelled = false;
  const cancel = (): void => {
    isCancelled = true;
    // one that has ended meanwhile needs no cancelling
    if (started) batchJobs.cancel(started.id, 'Ctrl-C').catch(() => undefined);
  };
  process.once('SIGINT', cancel);
  started = await start(batchJobs, command);
  const states = await scores.followBatchJob(started.id);
  if (isCancelled) cancel();
  process.once('SIGTERM', () => void states.return?.());
  for await (const { rows, rowsDone } of states) if (rows > 0) showProgress('batch job', rowsDone, rows);
  return batchJobs.get(started.id);
}

function start(jobs: Scores['batchJobs'], command: BatchCommand): Promise<BatchJob> {
  const startedBy = 'command line';
  if ('request' in command) return jobs.start({ ...command.request, startedBy });
  return jobs.import(command.importedRun, startedBy);
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

import type { Logger } from '../../../platform/logger.ts';
import { DEFAULT_MODEL_MEMORY_BYTES } from '../../../platform/process/model-process.ts';
import { MINUTE_MS } from '../../../platform/time.ts';
import { InferencePool } from '../inference/inference-pool.ts';
import { RunWatch } from '../inference/run-watch.ts';
import { consumeStalls } from '../inference/stall-files.ts';
import type { BreakdownLimits } from './breakdown-rule.ts';
import { HistoricalModels } from './historical-models.ts';
import { LiveModels, type LiveModelsDeps } from './live-models.ts';
import { ModelHost } from './model-host.ts';
import { TrialModels } from './trial-models.ts';
import { Withdrawals } from './withdrawals.ts';

/** Settings of {@link createInference}. */
export interface InferenceOptions {
  /** threads for batches over 64 rows; default 1 */
  readonly inferenceWorkers?: number | undefined;
  /** of one run of a model in a child process, milliseconds; default 1,000 */
  readonly inferenceTimeLimitMs?: number | undefined;
  /** of such a process, bytes; default 1 GiB */
  readonly modelMemoryLimitBytes?: number | undefined;
  /** hung or crashed runs within a time that withdraw a version; default 3 within a minute */
  readonly breakdownLimits?: BreakdownLimits | undefined;
  /** of one run of a model in this process, after which the process is killed, milliseconds; default 10,000 */
  readonly inferenceStallMs?: number | undefined;
  /** folder where stalled runs are recorded for the next start; absent: runs are not watched */
  readonly dataDir?: string | undefined;
}

/** Dependencies of {@link createInference}. */
export interface InferenceDeps
  extends Pick<LiveModelsDeps, 'db' | 'events' | 'shadows' | 'metrics' | 'clock' | 'pollMs'> {
  readonly log: Logger;
}

/** The models that can run, by purpose. */
export interface Inference {
  readonly live: LiveModels;
  readonly recorded: HistoricalModels;
  readonly trials: TrialModels;
  /** loads versions for other uses, which release them */
  readonly host: ModelHost;
  /** Before a stop: shortens the time limit of runs in child processes to 250 ms. */
  shortenLimit(): void;
  /** Releases every model. No run may be under way. */
  close(): Promise<void>;
}

const TIME_LIMIT_MS = 1_000;
const STALL_MS = 10_000;
const BREAKDOWN_LIMITS: BreakdownLimits = { count: 3, windowMs: MINUTE_MS };
// grace of a stop for runs in child processes
const GRACE_MS = 250;

/** Wires the sessions of models; withdraws first the versions that stalled an earlier process. */
export async function createInference(deps: InferenceDeps, options: InferenceOptions): Promise<Inference> {
  const { db, log } = deps;
  const { inferenceWorkers = 1, dataDir, inferenceTimeLimitMs: timeLimitMs = TIME_LIMIT_MS } = options;
  const { modelMemoryLimitBytes: memoryLimitBytes = DEFAULT_MODEL_MEMORY_BYTES } = options;
  const watch = openWatch(options);
  const pool = new InferencePool(inferenceWorkers, log, watch);
  const withdrawals = new Withdrawals({ ...deps, limits: options.breakdownLimits ?? BREAKDOWN_LIMITS });
  if (dataDir !== undefined) await consumeStalls(dataDir, (stall) => withdrawals.recordStall(stall));
  const host = new ModelHost({ db, log, pool, withdrawals, timeLimitMs, memoryLimitBytes });
  const live = new LiveModels({ ...deps, host, withdrawals });
  const recorded = new HistoricalModels({ db, host, live, log });
  const trials = new TrialModels({ db, host, log });
  const close = async (): Promise<void> => {
    await live.close();
    await recorded.close();
    await trials.close();
    await withdrawals.close();
    await pool.close();
    await watch?.close();
  };
  return { live, recorded, trials, host, shortenLimit: () => host.shortenLimit(GRACE_MS), close };
}

/** @returns undefined when there is no folder to record a stalled run in */
function openWatch({ dataDir, inferenceStallMs, inferenceWorkers = 1 }: InferenceOptions): RunWatch | undefined {
  if (dataDir === undefined) return undefined;
  return new RunWatch({ dataDir, limitMs: inferenceStallMs ?? STALL_MS, threads: inferenceWorkers + 1 });
}

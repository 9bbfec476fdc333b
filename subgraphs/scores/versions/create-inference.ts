import type { Logger } from '../../../platform/logger.ts';
import { DEFAULT_MODEL_MEMORY_BYTES } from '../../../platform/process/model-process.ts';
import { InferencePool } from '../inference/inference-pool.ts';
import { RunWatch } from '../inference/run-watch.ts';
import { takeStalls } from '../inference/stall-files.ts';
import type { BreakdownLimits } from './breakdown-rule.ts';
import { RecordedModels } from './historical-models.ts';
import { LiveModels, type LiveModelsOptions } from './live-models.ts';
import { ModelHost } from './model-host.ts';
import { TrialModels } from './trial-models.ts';
import { Withdrawals } from './withdrawals.ts';

/** How models are run. */
export interface InferenceOptions {
  /** threads for batches over 64 rows; default 1 */
  readonly inferenceWorkers?: number | undefined;
  /** of one run of a model in a process of its own, milliseconds; default 1,000 */
  readonly inferenceTimeLimitMs?: number | undefined;
  /** of such a process, bytes; default 1 GiB */
  readonly modelMemoryLimitBytes?: number | undefined;
  /** hung or crashed runs, within which time, that take a version out of traffic; default 3 within a minute */
  readonly breakdownLimits?: BreakdownLimits | undefined;
  /** of one run of a model in this process, after which the process is killed, milliseconds; default 10,000 */
  readonly inferenceStallMs?: number | undefined;
  /** where stalled runs are recorded for the next start; they are not watched when absent */
  readonly dataDir?: string | undefined;
}

/** Dependencies of {@link createInference}. */
export interface InferenceDeps extends Pick<LiveModelsOptions, 'db' | 'events' | 'shadows' | 'clock' | 'pollMs'> {
  readonly log: Logger;
}

/** Every model that can run, by what it is run for. */
export interface Inference {
  readonly live: LiveModels;
  readonly recorded: RecordedModels;
  readonly trials: TrialModels;
  /** Before a stop: no run in another process takes longer than a moment any more. */
  hurry(): void;
  /** Releases every model. Nothing may run any more. */
  close(): Promise<void>;
}

const TIME_LIMIT_MS = 1_000;
const STALL_MS = 10_000;
const BREAKDOWN_LIMITS: BreakdownLimits = { count: 3, windowMs: 60_000 };
// how long a stop waits for the runs under way of models that can be killed
const GRACE_MS = 250;

/** Wires what runs models; withdraws first what stalled an earlier process. */
export async function createInference(deps: InferenceDeps, options: InferenceOptions): Promise<Inference> {
  const { db, log } = deps;
  const { inferenceWorkers = 1, dataDir, inferenceTimeLimitMs: timeLimitMs = TIME_LIMIT_MS } = options;
  const { modelMemoryLimitBytes: memoryLimitBytes = DEFAULT_MODEL_MEMORY_BYTES } = options;
  const watch = openWatch(options);
  const pool = new InferencePool(inferenceWorkers, log, watch);
  const withdrawals = new Withdrawals({ ...deps, limits: options.breakdownLimits ?? BREAKDOWN_LIMITS });
  if (dataDir !== undefined) await takeStalls(dataDir, (stall) => withdrawals.recordStall(stall));
  const host = new ModelHost({ db, log, pool, withdrawals, timeLimitMs, memoryLimitBytes });
  const live = new LiveModels({ ...deps, host, withdrawals });
  const recorded = new RecordedModels({ db, host, live, log });
  const trials = new TrialModels({ db, host, log });
  const close = async (): Promise<void> => {
    await live.close();
    await recorded.close();
    await trials.close();
    await withdrawals.close();
    await pool.close();
    await watch?.close();
  };
  return { live, recorded, trials, hurry: () => host.hurry(GRACE_MS), close };
}

/** @returns undefined when there is no place to record a stalled run */
function openWatch({ dataDir, inferenceStallMs, inferenceWorkers = 1 }: InferenceOptions): RunWatch | undefined {
  if (dataDir === undefined) return undefined;
  return new RunWatch({ dataDir, limitMs: inferenceStallMs ?? STALL_MS, threads: inferenceWorkers + 1 });
}

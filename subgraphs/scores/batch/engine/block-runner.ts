import { availableParallelism } from 'node:os';
import type { FeatureDefinition } from '../../../../lake/features/features.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { DEFAULT_MODEL_MEMORY_BYTES } from '../../../../platform/process/model-process.ts';
import type { ModelSignature } from '../../../../scoring/model-manifest.ts';
import type { FeatureColumns } from '../../../../scoring/onnx/feature-columns.ts';
import { InferenceProcess } from '../../inference/inference-process.ts';
import { InferenceThread } from '../../inference/inference-thread.ts';

/** A model loaded several times, in threads or processes that run blocks beside each other. */
export interface BlockRunner {
  /** blocks that run at a time; as many again may wait, so that none idles */
  readonly width: number;
  /** rows of a block */
  readonly blockRows: number;
  /** whether it reads numbers in shared memory */
  readonly isShared: boolean;
  /** Tells whether all of them can run: one that hung or crashed is not restarted. */
  isAlive(): boolean;
  /**
   * Runs the model on a block. @returns raw outputs, one per row of the block; NaN where the model gave no probability
   *
   * @throws {DomainError} INFERENCE_FAILED, INFERENCE_TIMEOUT, VALIDATION_FAILED, MODEL_MEMORY_EXCEEDED
   */
  run(columns: FeatureColumns): Promise<Float64Array>;
  /** Ends the threads or processes. In threads no run may be under way. */
  close(): Promise<void>;
}

/** Settings of {@link openThreads} and {@link openProcesses}. */
export interface BlockRunnerOptions {
  readonly bytes: Uint8Array;
  readonly signature: ModelSignature;
  /** that the signature may name */
  readonly features: readonly FeatureDefinition[];
  readonly log: Logger;
  /** threads or processes; as many as there are processors when absent */
  readonly workers?: number | undefined;
  /** of a process, bytes; default 1 GiB */
  readonly memoryLimitBytes?: number | undefined;
  /** of one run in a process, milliseconds; default 30,000 */
  readonly timeLimitMs?: number | undefined;
}

const SESSION = 1;
// a run of this many rows takes some 20 ms with 300 trees; its numbers stay in the cache of a processor
const THREAD_ROWS = 4_096;
// the cost of a row is unknown, and a run has a time limit
const PROCESS_ROWS = 512;
const TIME_LIMIT_MS = 30_000;

/**
 * Loads a model whose runs are known to end into threads of this process, at a low priority.
 *
 * @throws {DomainError} ARTIFACT_INVALID, ARTIFACT_MISMATCH, INFERENCE_FAILED from the warm-up
 */
export async function openThreads(options: BlockRunnerOptions): Promise<BlockRunner> {
  const { bytes, signature, features, log, workers = availableParallelism() } = options;
  const threads = Array.from({ length: workers }, () => new InferenceThread(log, undefined, 'BACKGROUND'));
  const close = async (): Promise<void> => {
    await Promise.all(threads.map((thread) => thread.close()));
  };
  await loadAll(
    threads.map((thread) => thread.loadSession(SESSION, bytes, signature, features)),
    close,
  );
  const run = (columns: FeatureColumns): Promise<Float64Array> =>
    leastBusy(threads, ({ load }) => load).runColumns(SESSION, columns);
  const size = { width: workers, blockRows: THREAD_ROWS, isShared: true };
  return { ...size, isAlive: () => threads.every(({ alive }) => alive), run, close };
}

/**
 * Loads a model into child processes at a low priority, which are killed when a run does not end in time.
 *
 * @throws {DomainError} ARTIFACT_INVALID, ARTIFACT_MISMATCH, or INFERENCE_FAILED or INFERENCE_TIMEOUT from the warm-up
 */
export async function openProcesses(options: BlockRunnerOptions): Promise<BlockRunner> {
  const { bytes, signature, features, workers = availableParallelism() } = options;
  const { memoryLimitBytes = DEFAULT_MODEL_MEMORY_BYTES, timeLimitMs = TIME_LIMIT_MS } = options;
  const processes = Array.from({ length: workers }, () => ({
    process: new InferenceProcess({ priority: 'BACKGROUND', memoryLimitBytes }),
    load: 0,
  }));
  const close = async (): Promise<void> => {
    await Promise.all(processes.map(({ process }) => process.close()));
  };
  const load = { kind: 'load', session: SESSION, bytes, signature, features } as const;
  await loadAll(
    processes.map(({ process }) => process.call(load, TIME_LIMIT_MS)),
    close,
  );
  const run = async (columns: FeatureColumns): Promise<Float64Array> => {
    const chosen = leastBusy(processes, (each) => each.load);
    chosen.load++;
    try {
      // one that waits for the run before it has twice the time
      const limitMs = timeLimitMs * chosen.load;
      const { probabilities } = await chosen.process.call({ kind: 'run', session: SESSION, columns }, limitMs);
      return probabilities as Float64Array;
    } finally {
      chosen.load--;
    }
  };
  const size = { width: workers, blockRows: PROCESS_ROWS, isShared: false };
  return { ...size, isAlive: () => processes.every(({ process }) => process.isAlive), run, close };
}

async function loadAll(loads: readonly Promise<unknown>[], close: () => Promise<void>): Promise<void> {
  const results = await Promise.allSettled(loads);
  const failed = results.find((result) => result.status === 'rejected');
  if (!failed) return;
  await close();
  throw failed.reason;
}

function leastBusy<Worker>(workers: readonly Worker[], load: (worker: Worker) => number): Worker {
  return workers.reduce((best, each) => (load(each) < load(best) ? each : best));
}

import type { Worker } from 'node:worker_threads';
import { spawnWorker } from '../../../platform/process/spawn-worker.ts';
import { RunSlot, SLOT_CELLS } from './run-slot.ts';
import type { VersionIdentity } from './scoring-version.ts';

/** Settings of a {@link RunWatch}. */
export interface RunWatchOptions {
  /** folder where a stalled run is recorded for the next start */
  readonly dataDir: string;
  /** of one run, milliseconds */
  readonly limitMs: number;
  /** threads that run models, this one included */
  readonly threads: number;
}

/** Message to the watchdog thread: the version of a session. */
export type WatchedSession = { readonly session: number; readonly version: VersionIdentity };

/**
 * Watches the runs in the threads of this process from a watchdog thread.
 *
 * A run that takes too long cannot be ended, and may block the main thread. So the watchdog thread writes the version into the data directory, where the next start finds it and withdraws it, logs an ERROR, and
 * kills the process (SIGKILL, which a supervisor sees as exit status 137).
 */
export class RunWatch {
  readonly #cells: Int32Array<SharedArrayBuffer>;
  readonly #worker: Worker;

  constructor({ dataDir, limitMs, threads }: RunWatchOptions) {
    this.#cells = new Int32Array(new SharedArrayBuffer(threads * SLOT_CELLS * Int32Array.BYTES_PER_ELEMENT));
    this.#worker = spawnWorker('subgraphs/scores/inference/watchdog-worker.ts', {
      cells: this.#cells,
      dataDir,
      limitMs,
    });
    this.#worker.unref();
  }

  /** Cells that a thread exposes its runs through. @param thread from 0 */
  cellsOf(thread: number): Int32Array<SharedArrayBuffer> {
    return this.#cells.subarray(thread * SLOT_CELLS, (thread + 1) * SLOT_CELLS);
  }

  /** Runs of this thread, which is number 0. */
  slot(): RunSlot {
    return new RunSlot(this.cellsOf(0));
  }

  /** Sets the version of a session before its first run. */
  setVersion(session: number, { model, version, digest }: VersionIdentity): void {
    const named: WatchedSession = { session, version: { model, version, digest } };
    this.#worker.postMessage(named);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

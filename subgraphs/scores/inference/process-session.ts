import { setTimeout as sleep } from 'node:timers/promises';
import type { FeatureVector } from '../../../lake/features/features.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { ModelSignature } from '../../../scoring/model-manifest.ts';
import { packFeatures } from '../../../scoring/onnx/feature-columns.ts';
import { InferenceProcess, type InferenceProcessOptions } from './inference-process.ts';
import type { ModelRun, ModelSession } from './model-session.ts';
import { padToBlock } from './pad-to-block.ts';
import { SessionUses } from './session-uses.ts';

/** Settings of a {@link ProcessSession}. */
export interface ProcessSessionOptions {
  readonly bytes: Uint8Array;
  readonly signature: ModelSignature;
  /** of one run, milliseconds */
  readonly timeLimitMs: number;
  /** limit of its process's memory, bytes */
  readonly memoryLimitBytes: number;
  /** of its process; LIVE when absent */
  readonly priority?: InferenceProcessOptions['priority'];
  /** called each time that its process hung or crashed */
  readonly onBreakdown: (error: DomainError) => void;
}

// for the start of the process and the first run of a model
const LOAD_LIMIT_MS = 30_000;
// between two attempts to restart
const PAUSE_MS = 1_000;
const SESSION = 1;

/**
 * Session of a model in its own child process, which is killed when a run takes too long: no other model is affected.
 *
 * The process is restarted. Until the model is loaded there, every run fails at once with the reason: no caller waits
 * again for a model that hangs.
 */
export class ProcessSession implements ModelSession {
  readonly isKillable = true;
  readonly #options: ProcessSessionOptions;
  readonly #uses = new SessionUses();
  readonly #closing = new AbortController();
  #timeLimitMs: number;
  /** loaded and ready */
  #process: InferenceProcess | undefined;
  /** started, and not loaded yet */
  #starting: InferenceProcess | undefined;
  #reason = new DomainError('INFERENCE_FAILED', 'the model is not loaded yet');

  private constructor(options: ProcessSessionOptions) {
    this.#options = options;
    this.#timeLimitMs = options.timeLimitMs;
  }

  /**
   * Starts a process, loads a model there and warms it up with one row.
   *
   * @param signal aborts the load and kills the process
   * @throws {DomainError} ARTIFACT_INVALID, ARTIFACT_MISMATCH, or INFERENCE_FAILED or INFERENCE_TIMEOUT from the warm-up
   */
  static async load(options: ProcessSessionOptions, signal?: AbortSignal): Promise<ProcessSession> {
    signal?.throwIfAborted();
    const session = new ProcessSession(options);
    const kill = () => session.kill();
    signal?.addEventListener('abort', kill);
    try {
      await session.#start();
      signal?.throwIfAborted();
      return session;
    } catch (error) {
      await session.kill();
      throw error;
    } finally {
      signal?.removeEventListener('abort', kill);
    }
  }

  async run(rows: readonly FeatureVector[]): Promise<ModelRun> {
    if (!this.#process) throw this.#reason;
    const question = { kind: 'run', session: SESSION, columns: packFeatures(padToBlock(rows)) } as const;
    const { probabilities, elapsedMs } = await this.#uses.during(this.#process.call(question, this.#timeLimitMs));
    return { probabilities: (probabilities as Float64Array).subarray(0, rows.length), runMs: elapsedMs };
  }

  retain(): () => void {
    return this.#uses.retain();
  }

  async release(): Promise<void> {
    await this.#uses.ended();
    await this.kill();
  }

  /** Shortens the time limit of runs, also of those under way. */
  async shortenLimit(limitMs: number): Promise<void> {
    this.#timeLimitMs = Math.min(this.#timeLimitMs, limitMs);
    const isLate = await Promise.race([this.#uses.current(), sleep(limitMs, true, { ref: false })]);
    if (isLate) await this.kill();
  }

  /** Kills the process at once; the runs under way fail. */
  async kill(): Promise<void> {
    this.#closing.abort();
    this.#reason = new DomainError('SHUTTING_DOWN', 'the model is no longer loaded');
    const ended = [this.#process, this.#starting];
    this.#process = undefined;
    await Promise.all(ended.map((each) => each?.close()));
  }

  async #start(): Promise<void> {
    const { bytes, signature, memoryLimitBytes, priority = 'LIVE' } = this.#options;
    const onEnd = (error: DomainError): void => this.#onEnd(process, error);
    const process: InferenceProcess = new InferenceProcess({ priority, memoryLimitBytes, onEnd });
    this.#starting = process;
    try {
      await process.call({ kind: 'load', session: SESSION, bytes, signature }, LOAD_LIMIT_MS);
      if (!this.#closing.signal.aborted) this.#process = process;
    } catch (error) {
      await process.close();
      throw error;
    } finally {
      this.#starting = undefined;
    }
  }

  #onEnd(process: InferenceProcess, error: DomainError): void {
    // the end of a process that is not ready yet fails the attempt to start
    if (process !== this.#process) return;
    this.#process = undefined;
    this.#reason = error;
    this.#options.onBreakdown(error);
    void this.#startAgain();
  }

  async #startAgain(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted && !this.#process) {
      try {
        await this.#start();
      } catch (error) {
        if (signal.aborted) return;
        this.#reason = error as DomainError;
        await sleep(PAUSE_MS, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  }
}

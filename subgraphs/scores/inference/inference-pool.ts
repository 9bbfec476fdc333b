import { setImmediate as nextTick } from 'node:timers/promises';
import { EMPTY_FEATURE_VECTOR, type FeatureVector } from '../../../lake/features/features.ts';
import type { Logger } from '../../../platform/logger.ts';
import { OnnxSession } from '../../../scoring/onnx/onnx-session.ts';
import { InferenceThread } from './inference-thread.ts';
import type { ModelSession } from './model-session.ts';
import { padToBlock } from './pad-to-block.ts';
import type { RunSlot } from './run-slot.ts';
import type { RunWatch } from './run-watch.ts';
import type { ScoringVersion } from './scoring-version.ts';
import { SessionUses } from './session-uses.ts';

/** Largest batch that runs on the calling thread: a few milliseconds at worst, less than sending it to a worker costs. */
export const MAIN_THREAD_ROWS = 64;

type LocalSession = Pick<OnnxSession, 'run' | 'release'>;

/**
 * Runs models whose runs are known to end without blocking the event loop: small batches on the calling thread, larger
 * ones in worker threads.
 *
 * Without workers a large batch runs in pieces of {@link MAIN_THREAD_ROWS} rows, between which the event loop is free.
 */
export class InferencePool {
  readonly #threads: readonly InferenceThread[];
  readonly #watch: RunWatch | undefined;
  readonly #slot: RunSlot | undefined;
  #nextSession = 0;

  /**
   * @param workers threads for batches over 64 rows; each costs about 50 MB
   * @param watch   kills this process when a run does not end; absent: runs are not watched
   */
  constructor(workers: number, log: Logger, watch?: RunWatch) {
    this.#watch = watch;
    this.#slot = watch?.slot();
    this.#threads = Array.from({ length: workers }, (_, at) => new InferenceThread(log, watch?.cellsOf(at + 1)));
  }

  /**
   * Loads a model on this thread and on every worker, and warms it up with one row.
   *
   * @throws {DomainError} ARTIFACT_INVALID, ARTIFACT_MISMATCH, or INFERENCE_FAILED from the warm-up
   */
  async load(bytes: Uint8Array, version: ScoringVersion): Promise<ModelSession> {
    const { signature } = version;
    const number = ++this.#nextSession;
    this.#watch?.setVersion(number, version);
    const local = this.#watched(await OnnxSession.load(bytes, signature), number);
    const session = this.#session(local, number);
    try {
      await Promise.all(this.#alive().map((thread) => thread.loadSession(number, bytes, signature)));
      await local.run([EMPTY_FEATURE_VECTOR]);
    } catch (error) {
      await session.release();
      throw error;
    }
    return session;
  }

  /** Ends the worker threads. Release every session first. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  #session(local: LocalSession, number: number): ModelSession {
    const uses = new SessionUses();
    return {
      isKillable: false,
      run: async (rows) => {
        const startedAt = performance.now();
        const probabilities = await uses.during(this.#run(local, number, padToBlock(rows)));
        return { probabilities: probabilities.subarray(0, rows.length), runMs: performance.now() - startedAt };
      },
      retain: () => uses.retain(),
      release: async () => {
        await uses.ended();
        await Promise.all([local.release(), ...this.#alive().map((thread) => thread.releaseSession(number))]);
      },
    };
  }

  async #run(local: LocalSession, session: number, rows: readonly FeatureVector[]): Promise<Float64Array> {
    if (rows.length <= MAIN_THREAD_ROWS) return local.run(rows);
    const thread = this.#alive().sort((a, b) => a.load - b.load)[0];
    return thread ? thread.run(session, rows) : runInPieces(local, rows);
  }

  #watched(session: OnnxSession, number: number): LocalSession {
    const slot = this.#slot;
    if (!slot) return session;
    return { run: (rows) => slot.during(number, () => session.run(rows)), release: () => session.release() };
  }

  #alive(): InferenceThread[] {
    return this.#threads.filter((thread) => thread.alive);
  }
}

async function runInPieces(session: LocalSession, rows: readonly FeatureVector[]): Promise<Float64Array> {
  const probabilities = new Float64Array(rows.length);
  for (let start = 0; start < rows.length; start += MAIN_THREAD_ROWS) {
    probabilities.set(await session.run(rows.slice(start, start + MAIN_THREAD_ROWS)), start);
    await nextTick();
  }
  return probabilities;
}

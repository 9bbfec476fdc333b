import type { Worker } from 'node:worker_threads';
import type { FeatureDefinition, FeatureVector } from '../../../lake/features/features.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import { spawnWorker } from '../../../platform/process/spawn-worker.ts';
import type { ModelSignature } from '../../../scoring/model-manifest.ts';
import { type FeatureColumns, packFeatures } from '../../../scoring/onnx/feature-columns.ts';
import type { InferenceCall, InferenceReply } from './inference-service.ts';

type Waiter = { resolve(reply: InferenceReply): void; reject(error: Error): void };

/** Worker thread that holds sessions and runs large batches, so that the event loop stays free. */
export class InferenceThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiter>();
  #nextId = 0;
  #failure: DomainError | undefined;

  /**
   * @param cells    expose its runs to the watchdog thread; absent: runs are not watched
   * @param priority LIVE: callers wait for its replies. BACKGROUND: runs at a low priority, where the system knows one of
   *   threads
   */
  constructor(log: Logger, cells?: Int32Array<SharedArrayBuffer>, priority: 'LIVE' | 'BACKGROUND' = 'LIVE') {
    this.#worker = spawnWorker('subgraphs/scores/inference/inference-worker.ts', { cells, priority });
    this.#worker.on('message', (reply: InferenceReply) => this.#settle(reply));
    this.#worker.on('error', (error) => {
      log.error({ err: error }, 'inference thread died; its batches run on the other threads');
      this.#failAll(error);
    });
    // an idle thread keeps no process alive
    this.#worker.unref();
  }

  /** Number of pending requests: the pool gives the next batch to the least busy thread. */
  get load(): number {
    return this.#waiting.size;
  }

  get alive(): boolean {
    return this.#failure === undefined;
  }

  /** @param features that the signature may name; those of the platform when absent */
  async loadSession(
    session: number,
    bytes: Uint8Array,
    signature: ModelSignature,
    features?: readonly FeatureDefinition[],
  ): Promise<void> {
    await this.#ask({ kind: 'load', session, bytes, signature, features });
  }

  run(session: number, rows: readonly FeatureVector[]): Promise<Float64Array> {
    const columns = packFeatures(rows);
    return this.runColumns(session, columns, [columns.numbers.buffer as ArrayBuffer]);
  }

  /** Runs a batch. Its numbers are copied, unless they are shared memory or are handed over. */
  async runColumns(session: number, columns: FeatureColumns, transfer: ArrayBuffer[] = []): Promise<Float64Array> {
    const reply = await this.#ask({ kind: 'run', session, columns }, transfer);
    return reply.probabilities as Float64Array;
  }

  async releaseSession(session: number): Promise<void> {
    await this.#ask({ kind: 'release', session });
  }

  /** Ends the thread. No request may be pending: a thread that ends during a run crashes the process. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  async #ask(request: InferenceCall, transfer: ArrayBuffer[] = []): Promise<InferenceReply> {
    if (this.#failure) throw this.#failure;
    const id = ++this.#nextId;
    // a pending reply keeps the process alive
    if (this.#waiting.size === 0) this.#worker.ref();
    const reply = await new Promise<InferenceReply>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ ...request, id }, transfer);
    });
    if (reply.error) throw new DomainError(reply.error.code, reply.error.message);
    return reply;
  }

  #settle(reply: InferenceReply): void {
    const waiter = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#worker.unref();
    waiter?.resolve(reply);
  }

  #failAll(cause: Error): void {
    this.#failure = new DomainError('INFERENCE_FAILED', `inference thread died: ${cause.message}`, {}, { cause });
    for (const waiter of this.#waiting.values()) waiter.reject(this.#failure);
    this.#waiting.clear();
  }
}

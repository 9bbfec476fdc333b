import type { Worker } from 'node:worker_threads';
import { spawnWorker } from '../process/spawn-worker.ts';
import type { EncodeRequest } from './encode-worker.ts';
import type { ExportColumn } from './export-column.ts';
import type { ExportFormat } from './export-format.ts';

interface Waiter {
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
}

/** Encoder of one export in a worker thread. Each request is sent after the answer to the one before. */
export class ExportEncoder {
  readonly #worker: Worker;
  #waiter: Waiter | undefined;
  #failure: Error | undefined;

  constructor(format: ExportFormat, columns: readonly ExportColumn[]) {
    this.#worker = spawnWorker('platform/exports/encode-worker.ts', { format, columns });
    this.#worker.on('message', (bytes: Uint8Array) => this.#takeWaiter()?.resolve(bytes));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', (code) => this.#fail(new Error(`the thread of the export ended with code ${code}`)));
  }

  /** Encodes rows, given as the JSON of `ExportColumns`; empty when they wait for more. */
  encode(json: string): Promise<Uint8Array> {
    return this.#ask(json);
  }

  /** Encodes what waits, and the end of the file. */
  finish(): Promise<Uint8Array> {
    return this.#ask('finish');
  }

  /** Ends the thread; a request under way is rejected. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask(request: EncodeRequest): Promise<Uint8Array> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiter = { resolve, reject };
      this.#worker.postMessage(request);
    });
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#takeWaiter()?.reject(this.#failure);
  }

  #takeWaiter(): Waiter | undefined {
    const waiter = this.#waiter;
    this.#waiter = undefined;
    return waiter;
  }
}

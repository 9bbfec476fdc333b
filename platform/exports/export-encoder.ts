import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { spawnWorker } from '../process/spawn-worker.ts';
import type { EncodeRequest } from './encode-worker.ts';
import type { ExportColumn } from './export-column.ts';
import type { ExportFormat } from './export-format.ts';

/** Encoder of one export in a worker thread. Each request is sent after the answer to the one before. */
export class ExportEncoder {
  readonly #worker: Worker;
  readonly #ended: Promise<never>;

  constructor(format: ExportFormat, columns: readonly ExportColumn[]) {
    this.#worker = spawnWorker('platform/exports/encode-worker.ts', { format, columns });
    this.#ended = once(this.#worker, 'exit').then(([code]) => {
      throw new Error(`the thread of the export ended with code ${code}`);
    });
    // it rejects the request under way; without one nobody needs to know
    this.#ended.catch(() => undefined);
  }

  /** Encodes rows, given as the JSON of `ExportColumns`; empty when they wait for more. */
  encode(json: string): Promise<Uint8Array> {
    return this.#ask(json);
  }

  /** Encodes what waits, and the end of the file. */
  finish(): Promise<Uint8Array> {
    return this.#ask('finish');
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  async #ask(request: EncodeRequest): Promise<Uint8Array> {
    const answer = once(this.#worker, 'message');
    this.#worker.postMessage(request);
    const [bytes] = (await Promise.race([answer, this.#ended])) as [Uint8Array];
    return bytes;
  }
}

import { Worker } from 'node:worker_threads';

/**
 * Starts a TypeScript module in a worker thread.
 *
 * @param entry URL of the module, `new URL('./x.ts', import.meta.url)`
 * @param data  becomes `workerData` there, beside `entry`
 */
export function spawnWorker(entry: URL, data: Readonly<Record<string, unknown>> = {}): Worker {
  return new Worker(new URL('./worker-boot.mjs', import.meta.url), { workerData: { ...data, entry: entry.href } });
}

import { type ResourceLimits, Worker } from 'node:worker_threads';
import { entryPoint } from './program.ts';

/**
 * Starts a module of the program in a worker thread.
 *
 * @param path from the project's root, such as `platform/database/pglite-worker.ts`
 * @param data becomes `workerData` there
 * @param resourceLimits of its heap; as large as this thread's by default
 */
export function spawnWorker(
  path: string,
  data: Readonly<Record<string, unknown>> = {},
  resourceLimits: ResourceLimits = {},
): Worker {
  const { url, execArgv } = entryPoint(path);
  // threads do not inherit the TypeScript loader on Node 20: a boot module registers it
  if (execArgv.length === 0) return new Worker(url, { workerData: data, resourceLimits });
  return new Worker(new URL('./worker-boot.mjs', import.meta.url), {
    workerData: { ...data, entry: url.href },
    resourceLimits,
  });
}

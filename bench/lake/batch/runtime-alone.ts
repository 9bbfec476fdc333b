import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { spawnWorker } from '../../../platform/process/spawn-worker.ts';
import type { BatchSpecification } from './batch-lake.ts';

/**
 * ONNX Runtime alone as a contender: `runtime-alone.ts LAKE SPECIFICATION`. Two threads with one session each run blocks of the
 * engine's size whose tensors are in memory. Prints its figures as JSON.
 */
const [, specification = ''] = process.argv.slice(2);
const THREADS = 2;

const { artifact, signature, rows: all } = JSON.parse(await readFile(specification, 'utf8')) as BatchSpecification;
const bytes = await readFile(join(dirname(specification), artifact));
const task = { bytes, columns: signature.inputs.length, rows: Math.ceil(all / THREADS) };
const workers = Array.from({ length: THREADS }, () => spawnWorker('bench/lake/batch/runtime-worker.ts', task));
await Promise.all(workers.map((worker) => once(worker, 'message')));
const [cpu, since] = [process.cpuUsage(), performance.now()];
const done = workers.map(async (worker) => {
  worker.postMessage('run');
  const [rows] = await once(worker, 'message');
  return rows as number;
});
const rows = (await Promise.all(done)).reduce((sum, each) => sum + each, 0);
const { user, system } = process.cpuUsage(cpu);
const figures = {
  rows: Math.min(rows, all),
  seconds: (performance.now() - since) / 1_000,
  cpuSeconds: (user + system) / 1e6,
};
console.log(JSON.stringify({ ...figures, peakBytes: process.resourceUsage().maxRSS * 1_024 }));
await Promise.all(workers.map((worker) => worker.terminate()));

import { once } from 'node:events';
import { spawnWorker } from '../../../platform/process/spawn-worker.ts';
import type { MeasuredPerformance, PerformanceJob } from './measure-performance.ts';

/** Measures performance in a thread of its own, which sorts hundreds of thousands of leads without holding anything up. */
export async function measureApart(job: PerformanceJob): Promise<MeasuredPerformance> {
  const worker = spawnWorker('subgraphs/monitoring/performance/performance-worker.ts', { job });
  try {
    // rejects with the error that ended the thread
    const [measured] = (await once(worker, 'message')) as [MeasuredPerformance];
    return measured;
  } finally {
    await worker.terminate();
  }
}

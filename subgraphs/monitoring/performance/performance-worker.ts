import { parentPort, workerData } from 'node:worker_threads';
import { nameSourcePositions } from '../../../platform/process/source-positions.ts';
import { measurePerformance, type PerformanceJob } from './measure-performance.ts';

nameSourcePositions();

/** Worker thread that measures the performance of one version, and ends. */
const { job } = workerData as { readonly job: PerformanceJob };
parentPort?.postMessage(measurePerformance(job));

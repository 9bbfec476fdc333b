import { Counter, Registry } from 'prom-client';
import type { BatchJobKind, BatchJobStatus, BatchOutput } from './rules/batch-job.ts';

/** Prometheus metrics of the batch jobs that this process ran. */
export class BatchMetrics {
  readonly #rows: Counter;
  readonly #skipped: Counter;
  readonly #jobs: Counter;

  /** @param registry a new one when absent: nobody reads the metrics then */
  constructor(registry: Registry = new Registry()) {
    const registers = [registry];
    this.#rows = new Counter({
      name: 'leadscore_batch_rows_total',
      help: 'Predictions that batch jobs wrote, by kind of the job and destination: LOG or LAKE.',
      labelNames: ['kind', 'output'],
      registers,
    });
    this.#skipped = new Counter({
      name: 'leadscore_batch_skipped_rows_total',
      help: 'Rows of batch jobs that were not recorded in the prediction log, by kind of the job.',
      labelNames: ['kind'],
      registers,
    });
    this.#jobs = new Counter({
      name: 'leadscore_batch_jobs_total',
      help: 'Batch jobs that ended, by kind and status: SUCCEEDED or FAILED.',
      labelNames: ['kind', 'status'],
      registers,
    });
  }

  /** Counts rows that a destination got. */
  wrote(output: BatchOutput, kind: BatchJobKind, rows: number): void {
    this.#rows.inc({ kind, output }, rows);
  }

  /** Counts rows that the log left out. */
  skipped(kind: BatchJobKind, rows: number): void {
    this.#skipped.inc({ kind }, rows);
  }

  /** Counts a job that came to its end. */
  ended(kind: BatchJobKind, status: BatchJobStatus): void {
    this.#jobs.inc({ kind, status });
  }
}

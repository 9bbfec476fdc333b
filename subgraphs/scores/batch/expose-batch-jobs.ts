import { type Kysely, sql } from 'kysely';
import type { Registry } from 'prom-client';
import { exposeState } from '../../../platform/health/state-metrics.ts';
import type { Logger } from '../../../platform/logger.ts';

/** Settings and collaborators of {@link exposeBatchJobs}. */
export interface ExposeBatchJobsOptions {
  readonly registry: Registry | undefined;
  readonly db: Kysely<never>;
  readonly log: Logger;
}

const KINDS = ['SCORE', 'IMPORT'] as const;

interface KindState {
  readonly kind: string;
  readonly open: number;
  /** epoch milliseconds; null without any */
  readonly succeededAt: number | null;
}

/** Exposes the state of batch jobs over all replicas. */
export function exposeBatchJobs({ registry, db, log }: ExposeBatchJobsOptions): void {
  exposeState({
    registry,
    log,
    part: 'batch jobs',
    gauges: {
      leadscore_batch_open_jobs: { help: 'Batch jobs that wait or run, by kind.', labelNames: ['kind'] },
      leadscore_batch_last_success_timestamp_seconds: {
        help: 'End of the last batch job that succeeded, by kind; absent before the first.',
        labelNames: ['kind'],
      },
    },
    read: async () => {
      const { rows } = await sql<KindState>`
        SELECT kind, count(*) FILTER (WHERE status IN ('QUEUED', 'RUNNING')) AS open,
          max(ended_at) FILTER (WHERE status = 'SUCCEEDED') AS "succeededAt"
        FROM scores.batch_job GROUP BY kind`.execute(db);
      const states = KINDS.map((kind) => ({ labels: { kind }, ...rows.find((row) => row.kind === kind) }));
      return {
        leadscore_batch_open_jobs: states.map(({ labels, open = 0 }) => ({ labels, value: open })),
        leadscore_batch_last_success_timestamp_seconds: states.flatMap(({ labels, succeededAt }) =>
          succeededAt == null ? [] : [{ labels, value: succeededAt / 1_000 }],
        ),
      };
    },
  });
}

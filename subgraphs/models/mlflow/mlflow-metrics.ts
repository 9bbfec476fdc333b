import { sql } from 'kysely';
import type { Registry } from 'prom-client';
import { exposeState } from '../../../platform/health/state-metrics.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Db } from '../versions/store/version-store.ts';
import { CONFLICT_STATES } from './store/conflict-store.ts';
import { getSync } from './store/sync-store.ts';

/** Collaborators of {@link exposeMlflow}. */
export interface MlflowMetricsDeps {
  readonly registry: Registry | undefined;
  readonly db: Db;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
}

const OPEN_STATES = CONFLICT_STATES.slice(0, 4);

/** Exposes metrics of the MLflow sync, over all replicas. */
export function exposeMlflow({ registry, db, log, clock }: MlflowMetricsDeps): void {
  const startedAt = clock();
  exposeState({
    registry,
    log,
    part: 'mlflow',
    gauges: {
      leadscore_mlflow_failing: { help: '1 while the last sync with MLflow failed, else 0.' },
      leadscore_mlflow_lag_seconds: {
        help: 'Time since the last sync with MLflow that succeeded; before the first, since the start of this process.',
      },
      leadscore_mlflow_last_success_timestamp_seconds: {
        help: 'When a sync with MLflow last succeeded, Unix time; absent before the first.',
      },
      leadscore_mlflow_failing_since_timestamp_seconds: {
        help: 'When the first sync of an outage failed, Unix time; absent without one.',
      },
      leadscore_mlflow_open_conflicts: {
        help: 'Conflicts with MLflow that are open, by state.',
        labelNames: ['state'],
      },
      leadscore_mlflow_refused_versions: {
        help: 'Versions of MLflow that cannot be imported, by code.',
        labelNames: ['code'],
      },
    },
    read: async () => {
      const [sync, conflicts, refused] = await Promise.all([getSync(db), countConflicts(db), countRefused(db)]);
      const { last_synced_at: succeededAt, failing_since: failingSince } = sync;
      return {
        leadscore_mlflow_failing: [{ value: failingSince === null ? 0 : 1 }],
        leadscore_mlflow_lag_seconds: [{ value: Math.max(0, clock() - (succeededAt ?? startedAt)) / 1_000 }],
        leadscore_mlflow_last_success_timestamp_seconds: seconds(succeededAt),
        leadscore_mlflow_failing_since_timestamp_seconds: seconds(failingSince),
        leadscore_mlflow_open_conflicts: OPEN_STATES.map((state) => ({
          labels: { state },
          value: conflicts.get(state) ?? 0,
        })),
        leadscore_mlflow_refused_versions: [...refused].map(([code, value]) => ({ labels: { code }, value })),
      };
    },
  });
}

function seconds(atMs: number | null) {
  return atMs === null ? [] : [{ value: atMs / 1_000 }];
}

async function countConflicts(db: Db): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ state: string; count: number }>`SELECT state, count(*)::int AS count
    FROM models.mlflow_conflict WHERE closed_at IS NULL GROUP BY state`.execute(db);
  return new Map(rows.map(({ state, count }) => [state, count]));
}

async function countRefused(db: Db): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ code: string; count: number }>`SELECT skip_code AS code, count(*)::int AS count
    FROM models.mlflow_version WHERE skip_code IS NOT NULL GROUP BY skip_code ORDER BY skip_code`.execute(db);
  return new Map(rows.map(({ code, count }) => [code, count]));
}

import { type Kysely, sql } from 'kysely';
import { exposeState } from '../../../platform/health/state-metrics.ts';
import { SECOND_MS } from '../../../platform/time.ts';
import { POSITION } from '../traffic/store/roll-up-store.ts';
import type { StoredMetricsDeps } from './metrics-deps.ts';

const DETECTORS = sql`SELECT (position->>'transactionId')::bigint AS position FROM monitoring.drift_position
  WHERE stream = 'answers'`;

/** Exposes how far the readers of the prediction log are behind it. */
export function exposeFollowers({ registry, db, log, clock }: StoredMetricsDeps): void {
  exposeState({
    registry,
    log,
    part: 'followers',
    lifeMs: 1_000,
    gauges: {
      leadscore_prediction_log_lag_seconds: {
        help: 'Age of the oldest prediction that a reader of the log has not read, by reader: roll_ups or detectors.',
        labelNames: ['reader'],
      },
    },
    read: async () => {
      const now = clock();
      const lags = Object.entries(await readOldest(db));
      return {
        leadscore_prediction_log_lag_seconds: lags.map(([reader, at]) => ({
          labels: { reader },
          value: at === null ? 0 : Math.max(0, now - at) / SECOND_MS,
        })),
      };
    },
  });
}

/** Times of the oldest predictions that are not read, epoch milliseconds; null where all are. Backfills do not count. */
async function readOldest(db: Kysely<never>): Promise<Readonly<Record<'roll_ups' | 'detectors', number | null>>> {
  const oldest = (position: typeof POSITION, isAfter: typeof POSITION) => sql`(SELECT p.scored_at
    FROM (${position}) reader CROSS JOIN LATERAL (SELECT scored_at FROM scores.prediction_log
      WHERE transaction_id ${isAfter} reader.position AND NOT is_backfill
      ORDER BY transaction_id, sequence LIMIT 1) p)`;
  const { rows } = await sql<{ roll_ups: number | null; detectors: number | null }>`
    SELECT ${oldest(POSITION, sql`>=`)} AS roll_ups, ${oldest(DETECTORS, sql`>`)} AS detectors`.execute(db);
  return rows[0] ?? { roll_ups: null, detectors: null };
}

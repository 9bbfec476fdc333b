import { type Kysely, sql } from 'kysely';
import { exposeState, type GaugeValue } from '../../../platform/health/state-metrics.ts';
import { SECOND_MS } from '../../../platform/time.ts';
import { GRADE_MIX, SCORE } from '../windows/window-columns.ts';
import type { StoredMetricsDeps } from './metrics-deps.ts';

/** One feature of the latest report of a version in the traffic. */
interface DriftingFeature {
  readonly model: string;
  readonly version: number;
  /** epoch milliseconds */
  readonly checked_at: number;
  readonly feature: string;
  readonly degree: number | null;
  readonly missing: number | null;
  readonly unseen: number | null;
  readonly out_of_range: number | null;
}

const labelNames = ['model', 'version', 'feature'] as const;
// columns that are no features
const NAMES: ReadonlyMap<string, string> = new Map([
  [SCORE, 'score'],
  [GRADE_MIX, 'grade_mix'],
]);

/** Exposes the latest drift report of each version in the traffic. */
export function exposeDrift({ registry, db, log }: StoredMetricsDeps): void {
  exposeState({
    registry,
    log,
    part: 'drift',
    lifeMs: 10 * SECOND_MS,
    gauges: {
      leadscore_drift_degree: {
        help: 'Degree of drift against the reference window, by feature, score and grade_mix: 1 is a warning, 2 critical.',
        labelNames,
      },
      leadscore_feature_missing_ratio: { help: 'Share of missing values of a feature, 0 to 1.', labelNames },
      leadscore_feature_unseen_ratio: {
        help: 'Share of values of a feature that the reference window does not have, 0 to 1; categories only.',
        labelNames,
      },
      leadscore_feature_out_of_range_ratio: {
        help: 'Share of values of a feature outside the range of the reference window, 0 to 1; numbers only.',
        labelNames,
      },
      leadscore_drift_checked_timestamp_seconds: {
        help: 'When drift was last checked, Unix time, by model and version.',
        labelNames: ['model', 'version'],
      },
    },
    read: async () => {
      const features = await readLatest(db);
      const by = (value: (row: DriftingFeature) => number | null, rows = features): readonly GaugeValue[] =>
        rows.flatMap((row) => {
          const found = value(row);
          return found === null ? [] : { labels: labelsOf(row), value: found };
        });
      const inputs = features.filter(({ feature }) => !NAMES.has(feature));
      return {
        leadscore_drift_degree: by(({ degree }) => degree),
        leadscore_feature_missing_ratio: by(({ missing }) => missing, inputs),
        leadscore_feature_unseen_ratio: by(({ unseen }) => unseen, inputs),
        leadscore_feature_out_of_range_ratio: by(({ out_of_range: share }) => share, inputs),
        leadscore_drift_checked_timestamp_seconds: features.map(({ model, version, checked_at: at }) => ({
          labels: { model, version: `${version}` },
          value: at / SECOND_MS,
        })),
      };
    },
  });
}

function labelsOf({ model, version, feature }: DriftingFeature): Readonly<Record<string, string>> {
  return { model, version: `${version}`, feature: NAMES.get(feature) ?? feature };
}

async function readLatest(db: Kysely<never>): Promise<readonly DriftingFeature[]> {
  const { rows } = await sql<DriftingFeature>`
    SELECT r.model, r.version, r.checked_at, f.feature, f.degree,
      (f.details->'quality'->>'missingShare')::float8 AS missing,
      (f.details->'quality'->>'unseenShare')::float8 AS unseen,
      (f.details->'quality'->>'outOfRangeShare')::float8 AS out_of_range
    FROM (SELECT DISTINCT model, version FROM models.live_deployment) d
      CROSS JOIN LATERAL (SELECT id, model, version, checked_at FROM monitoring.drift_report
        WHERE model = d.model AND version = d.version ORDER BY id DESC LIMIT 1) r
      JOIN monitoring.drift_feature f ON f.report = r.id AND f.against = 'REFERENCE'
    ORDER BY r.model, r.version, f.position`.execute(db);
  return rows;
}

import { sql } from 'kysely';
import { exposeState } from '../../../platform/health/state-metrics.ts';
import { ALERT_SEVERITIES } from '../alerts/rules/alert-rule.ts';
import type { StoredMetricsDeps } from './metrics-deps.ts';

/** Exposes the number of open alerts. */
export function exposeAlerts({ registry, db, log }: StoredMetricsDeps): void {
  exposeState({
    registry,
    log,
    part: 'alerts',
    lifeMs: 1_000,
    gauges: {
      leadscore_alerts_open: {
        help: 'Alerts that are open, acknowledged ones included, by severity.',
        labelNames: ['severity'],
      },
    },
    read: async () => {
      const { rows } = await sql<{ severity: string; open: number }>`
        SELECT state->>'severity' AS severity, count(*)::int AS open FROM monitoring.alert
        WHERE state->>'status' IN ('OPEN', 'ACKNOWLEDGED') GROUP BY 1`.execute(db);
      const open = new Map(rows.map((row) => [row.severity, row.open]));
      return {
        leadscore_alerts_open: ALERT_SEVERITIES.map((severity) => ({
          labels: { severity },
          value: open.get(severity) ?? 0,
        })),
      };
    },
  });
}

import { type Kysely, sql } from 'kysely';

/**
 * View of the alerts that are open and CRITICAL, with the version that the latest value is of, or null where it is of the
 * model as a whole. Alerts on rollouts are about a challenger, and are left out.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE VIEW monitoring.critical_alert AS
    SELECT rule, metric, model, version FROM monitoring.alert
    WHERE state->>'status' IN ('OPEN', 'ACKNOWLEDGED') AND state->>'severity' = 'CRITICAL' AND metric <> 'ROLLOUT'
    `.execute(db);
}

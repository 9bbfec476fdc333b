import { type Kysely, sql } from 'kysely';

/**
 * What `monitoring` publishes about alerts: those that are open and CRITICAL, with the version that the latest value is of,
 * or none where it is of the model as a whole. What happened to a rollout is about a challenger, and not among them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE VIEW monitoring.critical_alert AS
    SELECT rule, metric, model, version FROM monitoring.alert
    WHERE state->>'status' IN ('OPEN', 'ACKNOWLEDGED') AND state->>'severity' = 'CRITICAL' AND metric <> 'ROLLOUT'
    `.execute(db);
}

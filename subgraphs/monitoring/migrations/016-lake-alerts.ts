import { type Kysely, sql } from 'kysely';

/**
 * Leaves alerts on the lake out of the critical alerts that hold back a promotion: they are about no version, and a model
 * may have the name that stands in place of one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE OR REPLACE VIEW monitoring.critical_alert AS
    SELECT rule, metric, model, version FROM monitoring.alert
    WHERE state->>'status' IN ('OPEN', 'ACKNOWLEDGED') AND state->>'severity' = 'CRITICAL'
      AND metric NOT IN ('ROLLOUT', 'LAKE_EXPECTATION', 'LAKE_OVERDUE_SECONDS')`.execute(db);
}

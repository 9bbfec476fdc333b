import { type Kysely, sql } from 'kysely';

/** Leaves alerts on the link to the CRM out of the critical alerts that hold back a promotion: they are about no version. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE OR REPLACE VIEW monitoring.critical_alert AS
    SELECT rule, metric, model, version FROM monitoring.alert
    WHERE state->>'status' IN ('OPEN', 'ACKNOWLEDGED') AND state->>'severity' = 'CRITICAL'
      AND metric NOT IN ('ROLLOUT', 'LAKE_EXPECTATION', 'LAKE_OVERDUE_SECONDS',
        'CRM_SYNC_LAG_SECONDS', 'CRM_SYNC_STOPPED', 'CRM_WRITE_BACK_LAG_SECONDS', 'CRM_PARKED_ROWS')`.execute(db);
}

import { type Kysely, sql } from 'kysely';

/** Incidents: alerts of one kind of check about one model, which are notified together. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [INCIDENT, MEMBER, BY_INCIDENT, TOLD_WITH, BY_TOLD_WITH])
    await sql.raw(statement).execute(db);
}

// since_opening: of the first alert of the present, or last, time it was open. told: the last notification
const INCIDENT = `CREATE TABLE monitoring.incident (
  key text PRIMARY KEY,
  model text NOT NULL,
  check_kind text NOT NULL,
  since_opening bigint,
  told jsonb
)`;

// null: the alert belongs to no incident
const MEMBER = `ALTER TABLE monitoring.alert ADD COLUMN incident text`;
const BY_INCIDENT = `CREATE INDEX alert_incident ON monitoring.alert (incident, opening) WHERE incident IS NOT NULL`;

// event whose notice includes this one
const TOLD_WITH = `ALTER TABLE monitoring.alert_event ADD COLUMN told_with bigint`;
const BY_TOLD_WITH = `CREATE INDEX alert_event_told_with ON monitoring.alert_event (told_with) WHERE told_with IS NOT NULL`;

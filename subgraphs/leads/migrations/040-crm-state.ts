import { type Kysely, sql } from 'kysely';

/** State of the link to the CRM, for monitoring: of the entities and targets that are in use. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // what the mapping has no more, or a platform without a CRM, is not late
  await sql`CREATE TABLE leads.crm_use (
    direction text NOT NULL CHECK (direction IN ('IN', 'OUT')), name text NOT NULL, PRIMARY KEY (direction, name)
  )`.execute(db);
  await sql`CREATE VIEW leads.crm_state AS
    SELECT u.direction, u.name,
      CASE WHEN p.walk IS DISTINCT FROM 'BACKFILL' THEN p.caught_up_at END AS behind_since,
      COALESCE(p.error_code, CASE WHEN p.held_removals IS NOT NULL THEN 'CRM_MASS_REMOVAL' END) AS stopped_code,
      COALESCE(p.error_message, p.held_removals || ' leads are gone from the CRM; they were kept') AS stopped_message,
      COALESCE(p.error_since, CASE WHEN p.held_removals IS NOT NULL THEN p.walked_at END) AS stopped_since,
      (SELECT count(*) FROM leads.crm_parked_row r WHERE r.entity = u.name) AS parked
    FROM leads.crm_use u LEFT JOIN leads.crm_position p ON p.entity = u.name WHERE u.direction = 'IN'
    UNION ALL
    SELECT u.direction, u.name,
      (SELECT min(d.created_at) FROM leads.crm_delivery d WHERE d.target = u.name AND d.state = 'PENDING'),
      t.error_code, t.error, t.paused_since,
      (SELECT count(*) FROM leads.crm_delivery d WHERE d.target = u.name AND d.state = 'FAILED')
    FROM leads.crm_use u LEFT JOIN leads.crm_target t ON t.target = u.name WHERE u.direction = 'OUT'`.execute(db);
}

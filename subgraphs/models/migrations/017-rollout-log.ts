import { type Kysely, sql } from 'kysely';

/** Views of rollouts and of their events, for the alerts of `monitoring`. */
export async function up(db: Kysely<never>): Promise<void> {
  // version: the challenger; null in a rollout of shadows only
  await sql`CREATE VIEW models.rollout_facts AS
    SELECT r.id AS rollout, r.model, (
      SELECT min(w.version) FROM models.rollout_version w WHERE w.rollout = r.id AND w.role = 'CHALLENGER'
    ) AS version
    FROM models.rollout r`.execute(db);
  await sql`CREATE VIEW models.rollout_log AS
    SELECT sequence, transaction_id, rollout, type, at, reason, severity, status, step FROM models.rollout_event
    `.execute(db);
}

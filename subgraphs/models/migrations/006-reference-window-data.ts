import { type Kysely, sql } from 'kysely';

/** What `models` publishes about versions: how each is run, and the frozen sample that its drift is measured against. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE VIEW models.version_facts AS
    SELECT model, version, stage, digest, signature, calibration FROM models.model_version`.execute(db);
  await sql`CREATE VIEW models.reference_window_data AS
    SELECT model, version, from_time, until_time, rows, features, scores FROM models.reference_window`.execute(db);
}

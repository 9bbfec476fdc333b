import { type Kysely, sql } from 'kysely';

/** Views of versions, and of the frozen samples that their drift is measured against. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE VIEW models.version_facts AS
    SELECT model, version, stage, digest, signature, calibration FROM models.model_version`.execute(db);
  await sql`CREATE VIEW models.reference_window_data AS
    SELECT model, version, from_time, until_time, rows, features, scores FROM models.reference_window`.execute(db);
}

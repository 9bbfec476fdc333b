import { type Kysely, sql } from 'kysely';

/** View of all versions with what is needed to run them, including those without traffic. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`CREATE VIEW models.registered_version AS
    SELECT model, version, stage, digest, signature, calibration FROM models.model_version`.execute(db);
}

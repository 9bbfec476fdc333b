import { type Kysely, sql } from 'kysely';

/** Publishes every version with what it computes scores with, also those that have no part in any traffic. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`CREATE VIEW models.registered_version AS
    SELECT model, version, stage, digest, signature, calibration FROM models.model_version`.execute(db);
}

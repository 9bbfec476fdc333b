import { type Kysely, sql } from 'kysely';

/** Latest performance of each version, for metrics. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE monitoring.measured_performance (
    model text NOT NULL,
    version int NOT NULL,
    measured_at bigint NOT NULL,
    matured int NOT NULL,
    auc float8,
    estimated_auc float8,
    calibration_error float8,
    PRIMARY KEY (model, version)
  )`.execute(db);
}

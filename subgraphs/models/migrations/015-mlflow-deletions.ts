import { type Kysely, sql } from 'kysely';

/** Identity of an MLflow version beyond its name and number, and the time when its deletion was detected. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [IDENTITY, ANY_NUMBER, ONE_PRESENT, ANY_STATE, ANY_CLOSING, STATE, CLOSING])
    await sql.raw(statement).execute(db);
}

// source and created_there are null for what was linked before, until the next sync
const IDENTITY = `ALTER TABLE models.mlflow_version
  ADD COLUMN source text, ADD COLUMN created_there bigint, ADD COLUMN gone_at bigint`;

// a number is reused when its model was deleted and created again
const ANY_NUMBER = `ALTER TABLE models.mlflow_version DROP CONSTRAINT mlflow_version_pkey`;

const ONE_PRESENT = `CREATE UNIQUE INDEX mlflow_version_present
  ON models.mlflow_version (mlflow_name, mlflow_version) WHERE gone_at IS NULL`;

const ANY_STATE = `ALTER TABLE models.mlflow_conflict DROP CONSTRAINT mlflow_conflict_state_check`;

const ANY_CLOSING = `ALTER TABLE models.mlflow_conflict DROP CONSTRAINT mlflow_conflict_check`;

const STATE = `ALTER TABLE models.mlflow_conflict ADD CONSTRAINT mlflow_conflict_state CHECK
  (state IN ('LEFT', 'PENDING', 'REQUESTED', 'GONE', 'WRITTEN_BACK', 'AGREED', 'SUPERSEDED', 'RENAMED'))`;

const CLOSING = `ALTER TABLE models.mlflow_conflict ADD CONSTRAINT mlflow_conflict_closing CHECK
  ((closed_at IS NULL) = (state IN ('LEFT', 'PENDING', 'REQUESTED', 'GONE')))`;

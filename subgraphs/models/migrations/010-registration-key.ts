import { type Kysely, sql } from 'kysely';

/** Idempotency keys of registrations, with their versions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE models.registration_key (
    subject text NOT NULL, idempotency_key text NOT NULL, request_digest text NOT NULL, model text NOT NULL,
    version integer NOT NULL, registered_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (subject, idempotency_key)
  )`.execute(db);
}

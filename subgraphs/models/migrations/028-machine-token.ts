import { type Kysely, sql } from 'kysely';

/** Tokens of machines: their digests, never the tokens. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE models.machine_token (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest text NOT NULL UNIQUE,
    name text NOT NULL,
    scopes jsonb NOT NULL,
    created_at bigint NOT NULL,
    created_by text NOT NULL,
    expires_at bigint NOT NULL,
    last_used_at bigint,
    revoked_at bigint,
    revoked_by text,
    revoke_reason text
  )`.execute(db);
}

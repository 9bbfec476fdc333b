import { type Kysely, sql } from 'kysely';

/** Grades that people gave leads in place of the model's, with their whole history; a lead has at most one that has not ended. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE leads.score_override (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lead_id text NOT NULL REFERENCES leads.lead,
    grade text NOT NULL CHECK (grade IN ('A', 'B', 'C', 'D')),
    actor text NOT NULL,
    reason text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL CHECK (expires_at > created_at),
    ended_at bigint,
    end_cause text CHECK (end_cause IN ('EXPIRED', 'ENDED', 'REPLACED', 'CLOSED')),
    end_actor text,
    end_reason text,
    CHECK ((ended_at IS NULL) = (end_cause IS NULL))
  )`.execute(db);
  await sql`CREATE UNIQUE INDEX one_score_override ON leads.score_override (lead_id) WHERE ended_at IS NULL`.execute(
    db,
  );
  await sql`CREATE INDEX score_override_lead ON leads.score_override (lead_id, id)`.execute(db);
  await sql`CREATE INDEX score_override_expiry ON leads.score_override (expires_at) WHERE ended_at IS NULL`.execute(db);
}

import { type Kysely, sql } from 'kysely';

/** Consents that people gave with a lead: each with its purpose, the version of the text that they saw, and its time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE leads.consent (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lead_id text NOT NULL REFERENCES leads.lead,
    purpose text NOT NULL,
    text_version text NOT NULL,
    given_at bigint NOT NULL,
    recorded_at bigint NOT NULL,
    origin text NOT NULL,
    subject text NOT NULL,
    withdrawn_at bigint CHECK (withdrawn_at >= given_at)
  )`.execute(db);
  await sql`CREATE INDEX consent_lead ON leads.consent (lead_id, id)`.execute(db);
}

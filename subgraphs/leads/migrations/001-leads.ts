import { type Kysely, sql } from 'kysely';

const DATA_COLUMNS = `name text, email text, phone text, company text, company_size integer, industry text, country text,
  nationality text, emirate text, source text, campaign text, licence_type text, business_activity text, owner text,
  stage text NOT NULL`;

/** Leads with their earlier versions, interactions, outcomes, and submissions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE leads.lead (
    id text PRIMARY KEY, created_at bigint NOT NULL, valid_from bigint NOT NULL, ${sql.raw(DATA_COLUMNS)}
  )`.execute(db);
  await sql`CREATE INDEX lead_created ON leads.lead (created_at, id)`.execute(db);
  await sql`CREATE INDEX lead_owner ON leads.lead (owner)`.execute(db);
  await sql`CREATE TABLE leads.lead_history (
    lead_id text NOT NULL, created_at bigint NOT NULL, valid_from bigint NOT NULL, valid_until bigint NOT NULL,
    ${sql.raw(DATA_COLUMNS)}, PRIMARY KEY (lead_id, valid_from)
  )`.execute(db);
  await sql`CREATE TABLE leads.interaction (
    id text NOT NULL, lead_id text NOT NULL REFERENCES leads.lead (id), kind text NOT NULL, occurred_at bigint NOT NULL,
    recorded_at bigint NOT NULL, duration_seconds integer, quantity integer, note text, PRIMARY KEY (lead_id, id)
  )`.execute(db);
  await sql`CREATE TABLE leads.outcome (
    lead_id text PRIMARY KEY REFERENCES leads.lead (id), result text NOT NULL, occurred_at bigint NOT NULL,
    recorded_at bigint NOT NULL, revenue double precision, reason text
  )`.execute(db);
  await sql`CREATE TABLE leads.submission (
    subject text NOT NULL, idempotency_key text NOT NULL, request_digest text NOT NULL, lead_id text NOT NULL,
    submitted_at bigint NOT NULL, PRIMARY KEY (subject, idempotency_key)
  )`.execute(db);
  await createFacts(db);
  await createRanking(db);
}

/** Views for the feature SQL. */
async function createFacts(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE VIEW leads.lead_facts AS
    SELECT id AS lead_id, valid_from, 9223372036854775807 AS valid_until, created_at, company_size, industry, country,
      source, licence_type FROM leads.lead
    UNION ALL
    SELECT lead_id, valid_from, valid_until, created_at, company_size, industry, country, source, licence_type
    FROM leads.lead_history`.execute(db);
  await sql`CREATE VIEW leads.interaction_facts AS
    SELECT lead_id, kind, occurred_at, recorded_at, duration_seconds, quantity FROM leads.interaction`.execute(db);
}

/** The written-back score of every lead, and replaced scores for later pages of earlier revisions. */
async function createRanking(db: Kysely<unknown>): Promise<void> {
  const columns = `lead_id text NOT NULL, rank_key double precision NOT NULL, probability double precision,
    points integer, grade text, model_version text, scored_at bigint, sequence bigint,
    valid_from_revision bigint NOT NULL`;
  await sql`CREATE TABLE leads.ranking (${sql.raw(columns)}, PRIMARY KEY (lead_id))`.execute(db);
  await sql`CREATE INDEX ranking_order ON leads.ranking (rank_key, lead_id, valid_from_revision)`.execute(db);
  await sql`CREATE TABLE leads.ranking_history (
    ${sql.raw(columns)}, valid_until_revision bigint NOT NULL, superseded_at bigint NOT NULL
  )`.execute(db);
  await sql`CREATE INDEX ranking_history_order ON leads.ranking_history
    (rank_key, lead_id, valid_from_revision, valid_until_revision)`.execute(db);
  await sql`CREATE INDEX ranking_history_age ON leads.ranking_history (valid_until_revision)`.execute(db);
  await sql`CREATE TABLE leads.ranking_state (
    single boolean PRIMARY KEY DEFAULT true CHECK (single), revision bigint NOT NULL, pruned_revision bigint NOT NULL
  )`.execute(db);
  await sql`INSERT INTO leads.ranking_state (revision, pruned_revision) VALUES (0, 0)`.execute(db);
}

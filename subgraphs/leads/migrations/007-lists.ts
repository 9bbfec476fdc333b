import { type Kysely, sql } from 'kysely';
import { createSearchFunctions } from './search-functions.ts';

/** Columns and indexes of lists: sort keys, searchable words, the change of a score since a week, the last interaction. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createSearchFunctions(db);
  await extendLeads(db);
  await extendRanking(db);
  await createPastScores(db);
}

/** Generated, so that they agree with the lead whatever writes it. */
async function extendLeads(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE leads.lead
    ADD COLUMN is_closed boolean GENERATED ALWAYS AS (stage IN ('WON', 'LOST')) STORED,
    ADD COLUMN company_key text COLLATE "C" GENERATED ALWAYS AS (leads.company_key(company)) STORED,
    ADD COLUMN search tsvector GENERATED ALWAYS AS (leads.search_vector(company, name, email, phone)) STORED`.execute(
    db,
  );
  // common words differ a thousandfold in frequency: the planner must know more of them than its default 1,000
  await sql`ALTER TABLE leads.lead ALTER COLUMN search SET STATISTICS 300`.execute(db);
  // fastupdate off: no search has to read a list of words that wait for the index
  await sql`CREATE INDEX lead_search ON leads.lead USING gin (search) WITH (fastupdate = off)`.execute(db);
  await sql`DROP INDEX leads.lead_created`.execute(db);
  await sql`CREATE INDEX lead_created ON leads.lead (is_closed, created_at, id)`.execute(db);
  await sql`CREATE INDEX lead_updated ON leads.lead (is_closed, valid_from, id)`.execute(db);
  await sql`CREATE INDEX lead_company ON leads.lead (is_closed, company_key, id)`.execute(db);
}

async function extendRanking(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE leads.ranking
    ADD COLUMN is_closed boolean NOT NULL DEFAULT false,
    ADD COLUMN previous_probability double precision,
    ADD COLUMN week_change double precision NOT NULL DEFAULT 0,
    ADD COLUMN last_interaction_at bigint NOT NULL DEFAULT 0`.execute(db);
  await sql`ALTER TABLE leads.ranking_history ADD COLUMN previous_probability double precision`.execute(db);
  await sql`UPDATE leads.ranking r SET is_closed = l.is_closed, last_interaction_at = COALESCE(i.at, 0)
    FROM leads.lead l LEFT JOIN (SELECT lead_id, max(occurred_at) AS at FROM leads.interaction GROUP BY lead_id) i
      ON i.lead_id = l.id
    WHERE l.id = r.lead_id AND (l.is_closed OR i.at IS NOT NULL)`.execute(db);
  await sql`DROP INDEX leads.ranking_order`.execute(db);
  await sql`CREATE INDEX ranking_order ON leads.ranking (is_closed, rank_key, lead_id, valid_from_revision)`.execute(
    db,
  );
  await sql`CREATE INDEX ranking_change ON leads.ranking (is_closed, week_change, lead_id)`.execute(db);
  await sql`CREATE INDEX ranking_contact ON leads.ranking (is_closed, last_interaction_at, lead_id)`.execute(db);
}

/** The first score of each lead and day of the last week, and the one before: what a score has changed since. */
async function createPastScores(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE leads.past_score (
    lead_id text NOT NULL, day integer NOT NULL, scored_at bigint NOT NULL, probability double precision NOT NULL,
    PRIMARY KEY (lead_id, day)
  )`.execute(db);
  await sql`INSERT INTO leads.past_score (lead_id, day, scored_at, probability)
    SELECT lead_id, scored_at / 86400000, scored_at, probability FROM leads.ranking WHERE probability IS NOT NULL
    `.execute(db);
  await sql`CREATE INDEX past_score_age ON leads.past_score (scored_at)`.execute(db);
  await sql`ALTER TABLE leads.ranking_state ADD COLUMN week_horizon bigint NOT NULL DEFAULT 0`.execute(db);
}

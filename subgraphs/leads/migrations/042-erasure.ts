import { type Kysely, sql } from 'kysely';

/** Erasures of persons with their parts, salted hashes of the erased ids, and the rows that the lake has to rewrite. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [ERASURE, BY_TIME, ERASED_LEAD, PART, SALT, FIRST_SALT, ERASED_KEY, HASH, REMOVAL])
    await sql.raw(statement).execute(db);
}

// id: uuid; lead_id: the erased id of the lead that was asked for
const ERASURE = `CREATE TABLE leads.erasure (
  id text PRIMARY KEY,
  sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  lead_id text NOT NULL,
  actor text NOT NULL,
  reason text NOT NULL,
  erased_at bigint NOT NULL
)`;

const BY_TIME = `CREATE INDEX erasure_lead ON leads.erasure (lead_id)`;

// the leads of the person, by their erased ids
const ERASED_LEAD = `CREATE TABLE leads.erased_lead (
  lead_id text PRIMARY KEY,
  erasure text NOT NULL REFERENCES leads.erasure (id)
)`;

const PART = `CREATE TABLE leads.erasure_part (
  erasure text NOT NULL REFERENCES leads.erasure (id),
  part text NOT NULL CHECK (part IN ('SCORES', 'MODELS', 'LAKE')),
  done_at bigint,
  PRIMARY KEY (erasure, part)
)`;

const SALT = `CREATE TABLE leads.erasure_salt (
  single boolean PRIMARY KEY DEFAULT true CHECK (single), salt bytea NOT NULL
)`;

const FIRST_SALT = `INSERT INTO leads.erasure_salt (salt)
  VALUES (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'))`;

// the id is known to be erased, and cannot be read from it
const ERASED_KEY = `CREATE TABLE leads.erased_key (key bytea PRIMARY KEY, lead_id text NOT NULL, erasure text NOT NULL)`;

// nested, so that it cannot be extended to a longer id
const HASH = `CREATE FUNCTION leads.erased_key_of(id text) RETURNS bytea LANGUAGE sql STABLE AS
  'SELECT sha256(salt || sha256(salt || convert_to(id, ''UTF8''))) FROM leads.erasure_salt'`;

// LEAD: rows of a lead get another id, without identity; INTERACTIONS: interactions of a lead whose ids have a prefix go.
// rewritten_at: when no current version of a table had the rows any more; older versions are readable for a while
const REMOVAL = `CREATE TABLE leads.lake_removal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('LEAD', 'INTERACTIONS')),
  lead_id text NOT NULL,
  new_lead_id text,
  prefix text,
  erasure text,
  rewritten_at bigint,
  CHECK (CASE kind WHEN 'LEAD' THEN new_lead_id IS NOT NULL ELSE prefix IS NOT NULL END)
)`;

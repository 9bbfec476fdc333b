import { type Kysely, sql } from 'kysely';
import { DAY_MS } from '../../platform/time.ts';

const CHUNK_LEADS = 20_000;

/** Period of the creation of the leads, days. */
const DAYS = 365;

/**
 * Fills the tables of leads inside of the database: two in a hundred leads have the phone number of another, one in five has an
 * earlier version and an outcome, and interactions spread over two months. What an ended call has stored stays.
 *
 * @param end epoch milliseconds; every time is before it
 */
export async function seedFacts(db: Kysely<never>, leads: number, interactions: number, end: number): Promise<void> {
  // rows are consistent by construction, and 12 million checks of a foreign key take minutes
  await sql`SET session_replication_role = replica`.execute(db);
  await sql`SET synchronous_commit = off`.execute(db);
  for (const index of INDEXES) await sql.raw(`DROP INDEX IF EXISTS leads.${index}`).execute(db);
  await sql`ALTER TABLE leads.interaction DROP CONSTRAINT IF EXISTS interaction_pkey`.execute(db);
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM leads.lead`.execute(db);
  for (let from = (rows[0]?.count ?? 0) + 1; from <= leads; from += CHUNK_LEADS) {
    const to = Math.min(leads, from + CHUNK_LEADS - 1);
    await db.transaction().execute(async (trx) => {
      await seedLeads(trx, from, to, end);
      await seedInteractions(trx, from, to, interactions / leads, end);
    });
    process.stderr.write(`\r${((100 * to) / leads).toFixed(0)} % stored`);
  }
  process.stderr.write('\n');
  await sql`ALTER TABLE leads.interaction ADD PRIMARY KEY (lead_id, id)`.execute(db);
  await sql`CREATE INDEX interaction_transaction ON leads.interaction (transaction_id)`.execute(db);
  await sql`VACUUM (ANALYZE) leads.lead, leads.lead_history, leads.interaction, leads.outcome`.execute(db);
}

/** Indexes that cost more than the rows, and that the pipeline does not use, but for the one that is made again. */
const INDEXES = ['lead_search', 'interaction_recorded', 'interaction_transaction'];

// multiplications by primes scatter the values over the rows
const spread = (prime: number, values: number) => sql.raw(`((n::bigint * ${prime}) % ${values})`);

/** Creation of a lead: more than two months before the end. */
const created = (end: number) => sql`${end}::bigint - ${sql.lit(70 * DAY_MS)} - ${spread(7919, DAYS * 86_399)} * 1000`;

async function seedLeads(db: Kysely<never>, from: number, to: number, end: number): Promise<void> {
  const facts = sql`'First' || n % 997 || ' Last' || n % 3331, 'first' || n % 997 || '.l' || n || '@mail' || n % 50 || '.com',
    '+97150' || lpad((n - CASE WHEN n % 50 = 0 THEN 1 ELSE 0 END)::text, 7, '0'),
    'Head' || ${spread(31, 3_000)} || ' Trading LLC', n % 200, 'INDUSTRY_' || n % 12, chr(65 + n % 26) || chr(65 + n % 17),
    chr(65 + n % 26) || chr(65 + n % 23), 'DUBAI', 'SOURCE_' || n % 8, 'campaign ' || n % 30, 'LICENCE_' || n % 5,
    'General trading', 'owner-' || n % 200`;
  const columns = sql.raw(`name, email, phone, company, company_size, industry, country, nationality, emirate, source,
    campaign, licence_type, business_activity, owner, stage`);
  const numbers = sql`generate_series(${from}::integer, ${to}::integer) n`;
  await sql`INSERT INTO leads.lead (id, created_at, valid_from, version, ${columns})
    SELECT md5(n::text), ${created(end)}, ${created(end)} + CASE WHEN n % 5 = 0 THEN 1000000 ELSE 0 END,
      CASE WHEN n % 5 = 0 THEN 2 ELSE 1 END, ${facts}, CASE WHEN n % 50 = 0 THEN 'WON' WHEN n % 5 = 0 THEN 'LOST' ELSE 'NEW' END
    FROM ${numbers}`.execute(db);
  await sql`INSERT INTO leads.lead_history (lead_id, created_at, valid_from, valid_until, version, ${columns})
    SELECT md5(n::text), ${created(end)}, ${created(end)}, ${created(end)} + 1000000, 1, ${facts}, 'NEW'
    FROM ${numbers} WHERE n % 5 = 0`.execute(db);
  await sql`INSERT INTO leads.outcome (lead_id, result, occurred_at, recorded_at, revenue)
    SELECT md5(n::text), CASE WHEN n % 50 = 0 THEN 'CONVERTED' ELSE 'LOST' END,
      ${created(end)} + ${spread(104_729, 5_000_000)} * 1000, ${created(end)} + 5000000000, CASE WHEN n % 50 = 0 THEN 20000.5 END
    FROM ${numbers} WHERE n % 5 = 0`.execute(db);
}

async function seedInteractions(db: Kysely<never>, from: number, to: number, each: number, end: number): Promise<void> {
  await sql`INSERT INTO leads.interaction (id, lead_id, kind, occurred_at, recorded_at, duration_seconds, quantity, note)
    SELECT 'interaction-' || k, md5(n::text), (ARRAY['WEBSITE_VISIT', 'FORM_SUBMITTED', 'EMAIL_SENT', 'EMAIL_OPENED',
        'EMAIL_CLICKED', 'CALL', 'MEETING', 'WHATSAPP', 'QUOTE_SENT'])[1 + (n * 31 + k * k) % 9],
      ${created(end)} + (n % 97) * k * 3000000::bigint, ${created(end)} + (n % 97) * k * 3000000::bigint + 1500,
      (n * k) % 600, (n + k) % 20, CASE WHEN k % 6 = 0 THEN 'No answer' END
    FROM generate_series(${from}::integer, ${to}::integer) n, generate_series(1, ${Math.round(each)}::integer) k`.execute(
    db,
  );
}

import { type Kysely, sql } from 'kysely';

const CHUNK = 100_000;
const HOUR_MS = 3_600_000;

/**
 * Fills the tables of leads: three in ten companies are called Trading, one in fifty Marine, one in 3,000 by each first
 * word; four in ten leads are closed, nine in ten scored.
 */
export async function seedLeads(db: Kysely<never>, total: number): Promise<void> {
  const { rows } = await sql<{ definition: string }>`SELECT indexdef AS definition FROM pg_indexes
    WHERE schemaname = 'leads' AND indexname = 'lead_search'`.execute(db);
  // a GIN index is built at once ten times as fast as row by row
  await sql`DROP INDEX leads.lead_search`.execute(db);
  for (let from = 1; from <= total; from += CHUNK) {
    await seedChunk(db, from, Math.min(total, from + CHUNK - 1));
    process.stderr.write(`\r${((100 * from) / total).toFixed(0)} % stored`);
  }
  process.stderr.write('\r');
  await sql.raw(rows[0]?.definition ?? '').execute(db);
  await sql`VACUUM (ANALYZE) leads.lead, leads.ranking`.execute(db);
}

async function seedChunk(db: Kysely<never>, from: number, to: number): Promise<void> {
  const now = Date.now();
  // multiplications by primes scatter the values over the rows
  const spread = (prime: number, values: number) => sql.raw(`((n::bigint * ${prime}) % ${values})`);
  await sql`INSERT INTO leads.lead (id, created_at, valid_from, name, email, phone, company, company_size, industry,
      country, nationality, emirate, source, campaign, licence_type, business_activity, owner, stage)
    SELECT md5(n::text), ${now}::bigint - ${spread(7919, 1_000_003)} * 31000,
      ${now}::bigint - ${spread(104_729, 1_000_003)} * 3100,
      'First' || n % 997 || ' Last' || n % 3331, 'first' || n % 997 || '.l' || n || '@mail' || n % 50 || '.com',
      '+97150' || lpad(n::text, 7, '0'),
      initcap('head' || substr(md5('h' || ${spread(31, 3_000)}), 1, 8)) || ' ' || CASE
        WHEN n % 10 < 3 THEN 'Trading' WHEN n % 50 = 7 THEN 'Marine' ELSE 'Tail' || n % 40 END
        || CASE WHEN n % 3 = 0 THEN ' LLC' ELSE '' END,
      n % 200, 'INDUSTRY_' || n % 12, chr(65 + n % 26) || chr(65 + n % 17), chr(65 + n % 26) || chr(65 + n % 23),
      'DUBAI', 'SOURCE_' || n % 8, 'campaign ' || n % 30, 'LICENCE_' || n % 5, 'General trading', 'owner-' || n % 200,
      (ARRAY['NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL', 'NEW', 'CONTACTED', 'WON', 'LOST', 'LOST', 'LOST'])
        [1 + ${spread(13, 10)}]
    FROM generate_series(${from}::integer, ${to}::integer) n`.execute(db);
  await sql`INSERT INTO leads.ranking (lead_id, rank_key, probability, points, grade, model_version, scored_at, sequence,
      valid_from_revision, previous_probability, week_change, last_interaction_at, is_closed)
    SELECT id, COALESCE(p, -1), p, 1 + 98 * p, CASE WHEN p >= 0.4 THEN 'A' WHEN p >= 0.2 THEN 'B' WHEN p >= 0.08 THEN 'C'
        WHEN p IS NOT NULL THEN 'D' END,
      'lead-conversion:1', ${now}::bigint, 1, 0, p * (0.5 + r), COALESCE(r - 0.5, 0), ${now}::bigint
        - (r * 1e6)::bigint * ${sql.lit(HOUR_MS / 1000)}, is_closed
    FROM (
      SELECT md5(n::text) AS id, CASE WHEN random() < 0.9 THEN random() * random() END AS p, random() AS r
      FROM generate_series(${from}::integer, ${to}::integer) n
    ) drawn JOIN leads.lead USING (id)`.execute(db);
}

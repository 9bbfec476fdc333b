import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import { compareCrm } from '../../support/crm/compare-crm.ts';
import { compareScores } from '../../support/crm/compare-scores.ts';
import { type Query, ThrowawayCrm } from '../../support/crm/throwaway-crm.ts';
import { createServerDatabase } from '../../support/database/databases.ts';
import { openTestPool } from '../../support/database/test-pool.ts';
import { whyNoPostgres } from '../../support/database/throwaway-postgres.ts';

const LEADS = 40;
const NEXT = 41;

describe('Comparison of CRM and platform', { skip: whyNoPostgres() ?? false }, () => {
  let crm: ThrowawayCrm;
  let ours: pg.Pool;
  let platform: Query;
  let close: () => Promise<void>;

  before(async () => {
    crm = await ThrowawayCrm.open();
    await crm.fill(LEADS, 2);
    const database = await createServerDatabase('outbox', 'leads');
    close = database.close;
    ours = openTestPool(database.url, 10);
    platform = async (text, values = []) => (await ours.query(text, [...values])).rows;
    await copyByHand(crm.query, platform);
  });

  after(async () => {
    await ours?.end();
    await close?.();
    await crm?.close();
  });

  test('finds none where both are equal', async () => {
    const { differences, ...counts } = await compareCrm(crm.query, platform);
    assert.deepEqual(differences, []);
    assert.deepEqual(counts, { leads: LEADS, activities: 2 * LEADS, outcomes: counts.outcomes });
    const scores = await compareScores(crm.query, platform, 0);
    assert.deepEqual(scores, { scored: LEADS, writes: LEADS, differences: [] });
  });

  const faults: readonly [string, string, RegExp][] = [
    ['a lead that is missing', 'DELETE FROM leads.lead WHERE id = $id', /^1 leads missing, such as/],
    ['a lead with another name', `UPDATE leads.lead SET name = 'x' WHERE id = $id`, /^1 leads with other values/],
    ['a lead in another stage', `UPDATE leads.lead SET stage = 'REMOVED' WHERE id = $id`, /^1 leads with other values/],
    [
      'a lead that the CRM never had',
      `INSERT INTO leads.lead (id, created_at, valid_from, stage) VALUES ('x', 0, 0, 'NEW')`,
      /^1 leads that the CRM has not, such as x/,
    ],
    [
      'an activity that is missing',
      `DELETE FROM leads.interaction WHERE id = 'activity:' || $id`,
      /^1 activities missing, such as activity:/,
    ],
    [
      'an activity that is here twice',
      `INSERT INTO leads.interaction SELECT i.id, (SELECT id FROM leads.lead WHERE id <> i.lead_id LIMIT 1), kind, occurred_at,
        recorded_at, duration_seconds, quantity, note FROM leads.interaction i WHERE id = 'activity:' || $id`,
      /^1 activities more than once/,
    ],
    [
      'an activity at another time',
      `UPDATE leads.interaction SET occurred_at = occurred_at + 1 WHERE id = 'activity:' || $id`,
      /^1 activities with other values/,
    ],
    ['outcomes that are missing', 'DELETE FROM leads.outcome', /^\d+ outcomes missing/],
    ['another revenue', 'UPDATE leads.outcome SET revenue = 1 WHERE revenue > 1', /^\d+ outcomes with other values/],
  ];
  for (const [title, sql, expected] of faults) {
    test(`finds ${title}`, async () => {
      const differences = await withFault(ours, sql, async (query) => (await compareCrm(crm.query, query)).differences);
      assert.equal(differences.length, 1, differences.join('\n'));
      assert.match(differences[0] as string, expected);
    });
  }

  const scoreFaults: readonly [string, string, RegExp][] = [
    ['a score that the CRM has not', 'DELETE FROM sales.lead_score WHERE lead_id = 1', /whose last score .* none/],
    ['a grade of before', `UPDATE sales.lead_score SET grade = 'D' WHERE lead_id = 1`, /^1 leads whose last score/],
    ['a score of an unknown lead', `INSERT INTO sales.lead_score VALUES (${NEXT})`, /^1 scores of leads/],
    [
      'a write out of order',
      `INSERT INTO audit.score (lead_id, delivery_id, sequence) VALUES (1, 'x', 0)`,
      /^1 scores written out of order, such as 1/,
    ],
    [
      'a doubled delivery',
      `INSERT INTO audit.score (lead_id, delivery_id, sequence) SELECT 1, delivery_id, sequence FROM audit.score WHERE lead_id = 1`,
      /^1 deliveries written more than once/,
    ],
  ];
  for (const [title, sql, expected] of scoreFaults) {
    test(`finds ${title}`, async () => {
      const client = await crm.connect();
      await client.query('BEGIN');
      await client.query(sql);
      const query: Query = async (text, values = []) => (await client.query(text, [...values])).rows;
      const { differences } = await compareScores(query, platform, 0);
      await client.end();
      assert.ok(
        differences.some((each) => expected.test(each)),
        differences.join('\n'),
      );
    });
  }

  // a score that is applied after its lead was removed ranks it, and is delivered to nobody
  const lastDeliveries: readonly [string, string, RegExp | undefined][] = [
    ['equal', `('DATABASE', $id, 1, 0.5, 'B', 'm:1')`, undefined],
    ['none without one', `('WEBHOOK', $id, 1, 0.5, 'B', 'm:1')`, /^1 leads whose .* expected none/],
    ['no other one', `('DATABASE', $id, 1, 0.4, 'C', 'm:1')`, /^1 leads whose .* expected {"grade":"C"/],
  ];
  for (const [title, delivery, expected] of lastDeliveries) {
    test(`expects for a removed lead the score of its last delivery: ${title}`, async () => {
      const sql = `UPDATE leads.ranking SET probability = 0.6 WHERE lead_id = $id;
        UPDATE leads.lead SET stage = 'REMOVED' WHERE id = $id; INSERT INTO leads.crm_last_delivery
          (target, lead_id, sequence, probability, grade, model_version) VALUES ${delivery}`;
      const { differences } = await withFault(ours, sql, (query) => compareScores(crm.query, query, 0));
      assert.equal(differences.length, expected ? 1 : 0, differences.join('\n'));
      if (expected) assert.match(differences[0] as string, expected);
    });
  }

  test('lets a change below the minimum be', async () => {
    const client = await crm.connect();
    await client.query('BEGIN');
    await client.query(
      `UPDATE sales.lead_score SET probability = probability + 0.04, delivery_id = 'x', sequence = 2 WHERE lead_id = 1`,
    );
    const query: Query = async (text, values = []) => (await client.query(text, [...values])).rows;
    assert.deepEqual((await compareScores(query, platform, 0.05)).differences, []);
    assert.equal((await compareScores(query, platform, 0)).differences.length, 1);
    await client.end();
  });
});

/** Reads in a transaction that has a fault and is rolled back. `$id` is that of the first lead. */
async function withFault<Result>(pool: pg.Pool, sql: string, body: (query: Query) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query(`SET LOCAL session_replication_role = replica`);
  await client.query(sql.replaceAll('$id', `'1'`));
  const result = await body(async (text, values = []) => (await client.query(text, [...values])).rows);
  await client.query('ROLLBACK');
  client.release();
  return result;
}

/** Copies everything as a flawless sync would. */
async function copyByHand(crm: Query, platform: Query): Promise<void> {
  const insert = async (table: string, columns: string, select: string): Promise<void> => {
    const rows = await crm(select);
    await platform(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
      [JSON.stringify(rows)],
    );
  };
  const ms = (column: string) => `floor(extract(epoch FROM ${column}) * 1000)::float8`;
  await insert(
    'leads.lead',
    'id, created_at, valid_from, name, email, phone, company, company_size, industry, country, source, campaign, owner, stage',
    `SELECT l.id::text, ${ms('l.created_at')} AS created_at, 0 AS valid_from, c.full_name AS name, c.email, c.phone, c.company,
      c.employees AS company_size, c.industry, c.country, l.source, l.campaign, l.owner,
      COALESCE(CASE o.result WHEN 'won' THEN 'WON' WHEN 'lost' THEN 'LOST' END, upper(l.stage)) AS stage
    FROM sales.lead l JOIN sales.contact c ON c.id = l.contact_id LEFT JOIN sales.outcome o ON o.lead_id = l.id`,
  );
  await insert(
    'leads.interaction',
    'id, lead_id, kind, occurred_at, recorded_at, duration_seconds, quantity, note',
    `SELECT 'activity:' || id AS id, lead_id::text, ${ms('happened_at')} AS occurred_at, ${ms('happened_at')} AS recorded_at,
      CASE kind WHEN 'visit' THEN 'WEBSITE_VISIT' WHEN 'mail' THEN 'EMAIL_SENT' ELSE upper(kind) END AS kind,
      seconds AS duration_seconds, pages AS quantity, note FROM sales.activity`,
  );
  await insert(
    'leads.outcome',
    'lead_id, result, occurred_at, recorded_at, revenue, reason',
    `SELECT lead_id::text, CASE result WHEN 'won' THEN 'CONVERTED' ELSE 'LOST' END AS result, ${ms('decided_at')} AS occurred_at,
      ${ms('decided_at')} AS recorded_at, revenue::float8, reason FROM sales.outcome`,
  );
  await platform(`INSERT INTO leads.ranking (lead_id, rank_key, probability, grade, points, valid_from_revision)
    SELECT id, 0, 0.5, 'B', 50, 1 FROM leads.lead`);
  await crm(`INSERT INTO sales.lead_score (lead_id, delivery_id, grade, points, probability, scored_at, sequence)
    SELECT id, 'delivery ' || id, 'B', 50, 0.5, now(), 1 FROM sales.lead`);
}

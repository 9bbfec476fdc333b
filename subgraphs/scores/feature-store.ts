import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { featureSql } from '../../lake/feature-sql.ts';
import type { FeatureVector } from '../../lake/features.ts';
import type { ScoresDb } from './store.ts';

// one lead at a time, by its index: whatever the planner believes of the tables' sizes, the cost grows with the leads
// asked for, not with the leads there are
const FEATURES_OF_ONE = featureSql({
  requested: '(SELECT asked.lead_id, at AS as_of)',
  leads: 'leads.lead_facts',
  interactions: 'leads.interaction_facts',
  double: 'DOUBLE PRECISION',
});

// a row travels as JSON: one value instead of 18 halves the cost of reading it
const BODY = `BEGIN
  RETURN QUERY SELECT row_to_json(f)::text FROM unnest(lead_ids) AS asked (lead_id)
    CROSS JOIN LATERAL (${FEATURES_OF_ONE}) AS f;
END`;

// named by its content: processes of two releases can share a database while one replaces the other
const FUNCTION = sql.id('scores', `features_${createHash('sha256').update(BODY).digest('hex').slice(0, 12)}`);

/**
 * Brings the feature definition into the database as a function: planned once per connection instead of once per batch,
 * since planning costs as much as computing 64 leads.
 */
export async function createFeatureFunction(db: ScoresDb): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // two processes that create one function at once would fail
    await sql`SELECT pg_advisory_xact_lock(hashtext('scores.features'))`.execute(trx);
    await sql`CREATE OR REPLACE FUNCTION ${FUNCTION} (lead_ids text[], at bigint) RETURNS SETOF text
      LANGUAGE plpgsql STABLE AS ${sql.lit(BODY)}`.execute(trx);
  });
}

/**
 * Features of many leads as of one time, in one statement. A lead that was not known then is absent.
 *
 * @param leadIds distinct
 * @param asOf    epoch milliseconds; only what was recorded by then counts
 */
export async function findFeatures(
  db: ScoresDb,
  leadIds: readonly string[],
  asOf: number,
): Promise<ReadonlyMap<string, FeatureVector>> {
  const { rows } = await sql<{ row: string }>`
    SELECT f.row FROM ${FUNCTION} (${leadIds}::text[], ${asOf}::bigint) AS f (row)`.execute(db);
  return new Map(rows.map(({ row }) => toEntry(JSON.parse(row))));
}

function toEntry({ lead_id, ...features }: FeatureVector & { lead_id: string }): [string, FeatureVector] {
  return [lead_id, features];
}

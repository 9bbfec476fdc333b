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
    CROSS JOIN LATERAL (SELECT of_one.*,
      (SELECT s.is_closed FROM leads.lead_state s WHERE s.lead_id = of_one.lead_id) AS is_closed
      FROM (${FEATURES_OF_ONE}) of_one) AS f;
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

/** A lead as it is scored. */
export interface KnownLead {
  readonly features: FeatureVector;
  /** whether its stage is closed now */
  readonly isClosed: boolean;
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
): Promise<ReadonlyMap<string, KnownLead>> {
  const { rows } = await sql<{ row: string }>`
    SELECT f.row FROM ${FUNCTION} (${leadIds}::text[], ${asOf}::bigint) AS f (row)`.execute(db);
  return new Map(rows.map(({ row }) => toEntry(JSON.parse(row))));
}

type FeatureRow = FeatureVector & { readonly lead_id: string; readonly is_closed: boolean };

function toEntry({ lead_id, is_closed: isClosed, ...features }: FeatureRow): [string, KnownLead] {
  return [lead_id, { features, isClosed }];
}

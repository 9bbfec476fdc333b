import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { featureSql } from '../../../lake/features/feature-sql.ts';
import type { FeatureVector } from '../../../lake/features/features.ts';
import type { ScoresDb } from '../record/prediction-store.ts';

// one lead at a time, by its index: whatever the planner believes of the tables' sizes, the cost grows with the leads
// asked for, not with the leads there are
const FEATURES_OF_ONE = featureSql({
  requested: '(SELECT asked.lead_id, known.as_of)',
  leads: 'leads.lead_facts',
  interactions: 'leads.interaction_facts',
  double: 'DOUBLE PRECISION',
});

// what is committed is known, whatever the clock says of whoever recorded it: the time is that of the newest fact at least.
// OFFSET 0: found once per lead, not once per interaction
const KNOWN = `SELECT c.is_closed, GREATEST(at, c.valid_from, (
    SELECT max(i.recorded_at) FROM leads.interaction_facts i WHERE i.lead_id = asked.lead_id)) AS as_of
  FROM leads.current_lead c WHERE c.lead_id = asked.lead_id OFFSET 0`;

// a row travels as JSON: one value instead of 18 halves the cost of reading it
const BODY = `BEGIN
  RETURN QUERY SELECT row_to_json(f)::text FROM unnest(lead_ids) AS asked (lead_id)
    CROSS JOIN LATERAL (${KNOWN}) AS known
    CROSS JOIN LATERAL (SELECT of_one.*, known.is_closed, known.as_of FROM (${FEATURES_OF_ONE}) of_one) AS f;
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
  /** when the features are as of, epoch milliseconds: not before any fact that they were computed from */
  readonly asOf: number;
}

/**
 * Features of many leads as they are now, from everything that is committed, in one statement. An unknown lead is absent.
 *
 * @param leadIds distinct
 * @param now     epoch milliseconds
 */
export async function findFeatures(
  db: ScoresDb,
  leadIds: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, KnownLead>> {
  const { rows } = await sql<{ row: string }>`
    SELECT f.row FROM ${FUNCTION} (${leadIds}::text[], ${now}::bigint) AS f (row)`.execute(db);
  return new Map(rows.map(({ row }) => toEntry(JSON.parse(row))));
}

type FeatureRow = FeatureVector & {
  readonly lead_id: string;
  readonly is_closed: boolean;
  readonly as_of: number;
};

function toEntry({ lead_id, is_closed: isClosed, as_of: asOf, ...features }: FeatureRow): [string, KnownLead] {
  return [lead_id, { features, isClosed, asOf }];
}

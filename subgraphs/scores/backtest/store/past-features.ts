import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { featureSql } from '../../../../lake/features/feature-sql.ts';
import type { FeatureVector } from '../../../../lake/features/features.ts';
import type { ScoresDb } from '../../record/prediction-store.ts';
import type { Decision } from '../rules/decision-time.ts';

// one decision at a time, by the index of its lead, as live scoring computes them
const FEATURES_OF_ONE = featureSql({
  requested: '(SELECT asked.lead_id, asked.as_of)',
  leads: 'leads.lead_facts',
  interactions: 'leads.interaction_facts',
  double: 'DOUBLE PRECISION',
});

// rows are sent as JSON: one value instead of 18 halves the cost of reading them
const BODY = `BEGIN
  RETURN QUERY SELECT row_to_json(f)::text
    FROM unnest(lead_ids, times) WITH ORDINALITY AS asked (lead_id, as_of, place)
    CROSS JOIN LATERAL (SELECT of_one.*, asked.place FROM (${FEATURES_OF_ONE}) of_one) AS f;
END`;

// named by its content: processes of two releases share the database during an upgrade
const FUNCTION = sql.id('scores', `past_features_${createHash('sha256').update(BODY).digest('hex').slice(0, 12)}`);

/** Creates the feature definition as of given times as a function of the database, which plans it once per connection. */
export async function createPastFeatureFunction(db: ScoresDb): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // concurrent creation of one function fails
    await sql`SELECT pg_advisory_xact_lock(hashtext('scores.features'))`.execute(trx);
    await sql`CREATE OR REPLACE FUNCTION ${FUNCTION} (lead_ids text[], times bigint[]) RETURNS SETOF text
      LANGUAGE plpgsql STABLE AS ${sql.lit(BODY)}`.execute(trx);
  });
}

/** A decision with the features that were known then. */
export interface FeaturedDecision extends Decision {
  readonly features: FeatureVector;
}

/**
 * Computes the features of leads as of past times, in one statement: only from rows that were recorded by then.
 *
 * @returns in order of the decisions, without those about leads that were not known then
 */
export async function findPastFeatures(
  db: ScoresDb,
  decisions: readonly Decision[],
): Promise<readonly FeaturedDecision[]> {
  if (decisions.length === 0) return [];
  const [leadIds, times] = [decisions.map(({ leadId }) => leadId), decisions.map(({ asOf }) => asOf)];
  const { rows } = await sql<{ row: string }>`
    SELECT f.row FROM ${FUNCTION} (${leadIds}::text[], ${times}::bigint[]) AS f (row)`.execute(db);
  return rows
    .map(({ row }): FeatureRow => JSON.parse(row))
    .sort((a, b) => a.place - b.place)
    .map(({ place, lead_id: leadId, ...features }) => ({ leadId, asOf: times[place - 1] as number, features }));
}

type FeatureRow = FeatureVector & { readonly lead_id: string; readonly place: number };

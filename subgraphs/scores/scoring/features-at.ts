import { type RawBuilder, sql } from 'kysely';
import { featureSql } from '../../../lake/features/feature-sql.ts';
import { FEATURES, type FeatureVector } from '../../../lake/features/features.ts';
import { jsonRows } from '../../../platform/database/json-rows.ts';
import type { ScoresDb } from '../record/prediction-store.ts';

// one lead at a time, by its index, as for scores
const FEATURES_OF_ONE = sql.raw(
  featureSql({
    requested: '(SELECT asked.lead_id, asked.as_of)',
    leads: 'leads.lead_facts',
    interactions: 'leads.interaction_facts',
    double: 'DOUBLE PRECISION',
  }),
);

const FEATURE_COLUMNS = sql.join(FEATURES.map(({ name }) => sql.ref(`f.${name}`)));

/**
 * A query for the features of leads, each as of a time: computed from the facts that were known then, by the definition that
 * scores use. One row per lead that was known then, with the columns of `asked` and one per feature.
 *
 * @param asked a relation with at least `lead_id` and `as_of`, epoch milliseconds
 */
export function featuresAtQuery(asked: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`SELECT asked.*, ${FEATURE_COLUMNS} FROM ${asked} AS asked CROSS JOIN LATERAL (${FEATURES_OF_ONE}) AS f`;
}

/** A lead, and a time in epoch milliseconds. */
export interface LeadMoment {
  readonly leadId: string;
  readonly at: number;
}

/** Finds the features of leads as of a time each, see {@link featuresAtQuery}; undefined where a lead was unknown then. */
export async function findFeaturesAt(
  db: ScoresDb,
  moments: readonly LeadMoment[],
): Promise<readonly (FeatureVector | undefined)[]> {
  const rows = moments.map(({ leadId, at }, place) => ({ place, lead_id: leadId, as_of: at }));
  const asked = sql`(SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (
    place int, lead_id text, as_of bigint))`;
  type Row = FeatureVector & { readonly place: number };
  const found = await jsonRows<Row>(db, sql`SELECT place, ${FEATURE_COLUMNS} FROM (${featuresAtQuery(asked)}) f`);
  const byPlace = new Map(found.map(({ place, ...features }) => [place, features as unknown as FeatureVector]));
  return moments.map((_, place) => byPlace.get(place));
}

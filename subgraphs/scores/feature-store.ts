import { sql } from 'kysely';
import { featureSql } from '../../lake/feature-sql.ts';
import type { FeatureVector } from '../../lake/features.ts';
import type { ScoresDb } from './store.ts';

const FEATURES_OF_REQUESTED = sql.raw(
  featureSql({
    requested: 'requested',
    leads: 'leads.lead_facts',
    interactions: 'leads.interaction_facts',
    double: 'DOUBLE PRECISION',
  }),
);

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
  const { rows } = await sql<FeatureVector & { lead_id: string }>`
    WITH requested AS (SELECT lead_id, ${asOf}::bigint AS as_of FROM unnest(${leadIds}::text[]) AS asked (lead_id))
    SELECT * FROM (${FEATURES_OF_REQUESTED}) AS features`.execute(db);
  return new Map(rows.map(({ lead_id, ...features }) => [lead_id, features]));
}

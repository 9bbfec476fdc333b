import { sql } from 'kysely';
import type { FeatureVector } from '../../../lake/features/features.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { FeatureFunction, featuresOfOne } from './feature-function.ts';

const FUNCTION = new FeatureFunction(
  'past_features',
  'lead_ids text[], times bigint[]',
  `SELECT row_to_json(f)::text FROM unnest(lead_ids, times) WITH ORDINALITY AS asked (lead_id, as_of, place)
    CROSS JOIN LATERAL (SELECT of_one.*, asked.place FROM (${featuresOfOne('asked.as_of')}) of_one) AS f`,
);

/** Creates the feature definition as of given times as a function of the database. */
export async function createPastFeatureFunction(db: ScoresDb): Promise<void> {
  await FUNCTION.create(db);
}

/** A lead as of a time, epoch milliseconds. */
export interface LeadMoment {
  readonly leadId: string;
  readonly asOf: number;
}

/**
 * Computes the features of leads as of past times, in one statement: only from rows that were recorded by then.
 *
 * @returns in order of the moments; undefined where the lead was not known then
 */
export async function findPastFeatures(
  db: ScoresDb,
  moments: readonly LeadMoment[],
): Promise<readonly (FeatureVector | undefined)[]> {
  if (moments.length === 0) return [];
  const [leadIds, times] = [moments.map(({ leadId }) => leadId), moments.map(({ asOf }) => asOf)];
  const { rows } = await sql<{ row: string }>`
    SELECT f.row FROM ${FUNCTION.id} (${leadIds}::text[], ${times}::bigint[]) AS f (row)`.execute(db);
  const found = new Array<FeatureVector | undefined>(moments.length).fill(undefined);
  for (const { row } of rows) {
    const { place, lead_id: _, ...features } = JSON.parse(row) as FeatureRow;
    found[place - 1] = features;
  }
  return found;
}

type FeatureRow = FeatureVector & { readonly lead_id: string; readonly place: number };

import { sql } from 'kysely';
import type { FeatureVector } from '../../../lake/features/features.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { FeatureFunction, featuresOfOne } from './feature-function.ts';

// every committed fact counts, even when the clock of its writer is ahead: the time is at least that of the newest fact.
// OFFSET 0: found once per lead, not once per interaction
const KNOWN = `SELECT c.is_closed, GREATEST(at, c.valid_from, (
    SELECT max(i.recorded_at) FROM leads.interaction_facts i WHERE i.lead_id = asked.lead_id)) AS as_of
  FROM leads.current_lead c WHERE c.lead_id = asked.lead_id OFFSET 0`;

const FUNCTION = new FeatureFunction(
  'features',
  'lead_ids text[], at bigint',
  `SELECT row_to_json(f)::text FROM unnest(lead_ids) AS asked (lead_id)
    CROSS JOIN LATERAL (${KNOWN}) AS known
    CROSS JOIN LATERAL (
      SELECT of_one.*, known.is_closed, known.as_of FROM (${featuresOfOne('known.as_of')}) of_one
    ) AS f`,
);

/** Creates the feature definition as a function of the database. */
export async function createFeatureFunction(db: ScoresDb): Promise<void> {
  await FUNCTION.create(db);
}

/** A lead's features, and the facts that go with them. */
export interface KnownLead {
  readonly features: FeatureVector;
  /** whether its stage is closed */
  readonly isClosed: boolean;
  /** time that the features are as of, epoch milliseconds: at least that of every fact they were computed from */
  readonly asOf: number;
}

/**
 * Computes the current features of many leads from all committed facts, in one statement. Unknown leads are absent.
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
    SELECT f.row FROM ${FUNCTION.id} (${leadIds}::text[], ${now}::bigint) AS f (row)`.execute(db);
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

import { type RawBuilder, sql } from 'kysely';
import { FEATURES } from '../../../lake/features/features.ts';
import { featuresOfOne } from './feature-function.ts';

const FEATURES_OF_ONE = sql.raw(featuresOfOne('asked.as_of'));
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

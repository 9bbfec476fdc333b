import { featureSql } from '../features/feature-sql.ts';
import { FEATURES, type FeatureDefinition } from '../features/features.ts';
import { CLOSED_STAGES } from '../silver/lead-stages.ts';

const CLOSED = CLOSED_STAGES.map((stage) => `'${stage}'`).join(', ');
const NAMES = FEATURES.map(({ name }) => name).join(', ');

/** Relations of `silver/leads` and `silver/interactions`. */
export interface SilverRelations {
  readonly leads: string;
  readonly interactions: string;
}

/**
 * Query of the features of leads, each as of a time, by the one definition of every feature. One row per lead that was
 * known then: the columns of `asked`, then the features in order.
 *
 * @param asked relation with at least `lead_id` and `as_of`, epoch milliseconds; a lead occurs once
 */
export function featuresOf(asked: string, { leads, interactions }: SilverRelations): string {
  const features = featureSql({ requested: asked, leads, interactions, double: 'DOUBLE' });
  return `SELECT asked.*, ${NAMES} FROM ${asked} asked JOIN (${features}) computed ON computed.lead_id = asked.lead_id`;
}

/**
 * Query of all leads known at a time: `lead_id`, `as_of`, and `is_closed`, whether the stage of the lead was closed by then.
 *
 * @param asOf  epoch milliseconds
 * @param where SQL condition on the columns of `silver/leads`
 */
export function leadsAt(asOf: number, leads: string, where = 'true'): string {
  const time = `CAST(${Math.floor(asOf)} AS BIGINT)`;
  return `SELECT lead_id, ${time} AS as_of, stage IN (${CLOSED}) AS is_closed
    FROM ${leads} WHERE valid_from <= ${time} AND ${time} < valid_until AND (${where})`;
}

/**
 * SQL of the digest of a row of features, hex: MD5 of every value but those that age, in order. It is equal as long as
 * nothing about the lead changed that a model can see, but for the time that went by.
 *
 * The digested text holds `?` for a missing value, a number's shortest text and `;`, a category's length, `:` and text: two
 * different rows have different texts.
 */
export function featureDigest(): string {
  const definitions: readonly FeatureDefinition[] = FEATURES;
  const parts = definitions
    .filter(({ ages }) => !ages)
    .map(({ name, kind }) =>
      kind === 'number'
        ? `COALESCE(CAST(${name} AS VARCHAR) || ';', '?')`
        : `COALESCE(length(${name}) || ':' || ${name}, '?')`,
    );
  return `md5(${parts.join(' || ')})`;
}

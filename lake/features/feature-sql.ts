import { FEATURES, type FeatureDefinition } from './features.ts';

/** The relations the feature definition reads, and the engine's word for a 64-bit float. */
export interface FeatureRelations {
  /** `(lead_id, as_of)`: which leads, and as of which epoch millisecond */
  readonly requested: string;
  /** `(lead_id, valid_from, valid_until, created_at, company_size, industry, country, source, licence_type)` */
  readonly leads: string;
  /** `(lead_id, kind, occurred_at, recorded_at, duration_seconds, quantity)` */
  readonly interactions: string;
  readonly double: 'DOUBLE PRECISION' | 'DOUBLE';
}

/**
 * The one definition of every feature, as a query over the given relations.
 *
 * One row per request whose lead was known at `as_of`: `lead_id`, then the features in order. Only rows recorded by
 * `as_of` count, so a feature computed later for an earlier time is the value that was known then.
 */
export function featureSql(relations: FeatureRelations): string {
  const definitions: readonly FeatureDefinition[] = FEATURES;
  const activity = definitions.filter((feature) => feature.from === 'activity');
  return `WITH activity AS (
  SELECT q.lead_id, q.as_of,
    ${activity.map((feature) => `${expression(feature, relations.double)} AS ${feature.name}`).join(',\n    ')}
  FROM ${relations.requested} q
  JOIN ${relations.interactions} i
    ON i.lead_id = q.lead_id AND i.occurred_at <= q.as_of AND i.recorded_at <= q.as_of
  GROUP BY q.lead_id, q.as_of
)
SELECT q.lead_id,
  ${definitions.map((feature) => `${column(feature, relations.double)} AS ${feature.name}`).join(',\n  ')}
FROM ${relations.requested} q
JOIN ${relations.leads} l ON l.lead_id = q.lead_id AND l.valid_from <= q.as_of AND q.as_of < l.valid_until
LEFT JOIN activity a ON a.lead_id = q.lead_id AND a.as_of = q.as_of`;
}

function column(feature: FeatureDefinition, double: FeatureRelations['double']): string {
  const value = feature.from === 'lead' ? expression(feature, double) : `a.${feature.name}`;
  const filled = feature.whenIdle === undefined ? value : `COALESCE(${value}, ${feature.whenIdle})`;
  return feature.kind === 'number' ? `CAST(${filled} AS ${double})` : filled;
}

function expression(feature: FeatureDefinition, double: FeatureRelations['double']): string {
  return feature.sql.replaceAll('{double}', double);
}

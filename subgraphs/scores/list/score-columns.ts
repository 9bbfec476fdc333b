import { type RawBuilder, sql } from 'kysely';
import { FEATURES, type FeatureDefinition, type FeatureName } from '../../../lake/features/features.ts';
import type { SqlColumn } from '../../../platform/exports/export-pages.ts';

/** Columns of the export of scores, over `scores.prediction p`. */
export const SCORE_COLUMNS: readonly SqlColumn[] = [
  { name: 'id', type: 'text', sql: sql`p.id` },
  { name: 'lead_id', type: 'text', sql: sql`p.lead_id` },
  { name: 'model', type: 'text', sql: sql`p.model` },
  { name: 'version', type: 'integer', sql: sql`p.version` },
  { name: 'role', type: 'text', sql: sql`p.role` },
  { name: 'cause', type: 'text', sql: sql`p.cause` },
  { name: 'probability', type: 'number', sql: sql`p.probability` },
  { name: 'points', type: 'integer', sql: sql`p.points` },
  { name: 'grade', type: 'text', sql: sql`p.grade` },
  { name: 'grade_policy', type: 'text', sql: sql`p.grade_policy` },
  { name: 'scored_at', type: 'time', sql: sql`p.scored_at` },
  { name: 'latency_ms', type: 'number', sql: sql`p.latency_ms` },
  { name: 'lead_closed', type: 'boolean', sql: sql`p.lead_closed` },
  { name: 'rollout_id', type: 'text', sql: sql`p.rollout::text` },
  { name: 'request_id', type: 'text', sql: sql`p.request_id` },
];

/** A column per feature, named as the feature. @param sqlOf makes the SQL of its values */
export function featureColumns(sqlOf: (feature: FeatureName) => RawBuilder<unknown>): readonly SqlColumn[] {
  const definitions: readonly FeatureDefinition[] = FEATURES;
  return definitions.map(({ name, kind }) => {
    return { name, type: kind === 'number' ? 'number' : 'text', sql: sqlOf(name as FeatureName) };
  });
}

/** Columns of the features that a score was computed from, over `scores.prediction p`. */
export const SCORE_FEATURE_COLUMNS = featureColumns((feature) => sql`p.features -> ${sql.lit(feature)}`);

import { type RawBuilder, sql } from 'kysely';
import type { Prediction } from './prediction.ts';

/** Field of a {@link Prediction}. */
export type PredictionField = keyof Prediction;

const COLUMNS: Readonly<Record<PredictionField, string>> = {
  sequence: 'sequence',
  transactionId: 'transaction_id',
  id: 'id',
  leadId: 'lead_id',
  model: 'model',
  version: 'version',
  digest: 'digest',
  role: 'role',
  cause: 'cause',
  leadClosed: 'lead_closed',
  rollout: 'rollout',
  raw: 'raw',
  probability: 'probability',
  points: 'points',
  grade: 'grade',
  gradePolicy: 'grade_policy',
  features: 'features',
  scoredAt: 'scored_at',
  latencyMs: 'latency_ms',
  requestId: 'request_id',
};

/** Every field of a prediction. */
export const PREDICTION_FIELDS = Object.keys(COLUMNS) as readonly PredictionField[];

/** Whether a name is that of a field of a prediction. */
export function isPredictionField(name: string): name is PredictionField {
  return Object.hasOwn(COLUMNS, name);
}

/** Columns of `scores.prediction p` that make the fields of a {@link Prediction}. */
export function predictionColumns(fields: readonly PredictionField[]): RawBuilder<unknown> {
  return sql.raw(fields.map((field) => `p.${COLUMNS[field]} AS "${field}"`).join(', '));
}

/** Columns of `scores.prediction p` that make a whole {@link Prediction}. */
export const PREDICTION = predictionColumns(PREDICTION_FIELDS);

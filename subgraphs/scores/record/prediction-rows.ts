import { type RawBuilder, sql } from 'kysely';
import { plainArray, textArray } from '../../../platform/database/statements/array-literal.ts';
import type { NewPrediction } from './prediction.ts';

type Texts = readonly [type: 'text', (prediction: NewPrediction) => string | null];
type Plain = readonly [
  type: 'boolean' | 'integer' | 'bigint' | 'double precision',
  (prediction: NewPrediction) => number | boolean | null,
];

/** Columns of predictions as rows, by name: the type that each is sent in, and its value. Features follow as JSON. */
const COLUMNS = {
  id: ['text', ({ id }) => id],
  leadId: ['text', ({ leadId }) => leadId],
  model: ['text', ({ model }) => model],
  version: ['integer', ({ version }) => version],
  digest: ['text', ({ digest }) => digest],
  role: ['text', ({ role }) => role],
  cause: ['text', ({ cause }) => cause],
  leadClosed: ['boolean', ({ leadClosed }) => leadClosed],
  rollout: ['bigint', ({ rollout }) => rollout],
  raw: ['double precision', ({ raw }) => raw],
  probability: ['double precision', ({ probability }) => probability],
  points: ['integer', ({ points }) => points],
  grade: ['text', ({ grade }) => grade],
  gradePolicy: ['text', ({ gradePolicy }) => gradePolicy],
  scoredAt: ['bigint', ({ scoredAt }) => scoredAt],
  latencyMs: ['double precision', ({ latencyMs }) => latencyMs],
  requestId: ['text', ({ requestId }) => requestId],
  idempotencyKey: ['text', ({ idempotencyKey }) => idempotencyKey],
  requestDigest: ['text', ({ requestDigest }) => requestDigest],
  writeBack: ['boolean', ({ writeBack }) => writeBack],
  isExposure: ['boolean', ({ isExposure }) => isExposure],
} as const satisfies Readonly<Record<Exclude<keyof NewPrediction, 'features'>, Texts | Plain>>;

const ENTRIES = Object.entries(COLUMNS) as readonly (readonly [keyof NewPrediction, Texts | Plain])[];
/** Number of columns. */
export const PREDICTION_COLUMNS = ENTRIES.length + 1;

const NAMES = sql.join([...ENTRIES.map(([name]) => sql.id(name)), sql.id('features')]);

/** Predictions by column: parameters of {@link predictionRows}, in its order. */
export function predictionColumns(predictions: readonly NewPrediction[]): readonly string[] {
  const columns = ENTRIES.map(([, [type, read]]) =>
    type === 'text' ? textArray(predictions.map(read)) : plainArray(predictions.map(read)),
  );
  return [...columns, JSON.stringify(predictions.map(({ features }) => features))];
}

/** A query of predictions as rows. @param columns of {@link predictionColumns}, or what stands for them */
export function predictionRows(columns: readonly unknown[]): RawBuilder<unknown> {
  const arrays = ENTRIES.map(([, [type]], index) => sql`${columns[index]}::${sql.raw(type)}[]`);
  const features = sql`jsonb_array_elements(${columns[ENTRIES.length]}::jsonb)`;
  return sql`SELECT * FROM ROWS FROM (unnest(${sql.join(arrays)}), ${features}) AS row (${NAMES})`;
}

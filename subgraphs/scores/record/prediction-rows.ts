import { type RawBuilder, sql } from 'kysely';
import { plainArray, textArray } from '../../../platform/database/statements/array-literal.ts';
import type { NewPrediction } from './prediction.ts';

type Value = string | number | boolean | null;

interface Column {
  readonly type: 'text' | 'boolean' | 'integer' | 'bigint' | 'double precision';
  /** whether most batches have one value in all rows: it is sent once then */
  readonly isShared: boolean;
}

const OWN_TEXT: Column = { type: 'text', isShared: false };
const OWN_DOUBLE: Column = { type: 'double precision', isShared: false };
const SHARED_TEXT: Column = { type: 'text', isShared: true };
const SHARED_BOOLEAN: Column = { type: 'boolean', isShared: true };

/** Columns of predictions as rows, as they are sent. Features follow as JSON. */
const COLUMNS: Readonly<Record<Exclude<keyof NewPrediction, 'features'>, Column>> = {
  id: OWN_TEXT,
  leadId: OWN_TEXT,
  model: SHARED_TEXT,
  version: { type: 'integer', isShared: true },
  digest: SHARED_TEXT,
  role: SHARED_TEXT,
  cause: SHARED_TEXT,
  leadClosed: SHARED_BOOLEAN,
  rollout: { type: 'bigint', isShared: true },
  raw: OWN_DOUBLE,
  probability: OWN_DOUBLE,
  points: { type: 'integer', isShared: false },
  grade: OWN_TEXT,
  gradePolicy: SHARED_TEXT,
  scoredAt: { type: 'bigint', isShared: true },
  latencyMs: OWN_DOUBLE,
  requestId: OWN_TEXT,
  idempotencyKey: SHARED_TEXT,
  requestDigest: SHARED_TEXT,
  writeBack: SHARED_BOOLEAN,
  isExposure: SHARED_BOOLEAN,
};

const ENTRIES = Object.entries(COLUMNS) as readonly (readonly [keyof typeof COLUMNS, Column])[];
const SHARED = ENTRIES.filter(([, { isShared }]) => isShared).map(([name]) => name);

/** Number of values of {@link predictionValues}. */
export const PREDICTION_VALUES = ENTRIES.length + 1 + SHARED.length;

/** Predictions by column: the values that {@link predictionRows} takes, in its order. */
export function predictionValues(predictions: readonly NewPrediction[]): readonly unknown[] {
  const shared: Value[] = [];
  const arrays = ENTRIES.map(([name, { type, isShared }]) => {
    if (!isShared) return arrayOf(type, valuesOf(predictions, name));
    const value = sharedValue(predictions, name);
    shared.push(value ?? null);
    return value === undefined ? arrayOf(type, valuesOf(predictions, name)) : '{}';
  });
  return [...arrays, JSON.stringify(predictions.map(({ features }) => features)), ...shared];
}

/** A query of predictions as rows. @param values of {@link predictionValues}, or what stands for them */
export function predictionRows(values: readonly unknown[]): RawBuilder<unknown> {
  const arrays = ENTRIES.map(([, { type }], index) => sql`${values[index]}::${sql.raw(type)}[]`);
  const features = sql`jsonb_array_elements(${values[ENTRIES.length]}::jsonb)`;
  const names = sql.join([...ENTRIES.map(([name]) => sql.id(name)), sql.id('features')]);
  // an array without elements is read as nulls beside the others
  const selected = ENTRIES.map(([name, { type, isShared }]) => {
    if (!isShared) return sql.id(name);
    const value = values[ENTRIES.length + 1 + SHARED.indexOf(name)];
    return sql`COALESCE(${sql.id(name)}, ${value}::${sql.raw(type)}) AS ${sql.id(name)}`;
  });
  return sql`SELECT ${sql.join(selected)}, features
    FROM ROWS FROM (unnest(${sql.join(arrays)}), ${features}) AS row (${names})`;
}

function valuesOf(predictions: readonly NewPrediction[], name: keyof typeof COLUMNS): readonly Value[] {
  return predictions.map((prediction) => prediction[name]);
}

/** The value of all rows; undefined where they differ. */
function sharedValue(predictions: readonly NewPrediction[], name: keyof typeof COLUMNS): Value | undefined {
  const value = predictions[0]?.[name];
  return predictions.every((prediction) => prediction[name] === value) ? value : undefined;
}

function arrayOf(type: Column['type'], values: readonly Value[]): string {
  return type === 'text'
    ? textArray(values as readonly (string | null)[])
    : plainArray(values as readonly (number | boolean | null)[]);
}

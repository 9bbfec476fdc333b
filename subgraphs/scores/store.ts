import { type Kysely, sql } from 'kysely';
import { jsonRows } from '../shared/json-rows.ts';
import type { Outbox } from '../shared/outbox.ts';
import type { KeyedPrediction, NewPrediction, Prediction, RecordedAs } from './prediction.ts';

/** Every statement here is raw SQL with named relations; the builder needs no table types. */
export type ScoresDb = Kysely<never>;

/** What to SELECT from `scores.prediction p` to make a {@link Prediction}. */
export const PREDICTION = sql`p.sequence, p.transaction_id AS "transactionId", p.id, p.lead_id AS "leadId", p.model, p.version,
  p.digest, p.role, p.raw, p.probability, p.points, p.grade, p.grade_policy AS "gradePolicy", p.features,
  p.scored_at AS "scoredAt", p.latency_ms AS "latencyMs", p.request_id AS "requestId"`;

/**
 * Records predictions together with one message that writes them back to the CRM: one statement, so one durable commit.
 *
 * A row whose idempotency key is taken is left out, also when another process takes it at the same moment.
 *
 * @returns what the rows were recorded as, by id
 */
export async function insertPredictions(
  db: ScoresDb,
  outbox: Outbox,
  predictions: readonly NewPrediction[],
): Promise<ReadonlyMap<string, RecordedAs>> {
  const message = sql`SELECT jsonb_agg(jsonb_build_object('leadId', i.lead_id, 'scoreId', i.id, 'sequence', i.sequence,
      'probability', i.probability, 'points', i.points, 'grade', i.grade,
      'modelVersion', i.model || ':' || i.version, 'scoredAt', i.scored_at))
    FROM inserted i JOIN input USING (id) WHERE input."writeBack" HAVING count(*) > 0`;
  const { rows } = await sql<RecordedAs & { id: string }>`
    WITH input AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(predictions)}::jsonb) AS row (
        id text, "leadId" text, model text, version integer, digest text, role text, raw double precision,
        probability double precision, points integer, grade text, "gradePolicy" text, features jsonb, "scoredAt" bigint,
        "latencyMs" double precision, "requestId" text, "idempotencyKey" text, "requestDigest" text, "writeBack" boolean)
    ), inserted AS (
      INSERT INTO scores.prediction (id, lead_id, model, version, digest, role, raw, probability, points, grade,
        grade_policy, features, scored_at, latency_ms, request_id, idempotency_key, request_digest)
      SELECT id, "leadId", model, version, digest, role, raw, probability, points, grade, "gradePolicy", features,
        "scoredAt", "latencyMs", "requestId", "idempotencyKey", "requestDigest" FROM input
      ON CONFLICT (idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING
      RETURNING *
    ), published AS (${outbox.publication('leads.write-back', message)})
    SELECT id, sequence, transaction_id AS "transactionId" FROM inserted`.execute(db);
  return new Map(rows.map(({ id, ...recordedAs }) => [id, recordedAs]));
}

/** Finds predictions by their idempotency keys. */
export async function findByKeys(db: ScoresDb, keys: readonly string[]): Promise<readonly KeyedPrediction[]> {
  const { rows } = await sql<KeyedPrediction>`
    SELECT ${PREDICTION}, p.idempotency_key AS "idempotencyKey", p.request_digest AS "requestDigest"
    FROM scores.prediction p WHERE p.idempotency_key = ANY(${keys}::text[])`.execute(db);
  return rows;
}

/** Finds predictions by id, in any order. */
export async function findPredictions(db: ScoresDb, ids: readonly string[]): Promise<readonly Prediction[]> {
  const { rows } = await sql<Prediction>`
    SELECT ${PREDICTION} FROM scores.prediction p WHERE p.id = ANY(${ids}::text[])`.execute(db);
  return rows;
}

/** Asks for scores of one lead, newest first. */
export interface HistoryRequest {
  readonly leadId: string;
  /** only scores older than this sequence; absent for the newest */
  readonly before?: number | undefined;
  readonly limit: number;
}

/**
 * Finds scores of many leads in one statement: one index lookup per request.
 *
 * @returns per request, in order, its scores, newest first
 */
export async function findHistories(
  db: ScoresDb,
  requests: readonly HistoryRequest[],
): Promise<readonly (readonly Prediction[])[]> {
  const asked = requests.map((request, index) => ({ index, before: null, ...request }));
  const rows = await jsonRows<Prediction & { index: number }>(
    db,
    sql`SELECT q.index, ${PREDICTION}
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS q (
      index integer, "leadId" text, before bigint, "limit" integer)
    CROSS JOIN LATERAL (
      SELECT * FROM scores.prediction
      WHERE lead_id = q."leadId" AND sequence < COALESCE(q.before, 9223372036854775807) AND role <> 'SHADOW'
      ORDER BY sequence DESC LIMIT q."limit"
    ) p ORDER BY q.index, p.sequence DESC`,
  );
  const histories: Prediction[][] = requests.map(() => []);
  for (const { index, ...prediction } of rows) histories[index]?.push(prediction);
  return histories;
}

import { type Kysely, sql } from 'kysely';
import { jsonRows } from '../../../platform/database/json-rows.ts';
import { type KeyedPrediction, type Prediction, SHOWN_ROLES } from './prediction.ts';

/** Database of the subgraph `scores`: statements are raw SQL with named relations, so the builder needs no table types. */
export type ScoresDb = Kysely<never>;

/** Columns of `scores.prediction p` that make a {@link Prediction}. */
export const PREDICTION = sql`p.sequence, p.transaction_id AS "transactionId", p.id, p.lead_id AS "leadId", p.model, p.version,
  p.digest, p.role, p.cause, p.lead_closed AS "leadClosed", p.rollout, p.raw, p.probability, p.points, p.grade, p.grade_policy AS "gradePolicy", p.features,
  p.scored_at AS "scoredAt", p.latency_ms AS "latencyMs", p.request_id AS "requestId"`;

const SHOWN = sql.raw(SHOWN_ROLES.map((role) => `'${role}'`).join(', '));

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

/** Leads that were merged into that of a request `q`, also over several merges. */
const MERGED_LEADS = sql` UNION ALL (WITH RECURSIVE own (lead_id) AS (
    SELECT m.lead_id FROM leads.merged_lead m WHERE m.survivor_id = q."leadId" AND q."includesMerged"
    UNION SELECT m.lead_id FROM own JOIN leads.merged_lead m ON m.survivor_id = own.lead_id
  ) SELECT lead_id FROM own)`;

/** Request for the shown scores of one lead by one model, newest first. */
export interface HistoryRequest {
  readonly leadId: string;
  readonly model: string;
  /** only scores older than this sequence; absent for the newest */
  readonly before?: number | undefined;
  readonly limit: number;
  /** whether scores of leads that were merged into it count as well; default false */
  readonly includesMerged?: boolean;
}

/**
 * Finds scores of many leads in one statement: one index lookup per request and lead.
 *
 * @returns per request, in order, its scores, newest first
 */
export async function findHistories(
  db: ScoresDb,
  requests: readonly HistoryRequest[],
): Promise<readonly (readonly Prediction[])[]> {
  const asked = requests.map((request, index) => ({ index, before: null, includesMerged: false, ...request }));
  const mergedLeads = requests.some(({ includesMerged }) => includesMerged) ? MERGED_LEADS : sql``;
  const rows = await jsonRows<Prediction & { index: number }>(
    db,
    sql`SELECT q.index, ${PREDICTION}
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS q (
      index integer, "leadId" text, model text, before bigint, "limit" integer, "includesMerged" boolean)
    CROSS JOIN LATERAL (
      SELECT of_one.* FROM (SELECT q."leadId" AS lead_id${mergedLeads}) l CROSS JOIN LATERAL (
        SELECT * FROM scores.prediction
        WHERE lead_id = l.lead_id AND model = q.model AND sequence < COALESCE(q.before, 9223372036854775807)
          AND role IN (${SHOWN})
        ORDER BY sequence DESC LIMIT q."limit"
      ) of_one ORDER BY sequence DESC LIMIT q."limit"
    ) p ORDER BY q.index, p.sequence DESC`,
  );
  const histories: Prediction[][] = requests.map(() => []);
  for (const { index, ...prediction } of rows) histories[index]?.push(prediction);
  return histories;
}

import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type KeyedPrediction, type Prediction, SHOWN_ROLES } from './prediction.ts';
import { PREDICTION, PREDICTION_FIELDS, type PredictionField, predictionColumns } from './prediction-columns.ts';

/** Database of the subgraph `scores`: statements are raw SQL with named relations, so the builder needs no table types. */
export type ScoresDb = Kysely<never>;

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
 * @param fields of the predictions to read; the others are absent
 * @returns per request, in order, its scores, newest first
 */
export async function findHistories(
  db: ScoresDb,
  requests: readonly HistoryRequest[],
  fields: readonly PredictionField[] = PREDICTION_FIELDS,
): Promise<readonly (readonly Prediction[])[]> {
  const each = (read: (request: HistoryRequest) => unknown) => sql`${requests.map(read)}`;
  const includesMerged = ({ includesMerged = false }: HistoryRequest) => includesMerged;
  const asked = [
    sql`${each(({ leadId }) => leadId)}::text[]`,
    sql`${each(({ model }) => model)}::text[]`,
    sql`${each(({ before = null }) => before)}::bigint[]`,
    sql`${each(({ limit }) => limit)}::integer[]`,
    sql`${each(includesMerged)}::boolean[]`,
  ];
  // each list as JSON: reading hundreds of single values off the wire costs more than finding them
  const { rows } = await sql<{ histories: string }>`
    SELECT json_agg(h.history)::text AS histories FROM (
      SELECT (SELECT COALESCE(json_agg(p), '[]') FROM (
        ${requests.some(includesMerged) ? ofMergedLeads(fields) : newestOf(sql`q.lead_id`, predictionColumns(fields))}
      ) p) AS history
      FROM unnest(${sql.join(asked)}) WITH ORDINALITY AS q (lead_id, model, before, most, includes_merged, position)
      ORDER BY q.position
    ) h`.execute(db);
  return JSON.parse((rows[0] as { histories: string }).histories);
}

/** The newest scores of a lead for a request `q`. */
function newestOf(leadId: RawBuilder<unknown>, columns: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`SELECT ${columns} FROM scores.prediction p
    WHERE p.lead_id = ${leadId} AND p.model = q.model AND p.sequence < COALESCE(q.before, 9223372036854775807)
      AND p.role IN (${SHOWN})
    ORDER BY p.sequence DESC LIMIT q.most`;
}

/** The newest scores of the lead of a request `q` and of those that were merged into it, also over several merges. */
function ofMergedLeads(fields: readonly PredictionField[]): RawBuilder<unknown> {
  return sql`SELECT ${predictionColumns(fields)} FROM (
      SELECT q.lead_id UNION ALL (WITH RECURSIVE own (lead_id) AS (
        SELECT m.lead_id FROM leads.merged_lead m WHERE m.survivor_id = q.lead_id AND q.includes_merged
        UNION SELECT m.lead_id FROM own JOIN leads.merged_lead m ON m.survivor_id = own.lead_id
      ) SELECT lead_id FROM own)
    ) l CROSS JOIN LATERAL (${newestOf(sql`l.lead_id`, sql`*`)}) p ORDER BY p.sequence DESC LIMIT q.most`;
}

import { type RawBuilder, sql } from 'kysely';
import { FixedStatement } from '../../../platform/database/statements/fixed-statement.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Failure } from './failure.ts';
import type { NewPrediction, RecordedAs } from './prediction.ts';
import { PREDICTION_VALUES, predictionRows, predictionValues } from './prediction-rows.ts';
import type { ScoresDb } from './prediction-store.ts';

/** Rows that a batch records. */
export interface BatchRecord {
  readonly predictions: readonly NewPrediction[];
  readonly failures: readonly Failure[];
}

const NOTHING = sql``;

/** Statements by the parts that they have besides the predictions. */
const statements = new Map<string, FixedStatement<RecordedAs & { readonly id: string }>>();

/**
 * Records predictions, failures and exposures, together with one message that writes scores back to the CRM: one
 * statement, so one durable commit.
 *
 * A row whose idempotency key is taken is left out, also when another process takes it at the same moment.
 *
 * @returns the positions of the recorded predictions, by id
 */
export async function recordBatch(
  db: ScoresDb,
  outbox: Outbox,
  { predictions, failures }: BatchRecord,
): Promise<ReadonlyMap<string, RecordedAs>> {
  if (predictions.length === 0) {
    if (failures.length > 0) await insertionOf(JSON.stringify(failures)).execute(db);
    return new Map();
  }
  const recorded = predictionValues(predictions);
  const values = failures.length > 0 ? [...recorded, JSON.stringify(failures)] : recorded;
  const rows = await statementOf(outbox, partsOf(predictions), values.length).execute(db, values);
  return new Map(rows.map(({ id, ...recordedAs }) => [id, recordedAs]));
}

function statementOf(outbox: Outbox, parts: InsertionParts, size: number): FixedStatement<RecordedAs & { id: string }> {
  const key = `${parts.writesBack} ${parts.exposes} ${size}`;
  let statement = statements.get(key);
  if (!statement) {
    statement = new FixedStatement(size, (slots) => {
      const failures = slots[PREDICTION_VALUES];
      return sql`
        WITH input AS (${predictionRows(slots.slice(0, PREDICTION_VALUES))}), ${insertion(outbox, parts)}
        ${failures ? sql`, failed AS (${insertionOf(failures)})` : NOTHING}
        SELECT id, sequence, transaction_id AS "transactionId" FROM inserted`;
    });
    statements.set(key, statement);
  }
  return statement;
}

/** Parts that predictions need of an {@link insertion}. */
export interface InsertionParts {
  /** whether any goes back to its lead */
  readonly writesBack: boolean;
  /** whether any exposes its lead to a version */
  readonly exposes: boolean;
}

/** The {@link InsertionParts} of predictions. */
export function partsOf(predictions: readonly NewPrediction[]): InsertionParts {
  return {
    writesBack: predictions.some(({ writeBack }) => writeBack),
    exposes: predictions.some(({ isExposure }) => isExposure),
  };
}

/**
 * Parts of a WITH clause that record the rows of its part `input` (see {@link predictionRows}), expose their leads to
 * rollouts, and publish their write-back; the part `inserted` has the recorded rows.
 */
export function insertion(outbox: Outbox, { writesBack, exposes }: InsertionParts): RawBuilder<unknown> {
  return sql`inserted AS (
      INSERT INTO scores.prediction (id, lead_id, model, version, digest, role, cause, lead_closed, rollout, raw, probability,
        points, grade, grade_policy, features, scored_at, latency_ms, request_id, idempotency_key, request_digest)
      SELECT id, "leadId", model, version, digest, role, cause, "leadClosed", rollout, raw, probability, points, grade,
        "gradePolicy", features, "scoredAt", "latencyMs", "requestId", "idempotencyKey", "requestDigest" FROM input
      ON CONFLICT (idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING
      RETURNING id, sequence, transaction_id, lead_id, model, version, role, rollout, probability, points, grade, scored_at
    )
    ${writesBack ? sql`, published AS (${outbox.publication('leads.write-back', WRITE_BACK)})` : NOTHING}
    ${exposes ? EXPOSED : NOTHING}`;
}

const WRITE_BACK = sql`SELECT jsonb_agg(jsonb_build_object('leadId', i.lead_id, 'scoreId', i.id, 'sequence', i.sequence,
    'probability', i.probability, 'points', i.points, 'grade', i.grade,
    'modelVersion', i.model || ':' || i.version, 'scoredAt', i.scored_at))
  FROM inserted i JOIN input USING (id) WHERE input."writeBack" HAVING count(*) > 0`;

// in one order everywhere: processes that expose the same leads cannot deadlock
const EXPOSED = sql`, exposed AS (
  INSERT INTO scores.exposure (rollout, lead_id, version, held_out, exposed_at)
  SELECT i.rollout, i.lead_id, i.version, i.role = 'HOLDOUT', i.scored_at
  FROM inserted i JOIN input USING (id) WHERE input."isExposure" ORDER BY 1, 2, 3, 4
  ON CONFLICT DO NOTHING)`;

/** @param failures JSON of them */
function insertionOf(failures: unknown): RawBuilder<unknown> {
  return sql`INSERT INTO scores.failure
      (model, version, role, cause, lead_closed, rollout, lead_id, request_id, code, failed_at, latency_ms)
    SELECT model, version, role, cause, "leadClosed", rollout, "leadId", "requestId", code, "failedAt", "latencyMs"
    FROM jsonb_to_recordset(${failures}::jsonb) AS row (
      model text, version integer, role text, cause text, "leadClosed" boolean, rollout bigint, "leadId" text,
      "requestId" text, code text, "failedAt" bigint, "latencyMs" double precision)`;
}

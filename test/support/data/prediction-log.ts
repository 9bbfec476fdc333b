import { type QueryExecutorProvider, sql } from 'kysely';

/** A prediction to log: what is not given is that of one champion. */
export interface LoggedPrediction {
  readonly leadId?: string;
  readonly model?: string;
  readonly version?: number;
  readonly role?: string;
  readonly rollout?: number;
  readonly probability?: number;
  readonly grade?: string;
  readonly features?: Readonly<Record<string, string | number | null>>;
  /** epoch milliseconds */
  readonly scoredAt: number;
  readonly latencyMs?: number;
  readonly cause?: string;
  readonly leadClosed?: boolean;
  /** of the call; one of its own when absent */
  readonly requestId?: string;
}

/** Logs predictions, in one statement and thus one transaction, unless it is given one. */
export async function logPredictions(
  db: QueryExecutorProvider,
  predictions: readonly LoggedPrediction[],
): Promise<void> {
  const usual = { model: 'lead-conversion', version: 1, role: 'CHAMPION', grade: 'B', features: {} };
  const marks = { cause: 'REQUESTED', leadClosed: false };
  const rows = predictions.map((given) => ({ ...usual, ...marks, probability: 0.25, latencyMs: 1, ...given }));
  await sql`INSERT INTO scores.prediction (id, lead_id, model, version, digest, role, rollout, raw, probability, points,
      grade, grade_policy, features, scored_at, latency_ms, request_id, cause, lead_closed)
    SELECT gen_random_uuid()::text, "leadId", model, version, 'd', role, rollout, probability, probability, 1, grade, 'v1',
      features, "scoredAt", "latencyMs", COALESCE("requestId", gen_random_uuid()::text), cause, "leadClosed"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS p("leadId" text, model text, version int, role text,
      rollout bigint, probability float8, grade text, features jsonb, "scoredAt" bigint, "latencyMs" float8,
      "requestId" text, cause text, "leadClosed" boolean)`.execute(db);
}

/** A failure to log. */
export interface LoggedFailure {
  readonly code: string;
  /** epoch milliseconds */
  readonly failedAt: number;
  readonly model?: string;
  readonly version?: number;
  readonly role?: string;
  readonly cause?: string;
}

/** Logs failures. */
export async function logFailures(db: QueryExecutorProvider, failures: readonly LoggedFailure[]): Promise<void> {
  const rows = failures.map((given) => ({
    model: 'lead-conversion',
    version: 1,
    role: 'CHAMPION',
    cause: 'REQUESTED',
    ...given,
  }));
  await sql`INSERT INTO scores.failure (model, version, role, request_id, code, failed_at, latency_ms, cause)
    SELECT model, version, role, 'r', code, "failedAt", 1, cause
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS f(model text, version int, role text, code text,
      "failedAt" bigint, cause text)
    `.execute(db);
}

import { sql } from 'kysely';
import type { GateResult } from '../gates/gate.ts';
import type { Db, VersionKey } from '../versions/store/version-store.ts';

/** States of a promotion request. */
export const REQUEST_STATUSES = ['OPEN', 'APPROVED', 'REJECTED'] as const;

/** A status of {@link REQUEST_STATUSES}. */
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

/** Promotion request as stored. */
export interface RequestRow extends VersionKey {
  readonly id: number;
  readonly status: RequestStatus;
  readonly requested_at: number;
  readonly requested_by: string;
  readonly request_reason: string;
  readonly decided_at: number | null;
  readonly decided_by: string | null;
  readonly decision_reason: string | null;
  /** results of the gates at the request, or at the decision once there is one */
  readonly gates: readonly GateResult[];
  /** whether it was approved although a gate refused */
  readonly overridden: boolean;
}

/** Promotion request to be stored. */
export interface NewRequest extends VersionKey {
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  readonly gates: readonly GateResult[];
}

/** Stores a request; undefined when the version has an open one. */
export async function insertRequest(trx: Db, request: NewRequest): Promise<number | undefined> {
  const { model, version, at, by, reason, gates } = request;
  const { rows } = await sql<{ id: number }>`INSERT INTO models.promotion_request
      (model, version, status, requested_at, requested_by, request_reason, gates)
    VALUES (${model}, ${version}, 'OPEN', ${at}, ${by}, ${reason}, ${JSON.stringify(gates)})
    ON CONFLICT DO NOTHING RETURNING id`.execute(trx);
  return rows[0]?.id;
}

/** Decision on a request, to be stored. */
export interface Decision {
  readonly status: Exclude<RequestStatus, 'OPEN'>;
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  readonly gates: readonly GateResult[];
  readonly overridden: boolean;
}

/** Closes a request. */
export async function closeRequest(trx: Db, id: number, decision: Decision): Promise<void> {
  const { status, at, by, reason, gates, overridden } = decision;
  await sql`UPDATE models.promotion_request SET status = ${status}, decided_at = ${at}, decided_by = ${by},
      decision_reason = ${reason}, gates = ${JSON.stringify(gates)}, overridden = ${overridden}
    WHERE id = ${id}`.execute(trx);
}

/** Request by its id. */
export async function findRequest(db: Db, id: number): Promise<RequestRow | undefined> {
  const { rows } = await sql<RequestRow>`SELECT * FROM models.promotion_request WHERE id = ${id}`.execute(db);
  return rows[0];
}

/**
 * Requests of a model, newest first.
 *
 * @param before only requests with a lower id
 */
export async function listRequests(
  db: Db,
  model: string,
  status: RequestStatus | null,
  first: number,
  before: number | null = null,
): Promise<RequestRow[]> {
  const { rows } = await sql<RequestRow>`SELECT * FROM models.promotion_request
    WHERE model = ${model} AND (${status}::text IS NULL OR status = ${status})
      AND (${before}::bigint IS NULL OR id < ${before})
    ORDER BY id DESC LIMIT ${first}`.execute(db);
  return rows;
}

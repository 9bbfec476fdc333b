import { sql } from 'kysely';
import type { Db } from '../../versions/store/version-store.ts';

/** States of a conflict; the first four are open. */
export const CONFLICT_STATES = [
  'LEFT',
  'PENDING',
  'REQUESTED',
  'GONE',
  'WRITTEN_BACK',
  'AGREED',
  'SUPERSEDED',
  'RENAMED',
] as const;

/** A state of {@link CONFLICT_STATES}. */
export type ConflictState = (typeof CONFLICT_STATES)[number];

/** Difference between the registries in `champion`, `challenger`, `stage of 3`, `version 3` or `model`. */
export interface Disagreement {
  readonly name: string;
  readonly subject: string;
  /** MLflow's version number or stage, in this registry and in MLflow */
  readonly here: string | undefined;
  readonly there: string | undefined;
}

/** Conflict as stored. */
export interface ConflictRow {
  readonly id: number;
  readonly mlflow_name: string;
  readonly subject: string;
  readonly here: string | null;
  readonly there: string | null;
  readonly state: ConflictState;
  readonly request_id: number | null;
  readonly detected_at: number;
  readonly closed_at: number | null;
}

/** Open conflicts of an MLflow model, at most one per subject. */
export async function listOpenConflicts(db: Db, name: string): Promise<ConflictRow[]> {
  const { rows } = await sql<ConflictRow>`SELECT * FROM models.mlflow_conflict
    WHERE mlflow_name = ${name} AND closed_at IS NULL`.execute(db);
  return rows;
}

/**
 * Opens a conflict in place of `open`, the one about the same subject, unless both are equal.
 *
 * @returns the open conflict
 */
export async function openConflict(
  db: Db,
  open: ConflictRow | undefined,
  { name, subject, here, there }: Disagreement,
  state: 'LEFT' | 'PENDING' | 'GONE',
  at: number,
): Promise<ConflictRow> {
  if (open && open.here === (here ?? null) && open.there === (there ?? null)) return open;
  return db.transaction().execute(async (trx) => {
    if (open) await closeConflict(trx, open.id, 'SUPERSEDED', at);
    const { rows } = await sql<ConflictRow>`INSERT INTO models.mlflow_conflict
        (mlflow_name, subject, here, there, state, detected_at)
      VALUES (${name}, ${subject}, ${here ?? null}, ${there ?? null}, ${state}, ${at})
      -- another sync may have opened it meanwhile
      ON CONFLICT (mlflow_name, subject) WHERE closed_at IS NULL DO UPDATE SET subject = excluded.subject
      RETURNING *`.execute(trx);
    return rows[0] as ConflictRow;
  });
}

/** Stores the state of an open conflict, and the promotion request that it led to. */
export async function putConflictState(
  db: Db,
  { id, request_id, state }: Pick<ConflictRow, 'id' | 'request_id' | 'state'>,
): Promise<void> {
  await sql`UPDATE models.mlflow_conflict SET state = ${state}, request_id = ${request_id} WHERE id = ${id}`.execute(
    db,
  );
}

/** Closes a conflict. */
export async function closeConflict(
  db: Db,
  id: number,
  state: 'WRITTEN_BACK' | 'AGREED' | 'SUPERSEDED',
  at: number,
): Promise<void> {
  await sql`UPDATE models.mlflow_conflict SET state = ${state}, closed_at = ${at} WHERE id = ${id}`.execute(db);
}

/** Which conflicts are listed. */
export interface ConflictFilter {
  /** name in this registry or in MLflow; null for all */
  readonly model: string | null;
  readonly openOnly: boolean;
  readonly first: number;
  /** only conflicts with a lower id */
  readonly before: number | null;
}

/** Conflicts, newest first. */
export async function listConflicts(
  db: Db,
  { model, openOnly, first, before }: ConflictFilter,
): Promise<ConflictRow[]> {
  const { rows } = await sql<ConflictRow>`SELECT * FROM models.mlflow_conflict
    WHERE (${model}::text IS NULL OR mlflow_name = ${model} OR mlflow_name IN (
        SELECT v.mlflow_name FROM models.mlflow_version v WHERE v.model = ${model}))
      AND (NOT ${openOnly}::boolean OR closed_at IS NULL)
      AND (${before}::bigint IS NULL OR id < ${before})
    ORDER BY id DESC LIMIT ${first}`.execute(db);
  return rows;
}

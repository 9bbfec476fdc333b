import { sql } from 'kysely';
import type { Db } from '../../versions/store/version-store.ts';

/** Last sync, over all replicas. */
export interface SyncRow {
  readonly last_synced_at: number | null;
  readonly failing_since: number | null;
  readonly error_code: string | null;
  readonly error_message: string | null;
}

/** Reads the last sync. */
export async function getSync(db: Db): Promise<SyncRow> {
  const { rows } = await sql<SyncRow>`SELECT last_synced_at, failing_since, error_code, error_message
    FROM models.mlflow_sync`.execute(db);
  const [row] = rows;
  if (!row) throw new RangeError('models.mlflow_sync: found no row, expected one');
  return row;
}

/** Records a successful sync. @returns the begin of the outage that it ends, if any */
export async function recordSuccess(db: Db, at: number): Promise<number | undefined> {
  const { rows } = await sql<{ failing_since: number | null }>`
    UPDATE models.mlflow_sync s SET last_synced_at = ${at}, failing_since = NULL, error_code = NULL, error_message = NULL
    FROM (SELECT failing_since FROM models.mlflow_sync FOR UPDATE) before RETURNING before.failing_since`.execute(db);
  return rows[0]?.failing_since ?? undefined;
}

/** Records a failed sync. @returns whether it is the first of an outage */
export async function recordFailure(db: Db, at: number, code: string, message: string): Promise<boolean> {
  const { rows } = await sql<{ failing_since: number | null }>`
    UPDATE models.mlflow_sync s SET failing_since = COALESCE(s.failing_since, ${at}), error_code = ${code},
      error_message = ${message}
    FROM (SELECT failing_since FROM models.mlflow_sync FOR UPDATE) before RETURNING before.failing_since`.execute(db);
  return rows[0]?.failing_since === null;
}

import { sql } from 'kysely';
import type { Db } from '../../versions/store/version-store.ts';

/** The last sync, over all replicas. */
export interface SyncRow {
  readonly last_synced_at: number | null;
  readonly failing_since: number | null;
  readonly error_code: string | null;
  readonly error_message: string | null;
}

/** What is known about the last sync. */
export async function getSync(db: Db): Promise<SyncRow> {
  const { rows } = await sql<SyncRow>`SELECT last_synced_at, failing_since, error_code, error_message
    FROM models.mlflow_sync`.execute(db);
  const [row] = rows;
  if (!row) throw new RangeError('models.mlflow_sync: found no row, expected one');
  return row;
}

/** The database's clock decides, as replicas' clocks differ; not the transaction's, which stands still. */
const NOW = sql`(EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::bigint`;

/** Takes or keeps the lease of the one replica that syncs. @returns whether this holder has it now */
export async function takeLease(db: Db, holder: string, leaseMs: number): Promise<boolean> {
  const { rows } = await sql`UPDATE models.mlflow_sync SET holder = ${holder}, held_until = ${NOW} + ${leaseMs}::bigint
    WHERE holder = ${holder} OR held_until NOT BETWEEN ${NOW} AND ${NOW} + ${leaseMs}::bigint RETURNING 1`.execute(db);
  return rows.length > 0;
}

/** Gives the lease back, unless another has it by now. */
export async function leaveLease(db: Db, holder: string): Promise<void> {
  await sql`UPDATE models.mlflow_sync SET holder = NULL, held_until = 0 WHERE holder = ${holder}`.execute(db);
}

/** Notes that a sync reached MLflow. @returns since when syncs had failed before it, if they had */
export async function noteSuccess(db: Db, at: number): Promise<number | undefined> {
  const { rows } = await sql<{ failing_since: number | null }>`
    UPDATE models.mlflow_sync s SET last_synced_at = ${at}, failing_since = NULL, error_code = NULL, error_message = NULL
    FROM (SELECT failing_since FROM models.mlflow_sync FOR UPDATE) before RETURNING before.failing_since`.execute(db);
  return rows[0]?.failing_since ?? undefined;
}

/** Notes that a sync failed. @returns whether it is the first of an outage */
export async function noteFailure(db: Db, at: number, code: string, message: string): Promise<boolean> {
  const { rows } = await sql<{ failing_since: number | null }>`
    UPDATE models.mlflow_sync s SET failing_since = COALESCE(s.failing_since, ${at}), error_code = ${code},
      error_message = ${message}
    FROM (SELECT failing_since FROM models.mlflow_sync FOR UPDATE) before RETURNING before.failing_since`.execute(db);
  return rows[0]?.failing_since === null;
}

/** Runs one statement outside of any transaction. */
type Query = (sql: string) => Promise<{ readonly rows?: readonly Record<string, unknown>[] }>;

// 64 MiB: half a second of recovery after a kill, a tenth of a second for the checkpoint
const CHECKPOINT_BYTES = 67_108_864;

/** PostgreSQL's own rule for autovacuum and autoanalyze, with its default thresholds raised to spare small tables. */
const NEEDIEST_TABLE = `
  SELECT quote_ident(schemaname) || '.' || quote_ident(relname) AS name
  FROM pg_stat_user_tables
  WHERE n_dead_tup > 1000 + 0.2 * n_live_tup OR n_mod_since_analyze > 1000 + 0.2 * n_live_tup
  ORDER BY n_dead_tup + n_mod_since_analyze DESC
  LIMIT 1`;

const WAL_BYTES =
  'SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn)::float8 AS bytes FROM pg_control_checkpoint()';

/**
 * Does what a server's background processes do and PGlite has none for: it keeps the WAL short, dead rows reusable and
 * the planner's statistics true. Without it the WAL grows until the disk is full, and so does every queue.
 *
 * One table and one checkpoint at most in each call, so that statements do not wait long.
 */
export async function keepUp(query: Query): Promise<void> {
  const [table] = (await query(NEEDIEST_TABLE)).rows ?? [];
  if (table) await query(`VACUUM (ANALYZE) ${table.name}`);
  // last: right after a checkpoint each page that is touched costs a whole page of WAL
  const [wal] = (await query(WAL_BYTES)).rows ?? [];
  if (Number(wal?.bytes) > CHECKPOINT_BYTES) await query('CHECKPOINT');
}

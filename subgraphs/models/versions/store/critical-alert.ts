import { sql } from 'kysely';
import type { Db, VersionKey } from './version-store.ts';

/** The view of `monitoring` with the alerts that are open and CRITICAL. */
const CRITICAL_ALERT = 'monitoring.critical_alert';

/**
 * Whether an alert about a champion is open and CRITICAL now: about the version, or about its model as a whole. Without
 * monitoring there are no alerts.
 */
export async function isUnderCriticalAlert(db: Db, { model, version }: VersionKey): Promise<boolean> {
  // monitoring starts after this subgraph, or never
  const { rows } = await sql<{ exists: boolean }>`
    SELECT to_regclass(${CRITICAL_ALERT}) IS NOT NULL AS exists`.execute(db);
  if (!rows[0]?.exists) return false;
  const alerts = await sql`SELECT 1 FROM monitoring.critical_alert
    WHERE model = ${model} AND (version IS NULL OR version = ${version}) LIMIT 1`.execute(db);
  return alerts.rows.length > 0;
}

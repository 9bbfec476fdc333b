import { sql } from 'kysely';
import type { Db, VersionKey } from './version-store.ts';

/** View of `monitoring` with the open CRITICAL alerts. */
const CRITICAL_ALERT = 'monitoring.critical_alert';

/** Whether a CRITICAL alert about a champion, or about its model as a whole, is open. False without monitoring. */
export async function isUnderCriticalAlert(db: Db, { model, version }: VersionKey): Promise<boolean> {
  // monitoring starts after this subgraph, or not at all
  const { rows } = await sql<{ exists: boolean }>`
    SELECT to_regclass(${CRITICAL_ALERT}) IS NOT NULL AS exists`.execute(db);
  if (!rows[0]?.exists) return false;
  const alerts = await sql`SELECT 1 FROM monitoring.critical_alert
    WHERE model = ${model} AND (version IS NULL OR version = ${version}) LIMIT 1`.execute(db);
  return alerts.rows.length > 0;
}

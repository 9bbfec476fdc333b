import { type Kysely, type RawBuilder, sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import type { AlertSeverity } from '../rules/alert-rule.ts';
import { type CheckKind, type IncidentIdentity, type IncidentNotification, incidentKey } from '../rules/incident.ts';
import type { AlertRow } from './alert-store.ts';
import type { OpenTime } from './event-store.ts';

/** Incident that is locked until the transaction ends. */
export interface LockedIncident {
  readonly key: string;
  readonly told: IncidentNotification;
  /** whether one of its alerts is open */
  readonly isOpen: boolean;
}

/** Incident with the counts of its alerts. */
export interface IncidentRow {
  readonly key: string;
  readonly model: string;
  readonly check: CheckKind;
  readonly sinceOpening: number;
  /** alerts of the present, or last, time it was open */
  readonly alerts: number;
  readonly open: number;
  readonly unacknowledged: number;
  readonly severity: AlertSeverity;
  readonly openedAt: number;
}

const IS_OPEN = sql`state->>'status' IN ('OPEN', 'ACKNOWLEDGED')`;

/** Locks the incident of an identity, created if absent. Others wait for it, before they lock any of its alerts. */
export async function lockIncident(trx: Kysely<never>, { check, model }: IncidentIdentity): Promise<LockedIncident> {
  await sql`INSERT INTO monitoring.incident (key, model, check_kind) VALUES (${incidentKey({ check, model })}, ${model},
    ${check}) ON CONFLICT DO NOTHING`.execute(trx);
  return (await lockExistingIncident(trx, incidentKey({ check, model }))) as LockedIncident;
}

/** Locks the incident of a key; undefined when there is none. */
export async function lockExistingIncident(trx: Kysely<never>, key: string): Promise<LockedIncident | undefined> {
  const { rows } = await sql<Pick<LockedIncident, 'key' | 'told'>>`SELECT key, told FROM monitoring.incident
    WHERE key = ${key} FOR UPDATE`.execute(trx);
  const [row] = rows;
  if (!row) return undefined;
  // a separate statement: it sees what was committed while the lock was waited for
  const { rows: open } = await sql`SELECT 1 FROM monitoring.alert WHERE incident = ${key} AND ${IS_OPEN} LIMIT 1
    `.execute(trx);
  return { ...row, isOpen: open.length > 0 };
}

/** Counts of the alerts of an incident that were notified. */
export interface KnownAlerts {
  /** those whose end was not notified */
  readonly left: number;
  /** of them those that nobody has acknowledged */
  readonly unacknowledged: number;
  /** highest notified severity of them; null when none is left */
  readonly worst: AlertSeverity | null;
}

/** Counts the alerts of an incident that were notified. */
export async function countKnown(trx: Kysely<never>, key: string): Promise<KnownAlerts> {
  const [known] = await jsonRows<KnownAlerts>(
    trx,
    sql`SELECT count(*) AS left, count(*) FILTER (WHERE state->>'status' = 'OPEN') AS unacknowledged,
        (array_agg(state->'told'->>'severity' ORDER BY ${severityRankOf(sql`state->'told'->>'severity'`)} DESC))[1] AS worst
      FROM monitoring.alert WHERE incident = ${key} AND state->'told' IS NOT NULL`,
  );
  return known as KnownAlerts;
}

function severityRankOf(severity: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`array_position(ARRAY['INFO', 'WARNING', 'CRITICAL'], ${severity})`;
}

/** Stores the last notification of a locked incident. @param isOpening whether the incident opens */
export async function updateIncident(
  trx: Kysely<never>,
  key: string,
  told: IncidentNotification,
  isOpening: boolean,
): Promise<void> {
  const since = sql`, since_opening = (SELECT min(opening) FROM monitoring.alert WHERE incident = ${key} AND ${IS_OPEN})`;
  await sql`UPDATE monitoring.incident SET told = ${told === null ? null : JSON.stringify(told)}::jsonb
    ${isOpening ? since : sql``} WHERE key = ${key}`.execute(trx);
}

/** Reads when an incident was open the last time; undefined when it never was. */
export async function readOpenTime(trx: Kysely<never>, key: string): Promise<OpenTime | undefined> {
  const [row] = await jsonRows<OpenTime>(
    trx,
    sql`SELECT min((a.state->>'openedAt')::bigint) AS since,
        CASE WHEN NOT bool_or(${IS_OPEN}) THEN max((a.state->>'resolvedAt')::bigint) END AS until
      FROM monitoring.incident i JOIN monitoring.alert a ON a.incident = i.key AND a.opening >= i.since_opening
      WHERE i.key = ${key}`,
  );
  return row?.since == null ? undefined : row;
}

/** Lists the keys of the alerts of an incident that nobody has acknowledged. */
export async function listUnacknowledged(trx: Kysely<never>, key: string): Promise<readonly string[]> {
  const { rows } = await sql<{ key: string }>`SELECT key FROM monitoring.alert
    WHERE incident = ${key} AND state->>'status' = 'OPEN' ORDER BY key`.execute(trx);
  return rows.map((row) => row.key);
}

/** Finds the incidents of these keys that have been open. */
export async function findIncidents(db: Kysely<never>, keys: readonly string[]): Promise<readonly IncidentRow[]> {
  return jsonRows(
    db,
    sql`SELECT i.key, i.model, i.check_kind AS check, i.since_opening AS "sinceOpening", count(*) AS alerts,
        count(*) FILTER (WHERE ${IS_OPEN}) AS open,
        count(*) FILTER (WHERE state->>'status' = 'OPEN') AS unacknowledged,
        (array_agg(state->>'severity' ORDER BY ${IS_OPEN} DESC,
          ${severityRankOf(sql`state->>'severity'`)} DESC))[1] AS severity,
        (array_agg((state->>'openedAt')::bigint ORDER BY opening))[1] AS "openedAt"
      FROM monitoring.incident i JOIN monitoring.alert a ON a.incident = i.key AND a.opening >= i.since_opening
      WHERE i.key = ANY(${keys}::text[]) GROUP BY i.key`,
  );
}

/** Lists the alerts of the present, or last, time an incident was open, the last opened first, from below an opening. */
export async function listMembers(
  db: Kysely<never>,
  { key, sinceOpening }: Pick<IncidentRow, 'key' | 'sinceOpening'>,
  first: number,
  below: number | null,
): Promise<AlertRow[]> {
  const { rows } = await sql<AlertRow>`SELECT * FROM monitoring.alert
    WHERE incident = ${key} AND opening >= ${sinceOpening} AND (${below}::bigint IS NULL OR opening < ${below})
    ORDER BY opening DESC LIMIT ${first}`.execute(db);
  return rows;
}

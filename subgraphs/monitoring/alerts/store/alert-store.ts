import { type Kysely, sql } from 'kysely';
import { type AlertIdentity, alertKey } from '../rules/alert-identity.ts';
import type { AlertMetric, AlertSeverity } from '../rules/alert-rule.ts';
import { type AlertState, type AlertStatus, CALM_ALERT } from '../rules/alert-state.ts';

/** Alert as a row of its table. */
export interface AlertRow {
  /** identity as one text */
  readonly key: string;
  readonly rule: string;
  readonly metric: AlertMetric;
  readonly model: string;
  readonly feature: string | null;
  readonly slice: string | null;
  /** key of its incident; null when it belongs to none */
  readonly incident: string | null;
  readonly state: AlertState;
  /** grows with each opening of any alert; null while it has never been open */
  readonly opening: number | null;
  /** model version that the last value was measured on */
  readonly version: number | null;
  readonly value: number | null;
  readonly observed_at: number | null;
  /** evidence of the last value that had an effect */
  readonly evidence: unknown;
}

/** Filter of alerts. An absent part does not restrict. */
export interface AlertFilter {
  readonly statuses?: readonly AlertStatus[] | null | undefined;
  readonly minimumSeverity?: AlertSeverity | null | undefined;
  readonly rule?: string | null | undefined;
  readonly model?: string | null | undefined;
  readonly feature?: string | null | undefined;
}

/** Identity of an alert from its row. */
export function identityOf({ rule, model, feature, slice }: AlertRow): AlertIdentity {
  return { rule, model, ...(feature !== null && { feature }), ...(slice !== null && { slice }) };
}

/** Locks the alert of an identity, created if absent, until the transaction ends. */
export async function lockAlert(
  trx: Kysely<never>,
  identity: AlertIdentity,
  metric: AlertMetric,
  incident: string | null = null,
): Promise<AlertRow> {
  const { rule, model, feature = null, slice = null } = identity;
  const { rows } =
    await sql<AlertRow>`INSERT INTO monitoring.alert (key, rule, metric, model, feature, slice, incident, state)
    VALUES (${alertKey(identity)}, ${rule}, ${metric}, ${model}, ${feature}, ${slice}, ${incident},
      ${JSON.stringify(CALM_ALERT)})
    ON CONFLICT (key) DO UPDATE SET metric = excluded.metric, incident = excluded.incident RETURNING *`.execute(trx);
  return rows[0] as AlertRow;
}

/** Locks the alert of a key until the transaction ends; undefined when there is none. */
export async function lockExistingAlert(trx: Kysely<never>, key: string): Promise<AlertRow | undefined> {
  const { rows } = await sql<AlertRow>`SELECT * FROM monitoring.alert WHERE key = ${key} FOR UPDATE`.execute(trx);
  return rows[0];
}

/** Stores a locked alert. @param isOpening whether it moves to the top of lists */
export async function updateAlert(trx: Kysely<never>, row: AlertRow, isOpening: boolean): Promise<void> {
  const { key, state, version, value, observed_at, evidence } = row;
  await sql`UPDATE monitoring.alert SET state = ${JSON.stringify(state)}, version = ${version}, value = ${value},
      observed_at = ${observed_at}, evidence = ${JSON.stringify(evidence ?? null)}::jsonb
      ${isOpening ? sql`, opening = nextval('monitoring.alert_opening')` : sql``}
    WHERE key = ${key}`.execute(trx);
}

/** Reads the states of these alerts by key, of those that exist. */
export async function readAlertStates(
  db: Kysely<never>,
  keys: readonly string[],
): Promise<ReadonlyMap<string, AlertState>> {
  const { rows } = await sql<Pick<AlertRow, 'key' | 'state'>>`SELECT key, state FROM monitoring.alert
    WHERE key = ANY(${keys}::text[])`.execute(db);
  return new Map(rows.map(({ key, state }) => [key, state]));
}

/** Finds the alerts of these keys that have been open, in no order. */
export async function findAlerts(db: Kysely<never>, keys: readonly string[]): Promise<AlertRow[]> {
  const { rows } = await sql<AlertRow>`SELECT * FROM monitoring.alert
    WHERE key = ANY(${keys}::text[]) AND opening IS NOT NULL`.execute(db);
  return rows;
}

/** Lists the alerts of a filter, the last opened first, from below an opening. */
export async function listAlerts(
  db: Kysely<never>,
  filter: AlertFilter,
  first: number,
  below: number | null,
): Promise<AlertRow[]> {
  const { statuses = null, minimumSeverity = null, rule = null, model = null, feature = null } = filter;
  const { rows } = await sql<AlertRow>`SELECT * FROM monitoring.alert
    WHERE opening IS NOT NULL AND (${below}::bigint IS NULL OR opening < ${below})
      AND (${statuses}::text[] IS NULL OR state->>'status' = ANY(${statuses}::text[]))
      AND (${minimumSeverity}::text IS NULL OR state->>'severity' = ANY(${atLeast(minimumSeverity)}::text[]))
      AND (${rule}::text IS NULL OR rule = ${rule}) AND (${model}::text IS NULL OR model = ${model})
      AND (${feature}::text IS NULL OR feature = ${feature})
    ORDER BY opening DESC LIMIT ${first}`.execute(db);
  return rows;
}

/** Lists the alerts that can change with time alone: by reminders, and by the end of a mute. */
export async function listWaiting(db: Kysely<never>): Promise<Pick<AlertRow, 'key' | 'incident'>[]> {
  const { rows } = await sql<Pick<AlertRow, 'key' | 'incident'>>`SELECT key, incident FROM monitoring.alert
    WHERE state->>'status' = 'OPEN' OR state->'told' IS NOT NULL ORDER BY key`.execute(db);
  return rows;
}

/** Finds the incident of an alert; null when it belongs to none, or does not exist. */
export async function findIncidentOf(db: Kysely<never>, key: string): Promise<string | null> {
  const { rows } = await sql<Pick<AlertRow, 'incident'>>`SELECT incident FROM monitoring.alert
    WHERE key = ${key}`.execute(db);
  return rows[0]?.incident ?? null;
}

function atLeast(severity: AlertSeverity | null): readonly AlertSeverity[] {
  const rising: readonly AlertSeverity[] = ['INFO', 'WARNING', 'CRITICAL'];
  return severity === null ? rising : rising.slice(rising.indexOf(severity));
}

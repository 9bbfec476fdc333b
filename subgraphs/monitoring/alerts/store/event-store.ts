import { type Kysely, type RawBuilder, sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import type { NotificationReason } from '../rules/alert-event.ts';
import type { AlertEventType } from '../rules/alert-history.ts';
import type { AlertMetric, AlertSeverity } from '../rules/alert-rule.ts';
import type { AlertStatus } from '../rules/alert-state.ts';
import type { AlertRow } from './alert-store.ts';

/** Event of an alert to store. */
export interface NewAlertEvent {
  /** key of the alert */
  readonly alert: string;
  readonly metric: AlertMetric;
  readonly type: AlertEventType;
  /** reason for its notification; null when there was none */
  readonly told: NotificationReason | null;
  /** sequence of the event whose notice includes this one; absent when it has a notice of its own, or none */
  readonly toldWith?: number | undefined;
  readonly at: number;
  /** a person, or `system` */
  readonly by: string;
  /** reason that the person gave */
  readonly reason: string | null;
  /** after the event */
  readonly status: AlertStatus;
  readonly severity: AlertSeverity | null;
  readonly openings: number;
  /** threshold of that severity */
  readonly threshold: number | null;
  /** since when it, or the incident that its notice is about, has been open; null in events of earlier releases */
  readonly since: number | null;
  /** when it was over; null while it is not */
  readonly until: number | null;
  /** subject that resolved it; null when it resolved automatically, or is not resolved */
  readonly resolvedBy: string | null;
  readonly version: number | null;
  readonly value: number | null;
  readonly evidence: unknown;
}

/** Time for which an alert or incident was open; `until` is null while it is. */
export type OpenTime = Pick<NewAlertEvent, 'since' | 'until'>;

/** Event of an alert as a row of its table; the first two fields are its position in the stream. */
export interface AlertEventRow extends NewAlertEvent {
  readonly sequence: number;
  readonly transactionId: number;
  /** identity of the alert */
  readonly identity: Pick<AlertRow, 'rule' | 'model' | 'feature' | 'slice'>;
  /** key of the incident of the alert; null when it belongs to none */
  readonly incident: string | null;
}

/** Event with the other events that its notice includes. */
export interface NoticeEventRow extends AlertEventRow {
  /** other events in the notice, the most urgent first; null when there are none */
  readonly others: readonly NotifiedEvent[] | null;
}

/** Event that the notice of another one includes. */
export type NotifiedEvent = Pick<
  NewAlertEvent,
  'metric' | 'severity' | 'value' | 'threshold' | 'version' | 'evidence'
> &
  Pick<AlertRow, 'feature' | 'slice'>;

/** SELECT list from `monitoring.alert_event p` of an {@link AlertEventRow}. */
export const ALERT_EVENT: RawBuilder<unknown> = sql`p.sequence, p.transaction_id AS "transactionId", p.alert, p.metric,
  p.type, p.told, p.at, p.by, p.reason, p.status, p.severity, p.openings, p.threshold, p.since, p.until,
  p.resolved_by AS "resolvedBy", p.version, p.value, p.evidence,
  (SELECT json_build_object('rule', a.rule, 'model', a.model, 'feature', a.feature, 'slice', a.slice)
    FROM monitoring.alert a WHERE a.key = p.alert) AS identity,
  (SELECT a.incident FROM monitoring.alert a WHERE a.key = p.alert) AS incident`;

/** SELECT list from `monitoring.alert_event p` of a {@link NoticeEventRow}. */
export const NOTICE_EVENT: RawBuilder<unknown> = sql`${ALERT_EVENT},
  (SELECT json_agg(json_build_object('metric', o.metric, 'severity', o.severity, 'value', o.value, 'threshold', o.threshold,
      'version', o.version, 'evidence', o.evidence, 'feature', a.feature, 'slice', a.slice) ORDER BY o.sequence)
    FROM monitoring.alert_event o JOIN monitoring.alert a ON a.key = o.alert
    WHERE o.told_with = p.sequence) AS others`;

/** Appends to the history of an alert. @returns the event's sequence */
export async function appendAlertEvent(trx: Kysely<never>, event: NewAlertEvent): Promise<number> {
  const { alert, metric, type, told, at, by, reason, status, severity, openings } = event;
  const { rows } = await sql<{ sequence: number }>`INSERT INTO monitoring.alert_event
      (alert, metric, type, told, at, by, reason, status, severity, openings, threshold, since, until, resolved_by,
      version, value, evidence, told_with)
    VALUES (${alert}, ${metric}, ${type}, ${told}, ${at}, ${by}, ${reason}, ${status}, ${severity}, ${openings},
      ${event.threshold}, ${event.since}, ${event.until}, ${event.resolvedBy}, ${event.version}, ${event.value}, ${JSON.stringify(event.evidence ?? null)}::jsonb,
      ${event.toldWith ?? null})
    RETURNING sequence`.execute(trx);
  return (rows[0] as { sequence: number }).sequence;
}

/** Lists the latest events of each of these alerts, newest first. */
export async function listAlertEvents(
  db: Kysely<never>,
  alerts: readonly string[],
  first: number,
): Promise<AlertEventRow[]> {
  return jsonRows(
    db,
    sql`SELECT e.* FROM unnest(${alerts}::text[]) AS wanted (alert) CROSS JOIN LATERAL (
        SELECT ${ALERT_EVENT} FROM monitoring.alert_event p
        WHERE p.alert = wanted.alert ORDER BY p.sequence DESC LIMIT ${first}
      ) e ORDER BY e.sequence DESC`,
  );
}

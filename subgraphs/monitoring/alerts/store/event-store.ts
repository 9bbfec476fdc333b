import { type Kysely, type RawBuilder, sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/json-rows.ts';
import type { NotificationReason } from '../rules/alert-event.ts';
import type { AlertEventType } from '../rules/alert-history.ts';
import type { AlertMetric, AlertSeverity } from '../rules/alert-rule.ts';
import type { AlertStatus } from '../rules/alert-state.ts';
import type { AlertRow } from './alert-store.ts';

/** Something that happened to an alert, about to be stored. */
export interface NewAlertEvent {
  /** key of the alert */
  readonly alert: string;
  readonly metric: AlertMetric;
  readonly type: AlertEventType;
  /** why people were told with it; null when they were not */
  readonly told: NotificationReason | null;
  /** sequence of the event whose notice tells of this one, too; absent when its own does, or none */
  readonly toldWith?: number | undefined;
  readonly at: number;
  /** a person, or `system` */
  readonly by: string;
  /** in the words of whoever did it */
  readonly reason: string | null;
  /** as the event left it */
  readonly status: AlertStatus;
  readonly severity: AlertSeverity | null;
  readonly openings: number;
  /** from which value on it has that severity */
  readonly threshold: number | null;
  /** since when it, or the incident that its notice is about, has been open; null in events of versions before */
  readonly since: number | null;
  /** when it was over; null while it is not */
  readonly until: number | null;
  /** who resolved it; null when it did so by itself, or has not */
  readonly resolvedBy: string | null;
  readonly version: number | null;
  readonly value: number | null;
  readonly evidence: unknown;
}

/** From when until when an alert, or incident, was open; `until` is null while it is. */
export type OpenTime = Pick<NewAlertEvent, 'since' | 'until'>;

/** An event of an alert as its table holds it; the first two are its place in the stream. */
export interface AlertEventRow extends NewAlertEvent {
  readonly sequence: number;
  readonly transactionId: number;
  /** what identifies the alert */
  readonly identity: Pick<AlertRow, 'rule' | 'model' | 'feature' | 'slice'>;
  /** key of the incident it belongs to; null when it stands alone */
  readonly incident: string | null;
}

/** An event with all that its notice tells of. */
export interface NoticeEventRow extends AlertEventRow {
  /** what the notice tells of, too, the most urgent first; null when of nothing */
  readonly others: readonly ToldEvent[] | null;
}

/** An event that the notice of another one tells of. */
export type ToldEvent = Pick<NewAlertEvent, 'metric' | 'severity' | 'value' | 'threshold' | 'version' | 'evidence'> &
  Pick<AlertRow, 'feature' | 'slice'>;

/** What to SELECT from `monitoring.alert_event p` to make an {@link AlertEventRow}. */
export const ALERT_EVENT: RawBuilder<unknown> = sql`p.sequence, p.transaction_id AS "transactionId", p.alert, p.metric,
  p.type, p.told, p.at, p.by, p.reason, p.status, p.severity, p.openings, p.threshold, p.since, p.until,
  p.resolved_by AS "resolvedBy", p.version, p.value, p.evidence,
  (SELECT json_build_object('rule', a.rule, 'model', a.model, 'feature', a.feature, 'slice', a.slice)
    FROM monitoring.alert a WHERE a.key = p.alert) AS identity,
  (SELECT a.incident FROM monitoring.alert a WHERE a.key = p.alert) AS incident`;

/** What to SELECT from `monitoring.alert_event p` to make a {@link NoticeEventRow}. */
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

/** The latest events of each of these alerts, newest first. */
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

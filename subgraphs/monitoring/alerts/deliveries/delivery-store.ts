import { type Kysely, type RawBuilder, sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import { MINUTE_MS } from '../../../../platform/time.ts';
import { type DeliveryColumns, DeliveryTable } from '../../../../platform/webhooks/delivery-table.ts';
import type { Channel } from '../channels/channel.ts';
import type { ReceiverKind } from '../rules/routing.ts';
import { type AlertEventRow, NOTICE_EVENT, type NoticeEventRow } from '../store/event-store.ts';

/** Table of the deliveries about events of alerts. */
export const DELIVERIES = new DeliveryTable<NoticeEventRow>({
  table: 'monitoring.alert_delivery',
  event: sql`SELECT to_jsonb(e) FROM (
    SELECT ${NOTICE_EVENT} FROM monitoring.alert_event p WHERE p.sequence = d.event) e`,
});

/** Recipient of deliveries. */
export type Recipient = Pick<Channel, 'kind' | 'name' | 'target'>;

/** Delivery as a row of its table. */
export interface AlertDeliveryRow extends DeliveryColumns {
  /** kind of the channel */
  readonly channel: ReceiverKind;
  /** for people; null in deliveries of earlier releases */
  readonly recipient: string | null;
  /** key of the alert */
  readonly alert: string;
  readonly type: AlertEventRow['type'];
}

/** Stores a delivery of an event for each recipient, within the transaction of the event. */
export async function insertDeliveries(
  trx: Kysely<never>,
  event: number,
  recipients: readonly Recipient[],
  at: number,
): Promise<void> {
  await sql`INSERT INTO monitoring.alert_delivery (event, receiver, channel, recipient, due_at, changed_at)
    SELECT ${event}::bigint, r.name, r.kind, r.target, ${at}::bigint, ${at}::bigint
    FROM ${recordsOf(recipients)}`.execute(trx);
}

/** Splits deliveries that an earlier release stored for all recipients of a kind into one for each recipient. */
export async function splitDeliveries(db: Kysely<never>, recipients: readonly Recipient[]): Promise<void> {
  const several = recipients.filter(({ kind, name }) => name !== kind);
  await sql`WITH joint AS (
      DELETE FROM monitoring.alert_delivery d WHERE state = 'PENDING' AND receiver IN (SELECT r.kind FROM ${recordsOf(several)})
      RETURNING d.*)
    INSERT INTO monitoring.alert_delivery (event, receiver, channel, recipient, attempts, due_at, last_status, last_error,
      changed_at)
    SELECT j.event, r.name, r.kind, r.target, j.attempts, j.due_at, j.last_status, j.last_error, j.changed_at
    FROM joint j JOIN ${recordsOf(several)} ON r.kind = j.receiver ORDER BY j.id`.execute(db);
}

function recordsOf(recipients: readonly Recipient[]): RawBuilder<unknown> {
  const records = recipients.map(({ kind, name, target }) => ({ kind, name, target }));
  return sql`jsonb_to_recordset(${JSON.stringify(records)}::jsonb) AS r (kind text, name text, target text)`;
}

/** Lists the latest deliveries of each of these alerts, newest first. */
export async function listDeliveries(
  db: Kysely<never>,
  alerts: readonly string[],
  first: number,
): Promise<AlertDeliveryRow[]> {
  return jsonRows(
    db,
    sql`SELECT e.* FROM unnest(${alerts}::text[]) AS wanted (alert) CROSS JOIN LATERAL (
        SELECT d.id, d.webhook_id, coalesce(d.channel, d.receiver) AS channel, d.recipient, d.state, d.attempts, d.due_at,
          d.last_status, d.last_error, d.changed_at, p.alert, p.type
        FROM monitoring.alert_event p JOIN monitoring.alert_delivery d ON d.event = COALESCE(p.told_with, p.sequence)
        WHERE p.alert = wanted.alert ORDER BY d.id DESC LIMIT ${first}
      ) e ORDER BY e.id DESC`,
  );
}

/**
 * Consumes the quota of one notice to a receiver that accepts `perMinute` notices a minute, up to all of them at once.
 *
 * Each notice costs 60 s / perMinute; the sum reaches at most a minute beyond now (the generic cell rate algorithm).
 *
 * @returns how long to wait before the next try, ms; 0 when the turn is taken
 */
export async function consumeQuota(
  db: Kysely<never>,
  receiver: string,
  perMinute: number,
  nowMs: number,
): Promise<number> {
  const costMs = MINUTE_MS / perMinute;
  const most = nowMs + MINUTE_MS - costMs;
  const { rows } = await sql`INSERT INTO monitoring.alert_pace AS p (receiver, used_until)
    VALUES (${receiver}, ${nowMs + costMs}::float8)
    ON CONFLICT (receiver) DO UPDATE SET used_until =
        least(greatest(p.used_until, ${nowMs}::float8), ${most}::float8) + ${costMs}::float8
      -- beyond two minutes from now: the clock went back
      WHERE p.used_until <= ${most}::float8 OR p.used_until > ${nowMs + 120_000}::float8
    RETURNING 1`.execute(db);
  return rows.length > 0 ? 0 : costMs;
}

/** Acquires the right to train a model again; false within the cool-down. */
export async function acquireRetraining(
  trx: Kysely<never>,
  model: string,
  coolDownMs: number,
  at: number,
): Promise<boolean> {
  const { rows } =
    await sql`INSERT INTO monitoring.retraining AS r (model, requested_at) VALUES (${model}, ${at}::bigint)
    ON CONFLICT (model) DO UPDATE SET requested_at = excluded.requested_at
      WHERE r.requested_at <= excluded.requested_at - ${coolDownMs}::bigint
        -- two minutes from now, or later: the clock went back
        OR r.requested_at > excluded.requested_at + 120000
    RETURNING 1`.execute(trx);
  return rows.length > 0;
}

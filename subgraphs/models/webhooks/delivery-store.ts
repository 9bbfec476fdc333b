import { sql } from 'kysely';
import type { DeliveryState, DeliveryVerdict, WebhookAnswer } from '../../shared/webhooks/delivery-rule.ts';
import type { AuditEventRow } from '../audit/audit-event.ts';
import type { Db } from '../store.ts';
import type { Receiver } from './receiver.ts';

/** A delivery as its table holds it, with its event. */
export interface DeliveryRow {
  readonly id: number;
  readonly webhook_id: string;
  /** without user name, password and query */
  readonly url: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly due_at: number;
  readonly last_status: number | null;
  readonly last_error: string | null;
  readonly changed_at: number;
  readonly event: AuditEventRow;
}

/** A delivery that is to be sent now. */
export type ClaimedDelivery = Pick<DeliveryRow, 'id' | 'webhook_id' | 'attempts' | 'event'>;

/** Notes that an event is to be delivered to each receiver, within the transaction of its change. */
export async function insertDeliveries(
  trx: Db,
  eventId: number,
  receivers: readonly Receiver[],
  at: number,
): Promise<void> {
  const keys = receivers.map(({ key }) => key);
  const urls = receivers.map(({ shownUrl }) => shownUrl);
  await sql`INSERT INTO models.webhook_delivery (event, receiver, url, due_at, changed_at)
    SELECT ${eventId}::bigint, key, url, ${at}::bigint, ${at}::bigint
    FROM unnest(${keys}::text[], ${urls}::text[]) AS receiver (key, url)`.execute(trx);
}

/**
 * Claims the oldest pending delivery of a receiver until a time. Younger ones wait for it, so a receiver hears of changes
 * in their order. A claim whose process died expires, and the delivery is sent again under the same id.
 *
 * @returns undefined when there is none, or when it is not due: claimed elsewhere, or put off
 */
export async function claimDelivery(
  db: Db,
  receiver: string,
  nowMs: number,
  claimedUntil: number,
): Promise<ClaimedDelivery | undefined> {
  // of two who find the same one, the second waits for the row and then sees that it is not due any more
  const { rows } = await sql<ClaimedDelivery>`UPDATE models.webhook_delivery d SET due_at = ${claimedUntil}::bigint
    FROM models.audit_event e
    WHERE d.id = (SELECT id FROM models.webhook_delivery
        WHERE receiver = ${receiver} AND state = 'PENDING' ORDER BY id LIMIT 1)
      AND d.state = 'PENDING' AND d.due_at <= ${nowMs}::bigint AND e.id = d.event
    RETURNING d.id, d.webhook_id, d.attempts, to_jsonb(e) AS event`.execute(db);
  return rows[0];
}

/** Stores what came of an attempt. */
export async function recordAttempt(
  db: Db,
  { id, attempts }: Pick<DeliveryRow, 'id' | 'attempts'>,
  { status, error }: WebhookAnswer,
  { state, retryAt }: DeliveryVerdict,
  at: number,
): Promise<void> {
  await sql`UPDATE models.webhook_delivery SET state = ${state}, attempts = ${attempts},
      due_at = coalesce(${retryAt ?? null}::bigint, due_at), last_status = ${status ?? null}::int,
      last_error = ${error ?? null}, changed_at = ${at}::bigint
    WHERE id = ${id}::bigint AND state = 'PENDING'`.execute(db);
}

/** Gives up what is pending for receivers that are none any more. */
export async function abandonDeliveries(db: Db, receivers: readonly string[], at: number): Promise<void> {
  await sql`UPDATE models.webhook_delivery SET state = 'FAILED', changed_at = ${at}::bigint,
      last_error = 'found its URL no more in REGISTRY_WEBHOOK_URLS'
    WHERE state = 'PENDING' AND receiver <> ALL(${receivers}::text[])`.execute(db);
}

/** Deliveries, newest first, from below an id. */
export async function listDeliveries(
  db: Db,
  state: DeliveryState | null,
  first: number,
  below: number | null,
): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`SELECT d.id, d.webhook_id, d.url, d.state, d.attempts, d.due_at,
      d.last_status, d.last_error, d.changed_at, to_jsonb(e) AS event
    FROM models.webhook_delivery d JOIN models.audit_event e ON e.id = d.event
    WHERE (${state}::text IS NULL OR d.state = ${state}) AND (${below}::bigint IS NULL OR d.id < ${below})
    ORDER BY d.id DESC LIMIT ${first}`.execute(db);
  return rows;
}

import { sql } from 'kysely';
import type { DeliveryState } from '../../../platform/webhooks/delivery-rule.ts';
import { type DeliveryColumns, DeliveryTable } from '../../../platform/webhooks/delivery-table.ts';
import type { AuditEventRow } from '../audit/audit-event.ts';
import type { Db } from '../versions/store/version-store.ts';
import type { Receiver } from './receiver.ts';

/** Deliveries of audit events. */
export const DELIVERIES = new DeliveryTable<AuditEventRow>({
  table: 'models.webhook_delivery',
  event: sql`SELECT to_jsonb(e) FROM models.audit_event e WHERE e.id = d.event`,
});

/** Delivery as stored, with its event. */
export interface DeliveryRow extends DeliveryColumns {
  /** without user name, password and query */
  readonly url: string;
  readonly event: AuditEventRow;
}

const DELIVERY = sql`SELECT d.id, d.webhook_id, d.url, d.state, d.attempts, d.due_at,
    d.last_status, d.last_error, d.changed_at, to_jsonb(e) AS event
  FROM models.webhook_delivery d JOIN models.audit_event e ON e.id = d.event`;

/** Stores a delivery of an event to each receiver, in the transaction of its change. */
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

/** Delivery by its webhook id. */
export async function findDelivery(db: Db, webhookId: string): Promise<DeliveryRow | undefined> {
  const { rows } = await sql<DeliveryRow>`${DELIVERY} WHERE d.webhook_id = ${webhookId}::uuid`.execute(db);
  return rows[0];
}

/** Deliveries, newest first, below an id. */
export async function listDeliveries(
  db: Db,
  state: DeliveryState | null,
  first: number,
  below: number | null,
): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`${DELIVERY}
    WHERE (${state}::text IS NULL OR d.state = ${state}) AND (${below}::bigint IS NULL OR d.id < ${below})
    ORDER BY d.id DESC LIMIT ${first}`.execute(db);
  return rows;
}

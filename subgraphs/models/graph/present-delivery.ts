import { presentEvent } from '../audit/audit-record.ts';
import type { DeliveryRow } from '../webhooks/delivery-store.ts';
import type { WebhookDelivery } from './types/webhook-delivery.ts';

/** Presents a delivery of a webhook in the graph. */
export function presentDelivery(row: DeliveryRow): WebhookDelivery {
  const { webhook_id, event, url, state, attempts } = row;
  return {
    id: webhook_id,
    event: presentEvent(event),
    url,
    state,
    attempts,
    lastStatus: row.last_status,
    lastError: row.last_error,
    at: row.changed_at,
    nextAttemptAt: state === 'PENDING' ? row.due_at : null,
  };
}

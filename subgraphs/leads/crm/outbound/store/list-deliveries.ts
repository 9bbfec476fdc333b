import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { DeliveredReason } from '../../../../../scoring/delivery-reasons.ts';
import type { DeliveryCause } from '../rules/materiality.ts';
import type { CrmDeliveryState, DeliveryPayload, TargetName } from '../rules/score-delivery.ts';

/** Delivery as stored. Times are epoch milliseconds. */
export interface CrmDeliveryRow {
  readonly id: number;
  readonly webhookId: string;
  readonly target: TargetName;
  readonly leadId: string;
  readonly sequence: number;
  readonly cause: DeliveryCause;
  readonly payload: DeliveryPayload;
  readonly reasons: readonly DeliveredReason[] | null;
  readonly state: CrmDeliveryState;
  readonly attempts: number;
  readonly dueAt: number;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly errorCode: string | null;
  readonly error: string | null;
}

/** Which deliveries; absent: any. */
export interface CrmDeliverySelection {
  readonly leadId?: string | null | undefined;
  readonly states?: readonly CrmDeliveryState[] | null | undefined;
  readonly errorCode?: string | null | undefined;
}

const COLUMNS = sql`d.id, d.webhook_id AS "webhookId", d.target, d.lead_id AS "leadId", d.sequence, d.cause, d.payload,
  d.reasons, d.state, d.attempts, d.due_at AS "dueAt", d.created_at AS "createdAt", d.changed_at AS "changedAt",
  d.last_code AS "errorCode", d.last_error AS error`;

/** Condition on `leads.crm_delivery d`. */
export function isSelected({ leadId, states, errorCode }: CrmDeliverySelection): RawBuilder<unknown> {
  const conditions = [
    ...(leadId == null ? [] : [sql`d.lead_id = ${leadId}`]),
    ...(states == null ? [] : [sql`d.state = ANY(${states}::text[])`]),
    ...(errorCode == null ? [] : [sql`d.last_code = ${errorCode}`]),
  ];
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` AND `);
}

/** Lists deliveries below an id, newest first. */
export async function listCrmDeliveries(
  db: QueryExecutorProvider,
  selection: CrmDeliverySelection,
  count: number,
  below: number | null,
): Promise<readonly CrmDeliveryRow[]> {
  const { rows } = await sql<CrmDeliveryRow>`SELECT ${COLUMNS} FROM leads.crm_delivery d
    WHERE ${isSelected(selection)} AND (${below}::bigint IS NULL OR d.id < ${below}) ORDER BY d.id DESC LIMIT ${count}
    `.execute(db);
  return rows;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Finds a delivery by its UUID. */
export async function findCrmDelivery(db: QueryExecutorProvider, id: string): Promise<CrmDeliveryRow | undefined> {
  if (!UUID.test(id)) return undefined;
  const { rows } = await sql<CrmDeliveryRow>`SELECT ${COLUMNS} FROM leads.crm_delivery d
    WHERE d.webhook_id = ${id}::uuid`.execute(db);
  return rows[0];
}

/** Deletes deliveries that were delivered or superseded before a time. @param horizon epoch milliseconds */
export async function pruneDeliveries(db: QueryExecutorProvider, horizon: number): Promise<void> {
  await sql`DELETE FROM leads.crm_delivery WHERE state IN ('DELIVERED', 'SUPERSEDED') AND changed_at < ${horizon}::bigint
    `.execute(db);
}

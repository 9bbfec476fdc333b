import { type Kysely, type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { DomainError } from '../../../../platform/errors.ts';
import { lockRanking } from '../../ranking/ranking-lock.ts';
import type { TargetName } from './rules/score-delivery.ts';
import {
  type CrmDeliveryRow,
  type CrmDeliverySelection,
  findCrmDelivery,
  isSelected,
} from './store/list-deliveries.ts';

/** Dependencies of {@link retryDelivery}. Call `wake` of the write-back afterwards. */
export interface RetryDeps {
  readonly db: Kysely<unknown>;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** configured targets */
  readonly targets: readonly TargetName[];
}

/**
 * Delivers the newest delivery of a lead again, at once and with all attempts. One that was delivered gets a higher sequence,
 * so that it is written also where the CRM has it already.
 *
 * @throws {DomainError} CRM_DELIVERY_NOT_FOUND; CRM_DELIVERY_SUPERSEDED when a newer one of its lead and target followed
 */
export async function retryDelivery({ db, clock, targets }: RetryDeps, id: string): Promise<CrmDeliveryRow> {
  return db.transaction().execute(async (trx) => {
    await lockRanking(trx);
    const found = await findCrmDelivery(trx, id);
    if (!found || !targets.includes(found.target))
      throw new DomainError('CRM_DELIVERY_NOT_FOUND', `delivery ${id}: found none of this id to a configured target`, {
        id,
      });
    const [restarted] = await restart(trx, sql`d.id = ${found.id}::bigint`, clock());
    if (restarted === undefined)
      throw new DomainError('CRM_DELIVERY_SUPERSEDED', `delivery ${id}: found a newer one of lead ${found.leadId}`, {
        id,
        leadId: found.leadId,
      });
    return (await findCrmDelivery(trx, id)) as CrmDeliveryRow;
  });
}

/** Delivers all deliveries again that were given up, of a selection. @returns how many */
export async function retryDeliveries(
  { db, clock, targets }: RetryDeps,
  selection: Omit<CrmDeliverySelection, 'states'>,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await lockRanking(trx);
    const isFailed = sql`d.state = 'FAILED' AND d.target = ANY(${targets}::text[]) AND ${isSelected(selection)}`;
    return (await restart(trx, isFailed, clock())).length;
  });
}

/**
 * Delivers what the CRM had no row for, as the sync has seen the row now: in the transaction of the sync, or after it.
 *
 * @param now epoch milliseconds
 * @returns how many
 */
export async function resumeMissing(
  trx: QueryExecutorProvider,
  leadIds: readonly string[],
  now: number,
): Promise<number> {
  const isMissing = sql`d.lead_id = ANY(${leadIds}::text[]) AND d.state IN ('PENDING', 'FAILED')
    AND d.last_code = 'CRM_LEAD_MISSING'`;
  return (await restart(trx, isMissing, now)).length;
}

/** Restarts deliveries that are the last of their lead and target. */
async function restart(
  trx: QueryExecutorProvider,
  condition: RawBuilder<unknown>,
  now: number,
): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`WITH found AS (
      SELECT d.id, d.target, d.lead_id,
        CASE WHEN d.state = 'DELIVERED' THEN greatest(d.sequence + 1, ${now}::bigint) ELSE d.sequence END AS sequence
      FROM leads.crm_delivery d JOIN leads.crm_last_delivery w
        ON w.target = d.target AND w.lead_id = d.lead_id AND w.sequence = d.sequence
      WHERE ${condition} ORDER BY d.id FOR UPDATE OF d
    ), last AS (
      UPDATE leads.crm_last_delivery w SET sequence = f.sequence FROM found f
      WHERE w.target = f.target AND w.lead_id = f.lead_id AND w.sequence <> f.sequence
    ) UPDATE leads.crm_delivery d SET state = 'PENDING', attempts = 0, sequence = f.sequence, due_at = ${now}::bigint,
        changed_at = ${now}::bigint
      FROM found f WHERE d.id = f.id RETURNING d.id`.execute(trx);
  return rows.map(({ id }) => id);
}

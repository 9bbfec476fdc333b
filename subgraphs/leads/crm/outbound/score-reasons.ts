import { type QueryExecutorProvider, sql } from 'kysely';
import type { ReasonAnswer } from '../../../../scoring/delivery-reasons.ts';

/**
 * Stores reasons of deliveries that wait for them, which are due then. Reasons that come later are ignored.
 *
 * @param now epoch milliseconds
 */
export async function storeReasons(
  trx: QueryExecutorProvider,
  answers: readonly ReasonAnswer[],
  now: number,
): Promise<void> {
  await sql`UPDATE leads.crm_delivery d SET reasons = a.reasons, awaits_reasons = false,
      due_at = least(d.due_at, ${now}::bigint)
    FROM (SELECT d.id, v.reasons FROM jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) AS v (
        "deliveryId" bigint, reasons jsonb) JOIN leads.crm_delivery d ON d.id = v."deliveryId"
      WHERE d.awaits_reasons AND d.state = 'PENDING' ORDER BY d.id FOR UPDATE OF d) a
    WHERE d.id = a.id`.execute(trx);
}

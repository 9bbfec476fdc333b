import { type QueryExecutorProvider, sql } from 'kysely';
import type { Topic } from '../../../../platform/outbox/outbox.ts';
import type { DeliveredReason } from './rules/score-delivery.ts';

/** Topic of the answers to the questions for reasons. */
export const SCORE_REASONS: Topic = 'leads.score-reasons';

/** Answer about the reasons of one delivery. */
export interface ReasonsAnswer {
  readonly deliveryId: number;
  /** null where the score cannot be explained */
  readonly reasons: readonly DeliveredReason[] | null;
}

/**
 * Stores reasons of deliveries that wait for them, which are due then. Reasons that come later are ignored.
 *
 * @param now epoch milliseconds
 */
export async function storeReasons(
  trx: QueryExecutorProvider,
  answers: readonly ReasonsAnswer[],
  now: number,
): Promise<void> {
  await sql`UPDATE leads.crm_delivery d SET reasons = a.reasons, awaits_reasons = false,
      due_at = least(d.due_at, ${now}::bigint)
    FROM (SELECT d.id, v.reasons FROM jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) AS v (
        "deliveryId" bigint, reasons jsonb) JOIN leads.crm_delivery d ON d.id = v."deliveryId"
      WHERE d.awaits_reasons AND d.state = 'PENDING' ORDER BY d.id FOR UPDATE OF d) a
    WHERE d.id = a.id`.execute(trx);
}

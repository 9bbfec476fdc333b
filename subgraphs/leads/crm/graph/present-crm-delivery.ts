import { gradeInForce } from '../outbound/rules/score-delivery.ts';
import type { CrmDeliveryRow } from '../outbound/store/list-deliveries.ts';
import type { TargetCounts, TargetState } from '../outbound/store/target-state.ts';
import type { CrmDelivery, CrmWriteBack } from './crm-delivery-types.ts';

/** Presents a delivery. */
export function presentCrmDelivery({ webhookId: id, payload, reasons, ...row }: CrmDeliveryRow): CrmDelivery {
  const { override: _, ...score } = payload;
  return {
    ...row,
    ...score,
    id,
    grade: gradeInForce(payload),
    reasons: reasons?.map(({ sentence }) => sentence) ?? null,
    dueAt: row.state === 'PENDING' ? row.dueAt : null,
  };
}

/** Presents the write-back to a target. @param nowMs epoch milliseconds */
export function presentWriteBack(state: TargetState, counts: TargetCounts | undefined, nowMs: number): CrmWriteBack {
  const { target, delivered, error_code: code, error: message, paused_since: since } = state;
  const oldest = counts?.oldest_pending ?? null;
  return {
    target,
    state: code === null ? 'RUNNING' : 'PAUSED',
    pending: counts?.pending ?? 0,
    oldestPendingSeconds: oldest === null ? null : Math.max(0, nowMs - oldest) / 1_000,
    delivered,
    failed: counts?.failed ?? 0,
    rate: (counts?.delivered_lately ?? 0) / 60,
    error: code === null ? null : { code, message: message ?? code, since: since ?? nowMs },
  };
}

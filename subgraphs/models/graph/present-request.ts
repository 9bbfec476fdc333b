import type { RequestRow } from '../promotion/request-store.ts';
import type { PromotionRequest } from './types/promotion.ts';

/** Presents a promotion request in the graph. */
export function presentRequest(row: RequestRow): PromotionRequest {
  const { id, model, version, status, gates, overridden } = row;
  return {
    id: String(id),
    model,
    version,
    status,
    gates,
    overridden,
    requestedAt: row.requested_at,
    requestedBy: row.requested_by,
    requestReason: row.request_reason,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    decisionReason: row.decision_reason,
  };
}

import { DomainError } from '../../../platform/errors.ts';
import type { PromotionEvidence } from './evidence.ts';
import type { GateResult } from './gate.ts';

/**
 * Gate APPROVAL: another person than the one who requested the promotion approved it. Judged for a first champion, too.
 */
export function approvalGate({ approvedBy }: Pick<PromotionEvidence, 'approvedBy'>): GateResult {
  return {
    gate: 'APPROVAL',
    verdict: approvedBy === undefined ? 'FAILED' : 'PASSED',
    found: approvedBy === undefined ? 'no approval' : `approved by ${approvedBy}`,
    needed: 'requestPromotion by one person, approvePromotion by another',
  };
}

/** Refuses approval by the person who requested the promotion. @throws {DomainError} PROMOTION_SELF_APPROVED */
export function requireOtherApprover(
  { id, requested_by }: { readonly id: number; readonly requested_by: string },
  by: string,
): void {
  if (requested_by !== by) return;
  throw new DomainError(
    'PROMOTION_SELF_APPROVED',
    `request ${id}: found ${by}, who requested it, expected another person`,
  );
}

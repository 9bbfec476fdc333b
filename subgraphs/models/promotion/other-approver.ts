import { DomainError } from '../../../platform/errors.ts';
import type { RequestRow } from './request-store.ts';

/** Refuses approval by the person who asked. @throws {DomainError} PROMOTION_SELF_APPROVED */
export function requireOtherApprover({ id, requested_by }: Pick<RequestRow, 'id' | 'requested_by'>, by: string): void {
  if (requested_by !== by) return;
  throw new DomainError('PROMOTION_SELF_APPROVED', `request ${id}: found ${by} asking, expected someone else`);
}

import { DomainError } from '../../../platform/errors.ts';
import type { ChangeRow, LeadChangeKind } from './change-store.ts';

/** Conditions on changes of leads, all of which must hold; an absent one always does. */
export interface LeadChangeFilter {
  /** at most 1,000 */
  readonly leadIds?: readonly string[] | null;
  readonly kinds?: readonly LeadChangeKind[] | null;
}

const MOST_LEADS = 1_000;

/**
 * Makes the predicate of a subscription to changes.
 *
 * @throws {DomainError} TOO_MANY_ITEMS for more than 1,000 leads
 */
export function changeFilter({ leadIds, kinds }: LeadChangeFilter): (change: ChangeRow) => boolean {
  if (leadIds && leadIds.length > MOST_LEADS) {
    const message = `filter.leadIds: found ${leadIds.length} leads, expected at most ${MOST_LEADS}`;
    throw new DomainError('TOO_MANY_ITEMS', message, { limit: MOST_LEADS });
  }
  const leads = leadIds && new Set(leadIds);
  return ({ leadId, kind }) => (!leads || leads.has(leadId)) && (!kinds || kinds.includes(kind));
}

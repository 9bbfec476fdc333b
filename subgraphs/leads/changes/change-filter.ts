import { DomainError } from '../../../platform/errors.ts';
import type { LeadChangedFilter } from '../graph/inputs.ts';
import type { ChangeRow } from './change-store.ts';

const MOST_LEADS = 1_000;

/**
 * Makes the condition of a subscription to changes.
 *
 * @throws {DomainError} TOO_MANY_ITEMS for more than 1,000 leads
 */
export function changeFilter({ leadIds, kinds }: LeadChangedFilter): (change: ChangeRow) => boolean {
  if (leadIds && leadIds.length > MOST_LEADS) {
    const message = `filter.leadIds: found ${leadIds.length} leads, expected at most ${MOST_LEADS}`;
    throw new DomainError('TOO_MANY_ITEMS', message, { limit: MOST_LEADS });
  }
  const leads = leadIds && new Set(leadIds);
  return ({ leadId, kind }) => (!leads || leads.has(leadId)) && (!kinds || kinds.includes(kind));
}

import { InputFaults } from '../../../platform/input-faults.ts';
import type { Lead } from '../leads/lead.ts';
import { commitChange, getLeadToChange } from '../leads/lead-transaction.ts';
import type { LeadsDeps } from '../leads/leads-deps.ts';
import { PURPOSE } from './consent-rule.ts';
import { endConsents } from './consent-store.ts';

/** A lead whose consents of a purpose have ended. */
export interface WithdrawnConsent {
  readonly leadId: string;
  readonly lead: Lead;
  /** number of consents that were in force */
  readonly withdrawn: number;
}

/**
 * Withdraws every consent of a lead for a purpose that is in force; again, it changes nothing.
 *
 * @throws {DomainError} VALIDATION_FAILED, LEAD_NOT_FOUND
 */
export async function withdrawConsent(deps: LeadsDeps, leadId: string, purpose: string): Promise<WithdrawnConsent> {
  const faults = new InputFaults();
  if (!PURPOSE.test(purpose)) faults.add('purpose', purpose, 'a name in capitals such as CONTACT');
  faults.check();
  return commitChange(deps, async (trx) => {
    const lead = await getLeadToChange(trx, leadId);
    return { leadId, lead, withdrawn: await endConsents(trx, leadId, purpose, deps.clock()) };
  });
}

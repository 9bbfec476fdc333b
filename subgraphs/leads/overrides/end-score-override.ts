import { checkReason } from '../../../platform/check-reason.ts';
import { DomainError } from '../../../platform/errors.ts';
import { MODELS_AUDIT } from '../../../scoring/models-audit.ts';
import { changesOf, recordChanges } from '../changes/change-store.ts';
import { commitChange, getLeadToChange } from '../leads/lead-transaction.ts';
import type { LeadsDeps } from '../leads/leads-deps.ts';
import { auditEnds } from './audit-overrides.ts';
import type { OverriddenLead, OverrideAuthor } from './override-score.ts';
import { endOverride, findOverrides } from './override-store.ts';

/**
 * Ends the override of a lead: the grade of the model counts again.
 *
 * @param reason without blanks around it
 * @throws {DomainError} VALIDATION_FAILED, LEAD_NOT_FOUND, SCORE_OVERRIDE_NOT_FOUND when none is in force
 */
export async function endScoreOverride(
  deps: LeadsDeps,
  leadId: string,
  reason: string,
  { actor, ...request }: OverrideAuthor,
): Promise<OverriddenLead> {
  checkReason(reason);
  const now = deps.clock();
  const result = await commitChange(deps, async (trx) => {
    const lead = await getLeadToChange(trx, leadId);
    const [found] = await findOverrides(trx, [leadId], now);
    if (!found)
      throw new DomainError('SCORE_OVERRIDE_NOT_FOUND', `lead ${leadId}: found no override in force`, { leadId });
    const ended = await endOverride(trx, found.id, {
      endedAt: now,
      endCause: 'ENDED',
      endActor: actor,
      endReason: reason,
    });
    await recordChanges(trx, changesOf('SCORE_OVERRIDE_ENDED', [leadId]), now);
    await auditEnds(trx, deps.outbox, [ended], request);
    await deps.writeBack?.enqueue(trx, [leadId]);
    return { leadId, lead, scoreOverride: ended };
  });
  deps.outbox.wake(MODELS_AUDIT);
  deps.writeBack?.wake();
  return result;
}

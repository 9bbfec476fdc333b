import { cutText } from '../shared/cut-text.ts';
import { DomainError } from '../shared/errors.ts';
import { insertOutcomes, reviseLeads } from './bulk-store.ts';
import { changesOf, noteChanges } from './change-store.ts';
import type { OutcomeRow } from './rows.ts';
import { findOutcomes } from './store.ts';
import { isStorableText } from './text-rule.ts';
import { checkNotInFuture } from './time-rule.ts';
import type { OutcomeInput } from './types/inputs.ts';
import type { RecordOutcomePayload } from './types/payloads.ts';
import { commitChange, getLead, getLeadToChange, type LeadsDeps } from './use-case.ts';
import { LeadStage, OutcomeResult } from './vocabulary.ts';

const MAX_REASON_LENGTH = 2_000;

/** Stage of a lead with an outcome. */
export const STAGE_OF_RESULT = {
  [OutcomeResult.CONVERTED]: LeadStage.WON,
  [OutcomeResult.LOST]: LeadStage.LOST,
} as const;

/**
 * Records how a lead ended, once, and closes its stage.
 *
 * @throws {DomainError} LEAD_NOT_FOUND, OUTCOME_EXISTS when the lead has an outcome, equal or not, VALIDATION_FAILED for
 * a time in the future or before the lead was created, or a revenue that is negative or of a lost lead
 */
export async function recordOutcome(
  deps: LeadsDeps,
  leadId: string,
  input: OutcomeInput,
): Promise<RecordOutcomePayload> {
  const now = deps.clock();
  const outcome = readOutcome(leadId, input, now);
  return commitChange(deps, async (trx) => {
    const { createdAt } = await getLeadToChange(trx, leadId);
    if (outcome.occurred_at < createdAt) {
      const created = new Date(createdAt).toISOString();
      refuse(
        'occurredAt',
        new Date(outcome.occurred_at).toISOString(),
        `no time before the lead's creation, ${created}`,
      );
    }
    const [recorded] = await insertOutcomes(trx, [outcome]);
    const [stored] = await findOutcomes(trx, [leadId]);
    if (!stored) throw new TypeError('an outcome just recorded is not there');
    if (recorded === undefined) {
      throw new DomainError('OUTCOME_EXISTS', `the lead has the outcome ${stored.result}`, { leadId });
    }
    await reviseLeads(trx, [{ id: leadId, stage: STAGE_OF_RESULT[input.result] }], ['stage'], now);
    await noteChanges(trx, changesOf('OUTCOME_RECORDED', [leadId]), now);
    return { lead: await getLead(trx, leadId), outcome: stored };
  });
}

function readOutcome(leadId: string, input: OutcomeInput, now: number): OutcomeRow {
  const { result, occurredAt, revenue, reason } = input;
  if (occurredAt != null) checkNotInFuture('outcome.occurredAt', occurredAt, now);
  if (revenue != null && revenue < 0) refuse('revenue', revenue, '0 or more');
  if (revenue != null && result === OutcomeResult.LOST) refuse('revenue', revenue, 'none for a lost lead');
  if (reason != null && (reason.length > MAX_REASON_LENGTH || !isStorableText(reason))) {
    refuse('reason', cutText(reason, 40), `a text of at most ${MAX_REASON_LENGTH} characters`);
  }
  return {
    lead_id: leadId,
    result,
    occurred_at: occurredAt ?? now,
    recorded_at: now,
    revenue: revenue ?? null,
    reason: reason ?? null,
  };
}

function refuse(field: string, found: string | number, expected: string): never {
  throw new DomainError('VALIDATION_FAILED', `outcome.${field}: found ${found}, expected ${expected}`, { field });
}

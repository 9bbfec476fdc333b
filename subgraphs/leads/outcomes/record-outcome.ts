import { DomainError } from '../../../platform/errors.ts';
import { InputFaults } from '../../../platform/input-faults.ts';
import { MODELS_AUDIT } from '../../../scoring/models-audit.ts';
import { changesOf, recordChanges } from '../changes/change-store.ts';
import { type Lead, LeadStage } from '../leads/lead.ts';
import { reviseLeads } from '../leads/lead-store.ts';
import { commitChange, getLead, getLeadToChange } from '../leads/lead-transaction.ts';
import type { LeadsDeps } from '../leads/leads-deps.ts';
import { Origin } from '../leads/origin.ts';
import { checkNotInFuture, factTime } from '../leads/time-rule.ts';
import { endLapsedOf } from '../overrides/override-score.ts';
import { type Outcome, OutcomeResult, type OutcomeRow } from './outcome.ts';
import { findOutcomes, insertOutcomes } from './outcome-store.ts';

const MAX_REASON_LENGTH = 2_000;

/** An outcome to record. */
export interface NewOutcome {
  readonly result: OutcomeResult;
  /** epoch milliseconds; now when absent */
  readonly occurredAt?: number | null;
  /** AED, at least 0; only for CONVERTED */
  readonly revenue?: number | null;
  /** at most 2,000 characters */
  readonly reason?: string | null;
}

/** Result of {@link recordOutcome}. */
export interface RecordedOutcome {
  readonly leadId: string;
  readonly lead: Lead;
  readonly outcome: Outcome;
}

/** Stage of a lead with an outcome. */
export const STAGE_OF_RESULT = {
  [OutcomeResult.CONVERTED]: LeadStage.WON,
  [OutcomeResult.LOST]: LeadStage.LOST,
} as const;

/**
 * Records the outcome of a lead, once, and closes its stage, which ends an override of its score.
 *
 * @throws {DomainError} LEAD_NOT_FOUND, OUTCOME_EXISTS when the lead has an outcome, equal or not, VALIDATION_FAILED for
 * a time in the future or before the lead was created, or a revenue that is negative or of a lost lead
 */
export async function recordOutcome(deps: LeadsDeps, leadId: string, input: NewOutcome): Promise<RecordedOutcome> {
  const now = deps.clock();
  const outcome = readOutcome(leadId, input, now);
  const recorded = await commitChange(deps, async (trx) => {
    const { createdAt } = await getLeadToChange(trx, leadId);
    checkAfterCreation(outcome, createdAt);
    const [inserted] = await insertOutcomes(trx, [outcome], Origin.API);
    const [stored] = await findOutcomes(trx, [leadId]);
    if (!stored) throw new TypeError('an outcome just recorded is not there');
    if (inserted === undefined) {
      throw new DomainError('OUTCOME_EXISTS', `the lead has the outcome ${stored.result}`, { leadId });
    }
    const closed = { id: leadId, stage: STAGE_OF_RESULT[input.result] };
    await reviseLeads(trx, [closed], ['stage'], { now, origin: Origin.API });
    await recordChanges(trx, changesOf('OUTCOME_RECORDED', [leadId]), now);
    await endLapsedOf(trx, deps, leadId, now);
    return { leadId, lead: await getLead(trx, leadId), outcome: stored };
  });
  deps.outbox.wake(MODELS_AUDIT);
  return recorded;
}

function readOutcome(leadId: string, input: NewOutcome, now: number): OutcomeRow {
  const { result, occurredAt, revenue, reason } = input;
  const faults = new InputFaults();
  checkNotInFuture(faults, 'outcome.occurredAt', occurredAt, now);
  if (revenue != null && revenue < 0) faults.add('outcome.revenue', revenue, '0 or more');
  if (revenue != null && result === OutcomeResult.LOST) faults.add('outcome.revenue', revenue, 'none for a lost lead');
  if (reason != null && reason.length > MAX_REASON_LENGTH)
    faults.add('outcome.reason', reason, `a text of at most ${MAX_REASON_LENGTH} characters`);
  faults.check();
  return {
    lead_id: leadId,
    result,
    occurred_at: factTime(occurredAt, now),
    recorded_at: now,
    revenue: revenue ?? null,
    reason: reason ?? null,
  };
}

function checkAfterCreation({ occurred_at: occurredAt }: OutcomeRow, createdAt: number): void {
  if (occurredAt >= createdAt) return;
  const faults = new InputFaults();
  const expected = `no time before the lead's creation, ${new Date(createdAt).toISOString()}`;
  faults.add('outcome.occurredAt', new Date(occurredAt), expected);
  faults.check();
}

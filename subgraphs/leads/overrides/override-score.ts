import type { Transaction } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import { MODELS_AUDIT } from '../../../scoring/models-audit.ts';
import { changesOf, recordChanges } from '../changes/change-store.ts';
import { requireNotMerged } from '../identity/survivors/survivors.ts';
import { isClosedStage, type Lead, LeadStage } from '../leads/lead.ts';
import { commitChange, getLead, getLeadToChange } from '../leads/lead-transaction.ts';
import type { LeadsDeps } from '../leads/leads-deps.ts';
import { type AuditedRequest, auditEnds, auditOverride } from './audit-overrides.ts';
import { checkOverride, isSameOverride, type OverrideTerms } from './override-rule.ts';
import { endLapsed, endOverride, findOverrides, insertOverride } from './override-store.ts';
import type { ScoreOverride } from './score-override.ts';

/** Person and request behind a change of an override. */
export interface OverrideAuthor extends AuditedRequest {
  readonly actor: string;
}

/** Lead whose override changed. */
export interface OverriddenLead {
  readonly leadId: string;
  readonly lead: Lead;
  readonly scoreOverride: ScoreOverride;
}

/**
 * Gives a lead a grade in place of the model's, until it expires, is ended or replaced, or the lead is closed. The score of
 * the model and the ranking stay. The override that was in force ends as REPLACED; the same one again changes nothing, so
 * that a retry is harmless.
 *
 * @throws {DomainError} VALIDATION_FAILED, LEAD_NOT_FOUND, LEAD_MERGED, LEAD_CLOSED
 */
export async function overrideScore(
  deps: LeadsDeps,
  leadId: string,
  terms: OverrideTerms,
  { actor, ...request }: OverrideAuthor,
): Promise<OverriddenLead> {
  const now = deps.clock();
  checkOverride(terms, now);
  const result = await commitChange(deps, async (trx) => {
    const lead = await getLeadToChange(trx, leadId);
    await requireNotMerged(trx, lead.stage === LeadStage.MERGED ? [leadId] : []);
    requireOpen(lead);
    await endLapsedOf(trx, deps, leadId, now);
    const [before] = await findOverrides(trx, [leadId], now);
    if (before && isSameOverride(before, terms, actor)) return { leadId, lead, scoreOverride: before };
    if (before) await endOverride(trx, before.id, replacedBy(actor, now));
    const made = await insertOverride(trx, { leadId, ...terms, actor, createdAt: now });
    await recordChanges(trx, changesOf('SCORE_OVERRIDDEN', [leadId]), now);
    await auditOverride(trx, deps.outbox, made, before, request);
    await deps.writeBack?.enqueue(trx, [leadId]);
    return { leadId, lead: await getLead(trx, leadId), scoreOverride: made };
  });
  deps.outbox.wake(MODELS_AUDIT);
  deps.writeBack?.wake();
  return result;
}

/** Ends the overrides of a lead that have expired, or all of a closed one, and records it. Requires the lock of the lead. */
export async function endLapsedOf(
  trx: Transaction<unknown>,
  { outbox, writeBack }: Pick<LeadsDeps, 'outbox' | 'writeBack'>,
  leadId: string | undefined,
  now: number,
): Promise<readonly ScoreOverride[]> {
  const ended = await endLapsed(trx, { now, leadId });
  const leads = ended.map((each) => each.leadId);
  await recordChanges(trx, changesOf('SCORE_OVERRIDE_ENDED', leads), now);
  await auditEnds(trx, outbox, ended);
  await writeBack?.enqueue(trx, leads);
  return ended;
}

function requireOpen({ id, stage }: Lead): void {
  if (!isClosedStage(stage)) return;
  throw new DomainError('LEAD_CLOSED', `lead ${id}: found stage ${stage}, expected an open one`, { leadId: id, stage });
}

function replacedBy(actor: string, now: number) {
  return { endedAt: now, endCause: 'REPLACED', endActor: actor, endReason: null } as const;
}

import { sql, type Transaction } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import { MODELS_AUDIT } from '../../../scoring/models-audit.ts';
import { changesOf, recordChanges } from '../changes/change-store.ts';
import { type Lead, LeadStage } from '../leads/lead.ts';
import { findLeads, lockLeads, reviseLeads } from '../leads/lead-store.ts';
import { commitChange, getLead, leadNotFound } from '../leads/lead-transaction.ts';
import type { LeadsDeps } from '../leads/leads-deps.ts';
import { Origin } from '../leads/origin.ts';
import { findOutcomes } from '../outcomes/outcome-store.ts';
import { endLapsedOf } from '../overrides/override-score.ts';
import { auditMerges, type MergeAuthor } from './audit-merges.ts';
import { copyInteractions } from './copies/copy-interactions.ts';
import { copyOutcomes } from './copies/copy-outcomes.ts';
import { checkMerge, checkMerged, type MergeRequest, type TakenColumn, valuesToTake } from './merge-rule.ts';
import { insertMerges, type LeadMerge, type TakenValues } from './merge-store.ts';
import { requireNotMerged } from './survivors/survivors.ts';

/** Leads that were merged. */
export interface MergedLeads {
  readonly leadId: string;
  /** the survivor */
  readonly lead: Lead;
  /** one per duplicate, in the order of the request */
  readonly merges: readonly LeadMerge[];
}

/**
 * Merges leads into one of them, the survivor. It gets copies of their interactions and, where it has no outcome, of one of
 * theirs; copies count as recorded now, so that features and scores of before stay as they were. The others keep all that is
 * recorded of them, in the stage MERGED, and what is recorded of them later is copied as well.
 *
 * @throws {DomainError} VALIDATION_FAILED, TOO_MANY_ITEMS, LEAD_NOT_FOUND, LEAD_MERGED when one of them was merged before,
 * LEAD_CLOSED for a survivor that was removed or a duplicate that was erased, MERGE_OUTCOME_CONTRADICTORY
 */
export async function mergeLeads(deps: LeadsDeps, request: MergeRequest, author: MergeAuthor): Promise<MergedLeads> {
  checkMerge(request);
  const now = deps.clock();
  const { leadId } = request;
  const merged = await commitChange(deps, async (trx) => {
    const [survivor, ...duplicates] = await lockAll(trx, request);
    checkMerged(survivor, await findOutcomes(trx, [leadId, ...request.duplicateIds]));
    const taken = valuesToTake(survivor, duplicates, request.columns);
    await closeDuplicates(trx, request.duplicateIds, now);
    const merges = await insertMerges(
      trx,
      duplicates.map((each) => ({
        leadId: each.id,
        survivorId: leadId,
        taken: taken.get(each) ?? {},
        actor: author.actor,
        reason: request.reason,
        mergedAt: now,
      })),
    );
    await takeValues(trx, leadId, Object.assign({}, ...taken.values()), now);
    await copyInteractions(trx, request.duplicateIds, 'all');
    await copyOutcomes(trx, request.duplicateIds);
    await recordChanges(trx, changesOf('MERGED', [leadId, ...request.duplicateIds]), now);
    for (const id of [leadId, ...request.duplicateIds]) await endLapsedOf(trx, deps, id, now);
    await auditMerges(trx, deps.outbox, merges, author);
    return { leadId, lead: await getLead(trx, leadId), merges };
  });
  deps.outbox.wake(MODELS_AUDIT);
  return merged;
}

/** Locks and reads the survivor and the duplicates, in the order of the request. */
async function lockAll(
  trx: Transaction<unknown>,
  { leadId, duplicateIds }: MergeRequest,
): Promise<readonly [Lead, ...Lead[]]> {
  const ids = [leadId, ...duplicateIds];
  await lockLeads(trx, ids);
  const found = new Map((await findLeads(trx, ids)).map((lead) => [lead.id, lead]));
  const leads = ids.map((id) => {
    const lead = found.get(id);
    if (!lead) throw leadNotFound(id);
    return lead;
  });
  await requireNotMerged(trx, ids);
  await requireNotErased(trx, ids);
  return leads as unknown as readonly [Lead, ...Lead[]];
}

/** @throws {DomainError} LEAD_CLOSED when one of the leads was erased */
export async function requireNotErased(trx: Transaction<unknown>, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM leads.lead
    WHERE id = ANY(${ids}::text[]) AND erased_at IS NOT NULL LIMIT 1`.execute(trx);
  const [erased] = rows;
  if (!erased) return;
  const message = `lead ${erased.id}: found a lead whose personal data were erased, expected any other`;
  throw new DomainError('LEAD_CLOSED', message, { leadId: erased.id, stage: LeadStage.REMOVED });
}

async function closeDuplicates(trx: Transaction<unknown>, ids: readonly string[], now: number): Promise<void> {
  const closed = ids.map((id) => ({ id, stage: LeadStage.MERGED }));
  await reviseLeads(trx, closed, ['stage'], { now, origin: Origin.API });
}

async function takeValues(trx: Transaction<unknown>, id: string, values: TakenValues, now: number): Promise<void> {
  const columns = Object.keys(values) as TakenColumn[];
  if (columns.length > 0) await reviseLeads(trx, [{ id, ...values }], columns, { now, origin: Origin.API });
}

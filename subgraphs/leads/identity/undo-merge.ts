import { sql, type Transaction } from 'kysely';
import { checkReason } from '../../../platform/check-reason.ts';
import { cutText } from '../../../platform/cut-text.ts';
import { DomainError } from '../../../platform/errors.ts';
import { MODELS_AUDIT } from '../../../scoring/models-audit.ts';
import { changesOf, recordChanges } from '../changes/change-store.ts';
import { hasLakeTables } from '../erasure/store/erasure-store.ts';
import { requestLakeRemoval } from '../erasure/store/lake-removal-store.ts';
import { isClosedStage, type Lead, LeadStage } from '../leads/lead.ts';
import { lockLeads, reviseLeads } from '../leads/lead-store.ts';
import { commitChange, getLead } from '../leads/lead-transaction.ts';
import type { LeadsDeps } from '../leads/leads-deps.ts';
import { Origin } from '../leads/origin.ts';
import { findOutcomes } from '../outcomes/outcome-store.ts';
import { STAGE_OF_RESULT } from '../outcomes/record-outcome.ts';
import { auditUndo, type MergeAuthor } from './audit-merges.ts';
import { copyPrefix } from './copies/copy-interactions.ts';
import { copyOutcomes } from './copies/copy-outcomes.ts';
import { requireNotErased } from './merge-leads.ts';
import { valuesToReturn } from './merge-rule.ts';
import { endMerge, findMerge, type LeadMerge } from './merge-store.ts';
import { requireNotMerged } from './survivors/survivors.ts';

/** Merge that was undone. */
export interface UndoneMerge {
  readonly merge: LeadMerge;
  /** the lead that is one by itself again */
  readonly lead: Lead;
  readonly survivor: Lead;
}

/**
 * Undoes a merge: the survivor loses the copies and the values that it took and still has, and the merged lead gets back its
 * stage of before, or that of the outcome that was recorded since. All else that was recorded since stays.
 *
 * @param reason without blanks around it
 * @throws {DomainError} VALIDATION_FAILED, MERGE_NOT_FOUND, MERGE_UNDONE, LEAD_MERGED when the survivor was merged itself
 * since: that merge is undone first; LEAD_CLOSED when they were erased
 */
export async function undoMerge(
  deps: LeadsDeps,
  mergeId: string,
  reason: string,
  author: MergeAuthor,
): Promise<UndoneMerge> {
  checkReason(reason);
  const now = deps.clock();
  const undone = await commitChange(deps, async (trx) => {
    const { id, leadId, survivorId, taken } = await lockMerge(trx, mergeId);
    await requireNotMerged(trx, [survivorId]);
    await requireNotErased(trx, [leadId, survivorId]);
    await removeCopiedInteractions(trx, id, survivorId);
    const isOutcomeCopied = await removeCopiedOutcome(trx, id);
    const merge = await endMerge(trx, id, { undoneAt: now, undoneBy: author.actor, undoReason: reason });
    await restoreStage(trx, leadId, [LeadStage.MERGED], now);
    if (isOutcomeCopied) await findOtherOutcome(trx, survivorId, now);
    await returnValues(trx, await getLead(trx, survivorId), taken, now);
    await recordChanges(trx, changesOf('MERGE_UNDONE', [survivorId, leadId]), now);
    await auditUndo(trx, deps.outbox, merge, author);
    return { merge, lead: await getLead(trx, leadId), survivor: await getLead(trx, survivorId) };
  });
  deps.outbox.wake(MODELS_AUDIT);
  return undone;
}

async function lockMerge(trx: Transaction<unknown>, mergeId: string): Promise<LeadMerge> {
  const id = /^\d{1,15}$/.test(mergeId) ? Number(mergeId) : undefined;
  const found = id === undefined ? undefined : await findMerge(trx, id);
  if (!found)
    throw new DomainError(
      'MERGE_NOT_FOUND',
      `id: found ${JSON.stringify(cutText(mergeId, 40))}, expected that of a merge`,
    );
  // leads before merges, as a merge does
  await lockLeads(trx, [found.leadId, found.survivorId]);
  const merge = (await findMerge(trx, found.id)) ?? found;
  if (merge.undoneAt === null) return merge;
  const at = new Date(merge.undoneAt).toISOString();
  throw new DomainError('MERGE_UNDONE', `merge ${found.id}: found one that was undone at ${at}, expected one in force`);
}

async function removeCopiedInteractions(trx: Transaction<unknown>, id: number, survivorId: string): Promise<void> {
  const removed = await sql`DELETE FROM leads.interaction WHERE merge_id = ${id}::bigint`.execute(trx);
  if (removed.numAffectedRows === 0n) return;
  if (await hasLakeTables(trx))
    await requestLakeRemoval(trx, { kind: 'INTERACTIONS', leadId: survivorId, prefix: copyPrefix(id) });
  await sql`UPDATE leads.ranking r SET last_interaction_at = COALESCE(
      (SELECT max(occurred_at) FROM leads.interaction WHERE lead_id = r.lead_id), 0)
    WHERE r.lead_id = ${survivorId}`.execute(trx);
  if (await hasLakeTables(trx))
    await requestLakeRemoval(trx, { kind: 'INTERACTIONS', leadId: survivorId, prefix: copyPrefix(id) });
}

/** @returns whether there was one */
async function removeCopiedOutcome(trx: Transaction<unknown>, id: number): Promise<boolean> {
  const { rows } = await sql<{ leadId: string; recordedAt: number }>`DELETE FROM leads.outcome
    WHERE merge_id = ${id}::bigint RETURNING lead_id AS "leadId", recorded_at AS "recordedAt"`.execute(trx);
  const [removed] = rows;
  if (removed && (await hasLakeTables(trx))) await requestLakeRemoval(trx, { kind: 'OUTCOME', ...removed });
  return removed !== undefined;
}

/** Gives the survivor the outcome of another lead that is merged into it, or else its open stage of before. */
async function findOtherOutcome(trx: Transaction<unknown>, survivorId: string, now: number): Promise<void> {
  const { stage } = await getLead(trx, survivorId);
  if (isOutcomeStage(stage))
    await restoreStage(trx, survivorId, [LeadStage.WON, LeadStage.LOST, LeadStage.MERGED], now);
  const { rows } = await sql<{ lead_id: string }>`SELECT lead_id FROM leads.merged_lead
    WHERE survivor_id = ${survivorId}`.execute(trx);
  const others = rows.map(({ lead_id }) => lead_id);
  await copyOutcomes(trx, others);
}

/** Sets the last stage of a lead that is none of the given ones; that of its outcome where it would be open. */
async function restoreStage(
  trx: Transaction<unknown>,
  leadId: string,
  except: readonly LeadStage[],
  now: number,
): Promise<void> {
  const [outcome] = await findOutcomes(trx, [leadId]);
  const { rows } = await sql<{ stage: LeadStage }>`SELECT stage FROM leads.lead_history
    WHERE lead_id = ${leadId} AND stage <> ALL(${except}::text[]) ORDER BY valid_from DESC LIMIT 1`.execute(trx);
  const before = rows[0]?.stage ?? LeadStage.NEW;
  const stage = outcome && !isClosedStage(before) ? STAGE_OF_RESULT[outcome.result] : before;
  await reviseLeads(trx, [{ id: leadId, stage }], ['stage'], { now, origin: Origin.API });
}

function isOutcomeStage(stage: LeadStage): boolean {
  return stage === LeadStage.WON || stage === LeadStage.LOST;
}

async function returnValues(
  trx: Transaction<unknown>,
  survivor: Lead,
  taken: LeadMerge['taken'],
  now: number,
): Promise<void> {
  const columns = valuesToReturn(survivor, taken);
  if (columns.length === 0) return;
  const cleared = Object.fromEntries(columns.map((column) => [column, null]));
  await reviseLeads(trx, [{ id: survivor.id, ...cleared }], columns, { now, origin: Origin.API });
}

import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { checkReason } from '../../../platform/check-reason.ts';
import { ERASURE_TOPICS, type ErasurePart, type LeadErasure, type ReplacedId } from '../../../scoring/lead-erasure.ts';
import { type AuditedChange, MODELS_AUDIT } from '../../../scoring/models-audit.ts';
import { changesOf, recordChanges } from '../changes/change-store.ts';
import { isClosedStage, LeadStage } from '../leads/lead.ts';
import { findLeads, lockLeads, reviseLeads } from '../leads/lead-store.ts';
import { commitChange, leadNotFound } from '../leads/lead-transaction.ts';
import type { LeadsDeps } from '../leads/leads-deps.ts';
import { Origin } from '../leads/origin.ts';
import { endLapsedOf, type OverrideAuthor } from '../overrides/override-score.ts';
import { findPerson } from './find-person.ts';
import { renameLeads } from './rename-lead.ts';
import { type ErasureRecord, findErasureOf, hasLakeTables, insertErasure } from './store/erasure-store.ts';
import { requestLakeRemoval } from './store/lake-removal-store.ts';

/** Begin of the ids of erased leads. */
export const ERASED_PREFIX = 'erased-';

/** Dependencies of {@link eraseLead}. */
export interface EraseLeadDeps extends LeadsDeps {
  /** whether this process has a lake */
  readonly hasLake: boolean;
}

/** Request to erase the person of a lead. */
export interface EraseLeadRequest {
  readonly leadId: string;
  /** in words, without personal data; stored with the erasure and in the audit log */
  readonly reason: string;
}

const PARTS = Object.keys(ERASURE_TOPICS) as readonly ErasurePart[];

/**
 * Erases the person of a lead: it, the leads that were merged with it, and all that is recorded about them get other ids and
 * lose what identifies the person. What features are computed from stays, so that scores can be replayed and figures keep
 * their sums. Open leads become REMOVED. Other subgraphs and the lake follow on their own, see {@link ErasureRecord}.
 *
 * A lead that was erased already is answered with its erasure.
 *
 * @throws {DomainError} VALIDATION_FAILED, LEAD_NOT_FOUND
 */
export async function eraseLead(
  deps: EraseLeadDeps,
  { leadId, reason }: EraseLeadRequest,
  author: OverrideAuthor,
): Promise<ErasureRecord> {
  checkReason(reason);
  const erasure = await commitChange(deps, async (trx) => {
    const ids = await lockPerson(trx, leadId);
    const isErased = (await findErasureOf(trx, leadId)) !== undefined;
    if (ids.length > 0 && !isErased) await erase(trx, deps, { leadId, reason, ids }, author);
    // one that committed while this call waited for the lock is found, too
    return await findErasureOf(trx, leadId);
  });
  if (!erasure) throw leadNotFound(leadId);
  for (const part of PARTS) deps.outbox.wake(ERASURE_TOPICS[part]);
  deps.outbox.wake(MODELS_AUDIT);
  return erasure;
}

interface PersonToErase extends EraseLeadRequest {
  readonly ids: readonly string[];
}

async function erase(
  trx: Transaction<unknown>,
  deps: EraseLeadDeps,
  { leadId, reason, ids }: PersonToErase,
  author: OverrideAuthor,
): Promise<void> {
  const now = deps.clock();
  const leads = ids.map((from): ReplacedId => ({ from, to: `${ERASED_PREFIX}${randomUUID()}` }));
  const newIds = leads.map(({ to }) => to);
  const to = leads.find(({ from }) => from === leadId)?.to ?? '';
  const erasureId = randomUUID();
  const hasLake = deps.hasLake || (await hasLakeTables(trx));
  await renameLeads(trx, leads, now);
  await insertErasure(trx, { erasureId, leadId: to, actor: author.actor, reason, erasedAt: now }, leads, [
    ...PARTS,
    ...(hasLake ? (['LAKE'] as const) : []),
  ]);
  await closeLeads(trx, newIds, now);
  for (const id of newIds) await endLapsedOf(trx, deps, id, now);
  await recordChanges(trx, changesOf('ERASED', newIds), now);
  const message: LeadErasure = { erasure: erasureId, leads };
  for (const part of PARTS) await deps.outbox.publish(trx as never, ERASURE_TOPICS[part], [message]);
  if (hasLake)
    for (const { from, to: newLeadId } of leads)
      await requestLakeRemoval(trx, { kind: 'LEAD', leadId: from, newLeadId, erasure: erasureId });
  const { actor: by, ...request } = author;
  const event: AuditedChange = {
    ...{ action: 'ERASE_LEAD', by, reason, at: now, ...request },
    before: { leadId: to },
    after: { leadId: to, erasure: erasureId, leads: newIds.length },
  };
  await deps.outbox.publish(trx as never, MODELS_AUDIT, [event]);
}

async function closeLeads(trx: Transaction<unknown>, ids: readonly string[], now: number): Promise<void> {
  const open = (await findLeads(trx, ids)).filter(({ stage }) => !isClosedStage(stage));
  const rows = open.map(({ id }) => ({ id, stage: LeadStage.REMOVED }));
  if (rows.length > 0) await reviseLeads(trx, rows, ['stage'], { now, origin: Origin.API });
}

/**
 * Locks the leads of a person: a lead with all that were merged into it, and those that it was merged into.
 *
 * @returns none when the lead is unknown
 */
async function lockPerson(trx: Transaction<unknown>, leadId: string): Promise<readonly string[]> {
  let locked: readonly string[] = [leadId];
  for (;;) {
    await lockLeads(trx, locked);
    // a merge may have committed before the lock
    const found = await findPerson(trx, leadId);
    if (found.every((id) => locked.includes(id))) return found;
    locked = found;
  }
}

import type { Transaction } from 'kysely';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { type AuditedChange, MODELS_AUDIT } from '../../../scoring/models-audit.ts';
import type { AuditedRequest } from '../overrides/audit-overrides.ts';
import type { LeadMerge } from './merge-store.ts';

/** Person and request behind a merge or its undo. */
export interface MergeAuthor extends AuditedRequest {
  readonly actor: string;
}

/** Audits that leads were merged, in its transaction. Wake the topic after the commit. */
export async function auditMerges(
  trx: Transaction<unknown>,
  outbox: Outbox,
  merges: readonly LeadMerge[],
  { actor: by, ...request }: MergeAuthor,
): Promise<void> {
  const changes = merges.map(
    ({ id, leadId, survivorId, mergedAt: at, reason, taken }): AuditedChange => ({
      action: 'MERGE_LEADS',
      by,
      reason: reason ?? '',
      at,
      before: { leadId, mergedInto: null },
      // names, not values: they are personal data
      after: { leadId, mergedInto: survivorId, mergeId: String(id), fields: Object.keys(taken) },
      ...request,
    }),
  );
  await outbox.publish(trx as never, MODELS_AUDIT, changes);
}

/** Audits that a merge was undone, in its transaction. Wake the topic after the commit. */
export async function auditUndo(
  trx: Transaction<unknown>,
  outbox: Outbox,
  { id, leadId, survivorId, undoneAt, undoReason }: LeadMerge,
  { actor: by, ...request }: MergeAuthor,
): Promise<void> {
  const change: AuditedChange = {
    action: 'UNDO_MERGE',
    by,
    reason: undoReason ?? '',
    at: undoneAt ?? 0,
    before: { leadId, mergedInto: survivorId, mergeId: String(id) },
    after: { leadId, mergedInto: null },
    ...request,
  };
  await outbox.publish(trx as never, MODELS_AUDIT, [change]);
}

import type { Transaction } from 'kysely';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { type AuditedChange, MODELS_AUDIT } from '../../../scoring/models-audit.ts';
import type { ScoreOverride } from './score-override.ts';

/** Request that made a change, for the audit log. */
export interface AuditedRequest {
  readonly clientAddress?: string | undefined;
  readonly requestId?: string | undefined;
}

/** Audits that an override was made, in its transaction. Wake the topic after the commit. */
export async function auditOverride(
  trx: Transaction<unknown>,
  outbox: Outbox,
  made: ScoreOverride,
  before: ScoreOverride | undefined,
  request: AuditedRequest,
): Promise<void> {
  const { leadId, actor: by, reason, createdAt: at } = made;
  const states = { before: stateOf(leadId, before), after: stateOf(leadId, made) };
  await publish(trx, outbox, [{ action: 'OVERRIDE_SCORE', by, reason, at, ...states, ...request }]);
}

/** Audits that overrides ended, in their transaction. Wake the topic after the commit. */
export async function auditEnds(
  trx: Transaction<unknown>,
  outbox: Outbox,
  ended: readonly ScoreOverride[],
  request: AuditedRequest = {},
): Promise<void> {
  const changes = ended.map((each): AuditedChange => {
    const { leadId, endActor, endReason, endCause, endedAt } = each;
    const by = endActor === null ? {} : { by: endActor };
    const after = { ...stateOf(leadId, undefined), endCause };
    const reason = endReason ?? REASONS[endCause as keyof typeof REASONS];
    return {
      action: 'END_SCORE_OVERRIDE',
      ...by,
      reason,
      at: endedAt ?? 0,
      before: stateOf(leadId, each),
      after,
      ...request,
    };
  });
  await publish(trx, outbox, changes);
}

const REASONS = { EXPIRED: 'the override expired', CLOSED: 'the lead was closed' } as const;

async function publish(trx: Transaction<unknown>, outbox: Outbox, changes: readonly AuditedChange[]): Promise<void> {
  if (changes.length > 0) await outbox.publish(trx as never, MODELS_AUDIT, changes);
}

/** Without the reason, which is the event's. */
function stateOf(leadId: string, override: ScoreOverride | undefined): Readonly<Record<string, unknown>> {
  if (!override) return { leadId, override: null };
  const { grade, actor, expiresAt } = override;
  return { leadId, override: { grade, actor, expiresAt: new Date(expiresAt).toISOString() } };
}

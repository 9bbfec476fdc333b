import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { type AuditedChange, MODELS_AUDIT } from '../../../scoring/models-audit.ts';
import { appendEvent } from './audit-store.ts';

/** Audits changes that were made in other subgraphs, until it is closed. */
export function auditOutsideChanges(outbox: Outbox): { close(): Promise<void> } {
  return outbox.consume(MODELS_AUDIT, async (trx, payloads) => {
    for (const { by = 'system', model, ...change } of payloads as readonly AuditedChange[])
      await appendEvent(trx as never, { ...change, by, model, outcome: 'APPLIED' });
  });
}

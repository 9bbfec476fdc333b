import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { MODELS_AUDIT, type SystemChange } from '../../../scoring/models-audit.ts';
import { appendEvent } from './audit-store.ts';

/** Audits changes that the system made in other subgraphs, until it is closed. */
export function auditSystemChanges(outbox: Outbox): { close(): Promise<void> } {
  return outbox.consume(MODELS_AUDIT, async (trx, payloads) => {
    for (const change of payloads as readonly SystemChange[])
      await appendEvent(trx as never, { ...change, by: 'system', outcome: 'APPLIED' });
  });
}

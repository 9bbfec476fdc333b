import { PseudonymWorker, type PseudonymWorkerOptions } from '../platform/pseudonyms/pseudonym-worker.ts';
import { ERASURE_TOPICS, type ErasedPart, type ErasurePart, LEADS_ERASED, type LeadErasure } from './lead-erasure.ts';

/** Collaborators of a subgraph that replaces ids of erased leads. */
export interface EraseLeadIdsDeps extends Pick<PseudonymWorkerOptions, 'database' | 'outbox' | 'log'> {
  /** time in which work that was under way has written its rows, ms; one minute when absent */
  readonly erasureSettleMs?: number | undefined;
}

/** Part of an erasure, and how its tables are changed. */
export interface LeadIdEraserOptions
  extends EraseLeadIdsDeps,
    Pick<PseudonymWorkerOptions, 'schema' | 'replace' | 'hasSettled'> {
  readonly part: ErasurePart;
}

/** Replaces the ids of erased leads in the tables of a subgraph, and answers `leads` when it is done, until it is closed. */
export function startLeadIdEraser({
  part,
  erasureSettleMs: settleMs,
  ...options
}: LeadIdEraserOptions): PseudonymWorker {
  return new PseudonymWorker({
    ...options,
    settleMs,
    topic: ERASURE_TOPICS[part],
    readRequest: (payload) => {
      const { erasure, leads } = payload as LeadErasure;
      return { request: erasure, ids: leads };
    },
    answer: {
      topic: LEADS_ERASED,
      payload: ({ request, ids }): ErasedPart => ({ erasure: request, part, leads: ids }),
    },
  });
}

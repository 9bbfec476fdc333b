import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../platform/database/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { QueuedPseudonym } from '../../../platform/pseudonyms/pseudonym-queue.ts';
import { PseudonymWorker } from '../../../platform/pseudonyms/pseudonym-worker.ts';
import { ERASURE_TOPICS, type ErasedPart, LEADS_ERASED, type LeadErasure } from '../../../scoring/lead-erasure.ts';

/** Text in place of a reason that may have been about the person. */
export const ERASED_REASON = 'erased';

/** Keys of the states of events whose values are ids of leads. */
const LEAD_KEYS = ['leadId', 'mergedInto'] as const;

/** Dependencies of {@link replaceLeadIds}. */
export interface ReplaceLeadIdsDeps {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly log: Logger;
  /** time in which changes that were under way have reached the audit log, ms; one minute when absent */
  readonly erasureSettleMs?: number | undefined;
}

/** Replaces the ids of erased leads in the audit log, and the reasons of its events about them, until it is closed. */
export function replaceLeadIds({ erasureSettleMs, ...deps }: ReplaceLeadIdsDeps): PseudonymWorker {
  return new PseudonymWorker({
    ...deps,
    schema: 'models',
    topic: ERASURE_TOPICS.MODELS,
    readRequest: (payload) => {
      const { erasure, leads } = payload as LeadErasure;
      return { request: erasure, ids: leads };
    },
    replace,
    answer: {
      topic: LEADS_ERASED,
      payload: ({ request, ids }): ErasedPart => ({ erasure: request, part: 'MODELS', leads: ids }),
    },
    settleMs: erasureSettleMs,
  });
}

async function replace(trx: Transaction<never>, { from, to }: QueuedPseudonym, most: number): Promise<number> {
  const renamed = (state: string) => {
    const column = sql.ref(state);
    const changes = LEAD_KEYS.map(
      (key) =>
        sql`CASE WHEN ${column}->>${key} = ${from} THEN jsonb_build_object(${key}::text, ${to}::text) ELSE '{}' END`,
    );
    return sql`${column} || ${sql.join(changes, sql` || `)}`;
  };
  const ids = ['state_before', 'state_after'].flatMap((state) =>
    LEAD_KEYS.map((key) => sql`${sql.ref(state)}->>${key}`),
  );
  const { rows } = await sql`UPDATE models.audit_event SET state_before = ${renamed('state_before')},
      state_after = ${renamed('state_after')}, reason = ${ERASED_REASON}
    WHERE id = ANY(ARRAY(SELECT id FROM models.audit_event WHERE ${from} IN (${sql.join(ids)}) LIMIT ${sql.lit(most)}))
    RETURNING 1`.execute(trx);
  return rows.length;
}

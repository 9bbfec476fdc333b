import { sql, type Transaction } from 'kysely';
import type { QueuedPseudonym } from '../../../platform/pseudonyms/pseudonym-queue.ts';
import type { PseudonymWorker } from '../../../platform/pseudonyms/pseudonym-worker.ts';
import { type EraseLeadIdsDeps, startLeadIdEraser } from '../../../scoring/lead-id-eraser.ts';

/** Text in place of a reason that may have been about the person. */
export const ERASED_REASON = 'erased';

/** Keys of the states of events whose values are ids of leads. */
const LEAD_KEYS = ['leadId', 'mergedInto'] as const;

/** Replaces the ids of erased leads in the audit log, and the reasons of its events about them, until it is closed. */
export function replaceLeadIds(deps: EraseLeadIdsDeps): PseudonymWorker {
  return startLeadIdEraser({ ...deps, schema: 'models', part: 'MODELS', replace });
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

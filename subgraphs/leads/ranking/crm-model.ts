import { type QueryExecutorProvider, sql } from 'kysely';
import type { Database } from '../../../platform/database/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { type AuditedChange, MODELS_AUDIT } from '../../../scoring/models-audit.ts';

/** Dependencies of {@link adoptCrmModel}. */
export interface CrmModelDeps {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
}

/** Stored state of the model that leads are ranked by. */
export interface CrmModelState {
  readonly model: string;
  /** whether the ranking still has scores of another model */
  readonly isStale: boolean;
}

/** Reads the {@link CrmModelState}. */
export async function readCrmModel(db: QueryExecutorProvider): Promise<CrmModelState> {
  const { rows } = await sql<CrmModelState>`SELECT model, is_stale AS "isStale" FROM leads.ranking_state`.execute(db);
  const [state] = rows;
  if (!state) throw new TypeError('leads.ranking_state has no row');
  return state;
}

/**
 * Sets the configured model as the one that leads are ranked by, in every process that shares the database: from the commit
 * on, scores of other models do not reach the ranking. The change is audited in the same transaction.
 *
 * @param model name of the configured model
 * @returns whether the ranking still holds scores of another model
 */
export async function adoptCrmModel({ database, outbox, log, clock }: CrmModelDeps, model: string): Promise<boolean> {
  const db = database.tables<never>();
  const stored = await readCrmModel(db);
  if (stored.model === model) return stored.isStale;
  const before = await db.transaction().execute(async (trx) => {
    // the lock serialises this with the scores that are written back and with other processes that start
    const { rows } = await sql<{ model: string }>`SELECT model FROM leads.ranking_state FOR UPDATE`.execute(trx);
    const found = rows[0]?.model;
    if (found === undefined || found === model) return undefined;
    await sql`UPDATE leads.ranking_state SET model = ${model}, is_stale = true`.execute(trx);
    const change: AuditedChange = {
      action: 'SET_CRM_MODEL',
      model,
      reason: 'CRM_MODEL of the configuration',
      at: clock(),
      before: { crmModel: found },
      after: { crmModel: model },
    };
    await outbox.publish(trx, MODELS_AUDIT, [change]);
    return found;
  });
  outbox.wake(MODELS_AUDIT);
  if (before !== undefined) log.info({ before, model }, 'CRM model changed');
  return (await readCrmModel(db)).isStale;
}

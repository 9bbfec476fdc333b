import type { QueryExecutorProvider, Transaction } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import type { Lead } from './lead.ts';
import { findLead, lockLeads } from './lead-store.ts';
import type { LeadsDeps } from './leads-deps.ts';

/** Runs a change of leads in one transaction, and notifies the subscribers of changes once it is committed. */
export async function commitChange<Result>(
  { db, changes }: LeadsDeps,
  work: (trx: Transaction<unknown>) => Promise<Result>,
): Promise<Result> {
  const result = await db.transaction().execute(work);
  changes.publish();
  return result;
}

/**
 * Reads one lead.
 *
 * @throws {DomainError} LEAD_NOT_FOUND
 */
export async function getLead(db: QueryExecutorProvider, id: string): Promise<Lead> {
  const lead = await findLead(db, id);
  if (!lead) throw leadNotFound(id);
  return lead;
}

/**
 * Reads one lead and locks it until the transaction ends.
 *
 * @throws {DomainError} LEAD_NOT_FOUND
 */
export async function getLeadToChange(trx: QueryExecutorProvider, id: string): Promise<Lead> {
  await lockLeads(trx, [id]);
  return getLead(trx, id);
}

/** Error of an unknown lead. */
export function leadNotFound(id: string): DomainError {
  return new DomainError('LEAD_NOT_FOUND', `no lead has the id ${JSON.stringify(id)}`, { leadId: id });
}

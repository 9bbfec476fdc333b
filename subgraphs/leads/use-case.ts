import type { Kysely, QueryExecutorProvider } from 'kysely';
import { DomainError } from '../shared/errors.ts';
import { findLead, lockLead } from './store.ts';
import type { Lead } from './types/lead.ts';

/** What a use case of leads needs. */
export interface LeadsDeps {
  readonly db: Kysely<unknown>;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** makes the ids of leads and interactions that come without one */
  readonly newId: () => string;
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
 * Reads one lead and keeps others from changing it until the transaction ends.
 *
 * @throws {DomainError} LEAD_NOT_FOUND
 */
export async function getLeadToChange(trx: QueryExecutorProvider, id: string): Promise<Lead> {
  await lockLead(trx, id);
  return getLead(trx, id);
}

function leadNotFound(id: string): DomainError {
  return new DomainError('LEAD_NOT_FOUND', `no lead has the id ${JSON.stringify(id)}`, { leadId: id });
}

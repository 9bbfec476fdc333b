import type { Kysely } from 'kysely';
import { DomainError } from '../shared/errors.ts';
import { findLead } from './store.ts';
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
export async function getLead(db: Parameters<typeof findLead>[0], id: string): Promise<Lead> {
  const lead = await findLead(db, id);
  if (!lead) throw leadNotFound(id);
  return lead;
}

/** The refusal of an unknown lead. */
export function leadNotFound(id: string): DomainError {
  return new DomainError('LEAD_NOT_FOUND', `no lead has the id ${JSON.stringify(id)}`, { leadId: id });
}

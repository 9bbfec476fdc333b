import type { Lead } from './lead.ts';
import type { LeadsDeps } from './leads-deps.ts';
import { type LeadUpdateRequest, updateLeads } from './update-leads.ts';

/** A changed lead. */
export interface UpdatedLead {
  readonly leadId: string;
  readonly lead: Lead;
}

/**
 * Changes one lead as {@link updateLeads} does.
 *
 * @throws {DomainError} LEAD_NOT_FOUND, LEAD_MERGED, LEAD_VERSION_CONFLICT, VALIDATION_FAILED for a value out of range or a stage that
 * only an outcome sets
 */
export async function updateLead(deps: LeadsDeps, request: LeadUpdateRequest): Promise<UpdatedLead> {
  const [result] = await updateLeads(deps, [request]);
  if (result?.error) throw result.error;
  return { leadId: request.id, lead: result?.lead as Lead };
}

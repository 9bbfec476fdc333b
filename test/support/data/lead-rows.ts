import type { InteractionRow } from '../../../subgraphs/leads/interactions/interaction.ts';
import type { LeadRow } from '../../../subgraphs/leads/leads/lead.ts';

/** A lead of which nothing is known but what is given. */
export function leadRow(given: Pick<LeadRow, 'id' | 'created_at'> & Partial<LeadRow>): LeadRow {
  return {
    name: null,
    email: null,
    phone: null,
    company: null,
    company_size: null,
    industry: null,
    country: null,
    nationality: null,
    emirate: null,
    source: null,
    campaign: null,
    licence_type: null,
    business_activity: null,
    owner: null,
    stage: 'NEW',
    ...given,
  };
}

/** A website visit, recorded when it occurred, but for what is given. */
export function interactionRow(
  given: Pick<InteractionRow, 'id' | 'lead_id' | 'occurred_at'> & Partial<InteractionRow>,
): InteractionRow {
  return {
    kind: 'WEBSITE_VISIT',
    recorded_at: given.occurred_at,
    duration_seconds: 60,
    quantity: 2,
    note: null,
    ...given,
  };
}

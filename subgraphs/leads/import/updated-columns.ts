import { fieldOf, LEAD_COLUMNS, type LeadColumn } from '../leads/lead-columns.ts';
import type { Mapping } from './mapping.ts';

/** Columns of existing leads that a mapping updates, but for the stage: constants apply to new leads only. */
export function updatedColumns(lead: Omit<Mapping['lead'], 'id'>): LeadColumn[] {
  return LEAD_COLUMNS.filter((name) => {
    const source = lead[fieldOf(name) as keyof typeof lead];
    return name !== 'stage' && source !== undefined && !('constant' in source);
  });
}

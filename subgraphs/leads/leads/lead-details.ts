import type { InputFaults } from '../../../platform/input-faults.ts';
import type { LeadFields } from './lead.ts';
import { fieldOf, LEAD_COLUMNS, type LeadColumn } from './lead-columns.ts';
import { type LeadFieldValue, leadFieldExpectation } from './lead-field-rule.ts';

/** Values of some columns of a lead. */
export type LeadDetails = Partial<Record<LeadColumn, LeadFieldValue>>;

/**
 * Reads the fields of a request as columns of a lead. Absent fields stay absent; blank texts become null.
 *
 * @param faults collects the values out of range
 */
export function readLeadDetails(input: Partial<LeadFields>, faults: InputFaults): LeadDetails {
  const details: LeadDetails = {};
  for (const column of LEAD_COLUMNS) {
    const field = fieldOf(column);
    const given = (input as Readonly<Record<string, LeadFieldValue | undefined>>)[field];
    if (given === undefined) continue;
    const value = typeof given === 'string' ? given.trim() || null : given;
    const expected = leadFieldExpectation(column, value);
    if (expected) faults.add(`input.${field}`, value, expected);
    else details[column] = value;
  }
  return details;
}

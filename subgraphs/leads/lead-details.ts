import { cutText } from '../shared/cut-text.ts';
import { DomainError } from '../shared/errors.ts';
import { fieldOf, LEAD_COLUMNS, type LeadColumn } from './lead-columns.ts';
import { type LeadFieldValue, leadFieldExpectation } from './lead-field-rule.ts';
import type { LeadDetailsInput } from './types/lead-details-input.ts';

/** Values of some of a lead's columns. */
export type LeadDetails = Partial<Record<LeadColumn, LeadFieldValue>>;

/**
 * Reads what a request says about a lead, as columns. Fields it does not mention are absent; blank texts are unknown.
 *
 * @throws {DomainError} VALIDATION_FAILED naming the field, what was found and what is expected
 */
export function readLeadDetails(input: LeadDetailsInput): LeadDetails {
  const details: LeadDetails = {};
  for (const column of LEAD_COLUMNS) {
    const field = fieldOf(column);
    const given = (input as Readonly<Record<string, LeadFieldValue | undefined>>)[field];
    if (given === undefined) continue;
    const value = typeof given === 'string' ? given.trim() || null : given;
    const expected = leadFieldExpectation(column, value);
    if (expected) {
      const found = cutText(JSON.stringify(value), 80);
      throw new DomainError('VALIDATION_FAILED', `input.${field}: found ${found}, expected ${expected}`, { field });
    }
    details[column] = value;
  }
  return details;
}

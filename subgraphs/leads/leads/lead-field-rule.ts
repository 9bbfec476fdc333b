import { isStorableText } from '../../../platform/storable-text.ts';
import type { LeadColumn } from './lead-columns.ts';

/** A value of a lead's column. */
export type LeadFieldValue = string | number | null;

interface TextRule {
  readonly maxLength: number;
  readonly pattern?: RegExp;
  /** form of the text that the pattern is about */
  readonly plain?: (text: string) => string;
  readonly expected: string;
}

const NAME: TextRule = { maxLength: 200, expected: 'a text of at most 200 characters' };
const COUNTRY: TextRule = { maxLength: 2, pattern: /^[A-Z]{2}$/, expected: 'an ISO 3166-1 alpha-2 code such as AE' };
// as silver has them: direction marks and zero-width characters come along with copied numbers
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const ARABIC_DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/g;
const TEXT_RULES: Readonly<Partial<Record<LeadColumn, TextRule>>> = {
  email: { maxLength: 320, pattern: /^[^\s@]+@[^\s@]+$/, expected: 'an e-mail address' },
  phone: {
    maxLength: 40,
    pattern: /^\+?[0-9 ().-]{3,}$/,
    plain: (text) => text.replace(INVISIBLE, '').replace(ARABIC_DIGIT, '0'),
    expected: 'a phone number such as +971501234567',
  },
  country: COUNTRY,
  nationality: COUNTRY,
  business_activity: { maxLength: 500, expected: 'a text of at most 500 characters' },
};

/** Upper bound of a company's employees: a larger number is a mistake. */
const MAX_COMPANY_SIZE = 10_000_000;

/**
 * Finds the expectation of a lead's column that a value does not meet; undefined when it meets it.
 *
 * Null, for unknown, is always valid. The stage, an enum, is not checked here.
 *
 * @returns words that complete 'expected …'
 */
export function leadFieldExpectation(column: LeadColumn, value: LeadFieldValue): string | undefined {
  if (value === null) return undefined;
  if (column === 'company_size') {
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_COMPANY_SIZE;
    return fits ? undefined : `a whole number of employees, 0 to ${MAX_COMPANY_SIZE}`;
  }
  const rule = TEXT_RULES[column] ?? NAME;
  if (typeof value !== 'string' || value.length > rule.maxLength) return rule.expected;
  if (!isStorableText(value)) return `${rule.expected}, without NUL and half surrogate pairs`;
  return rule.pattern && !rule.pattern.test(rule.plain?.(value) ?? value) ? rule.expected : undefined;
}

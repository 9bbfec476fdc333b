import { DomainError } from '../../platform/errors.ts';
import { isPast } from '../../platform/past-time.ts';

const ISO_8601 = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(?<zone>Z|[+-]\d{2}:\d{2})?)?$/;

// beyond these years ISO 8601 has other forms, which the graph does not take
const FIRST_TIME = Date.parse('0000-01-01T00:00:00Z');
const LAST_TIME = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * Parses a past ISO 8601 date or time: {@link parseTime}, {@link isPast}.
 *
 * @param now epoch milliseconds
 * @throws {DomainError} VALIDATION_FAILED when the text is not a time, or the time is in the future
 */
export function parsePastTime(text: string, field: string, now: number): number {
  const time = parseTime(text, field);
  if (!isPast(time, now)) throw refusal(field, text, `a time that is past; here it is ${new Date(now).toISOString()}`);
  return time;
}

/**
 * Parses an ISO 8601 date or time. A time without a zone is UTC; a date is its first moment in UTC.
 *
 * @param field name of the field, for the message
 * @returns epoch milliseconds
 * @throws {DomainError} VALIDATION_FAILED when the text is not a time
 */
export function parseTime(text: string, field: string): number {
  const match = ISO_8601.exec(text);
  const isLocal = match !== null && text.includes('T') && !match.groups?.zone;
  const time = match && isCalendarDay(text) ? Date.parse(isLocal ? `${text}Z` : text) : Number.NaN;
  if (!(time >= FIRST_TIME && time <= LAST_TIME))
    throw refusal(field, text, 'an ISO 8601 time such as 2026-11-22T08:30:00Z');
  return time;
}

/** JavaScript parses 30 February as 2 March; here it is refused. */
function isCalendarDay(text: string): boolean {
  return new Date(text.slice(0, 10)).getUTCDate() === Number(text.slice(8, 10));
}

function refusal(field: string, text: string, expected: string): DomainError {
  return new DomainError('VALIDATION_FAILED', `${field}: found ${JSON.stringify(text)}, expected ${expected}`);
}

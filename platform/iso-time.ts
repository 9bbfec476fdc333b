import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './time.ts';

// 10000-01-01T00:00:00.000Z: later years have more digits
const LATEST_MS = 253_402_300_800_000;
const PAIRS = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));
// from 0000-03-01, where this calendar begins, to 1970-01-01
const EPOCH_DAYS = 719_468;
const DAYS_OF_ERA = 146_097;

/**
 * Writes a time as `Date.prototype.toISOString` does, in less than half its time: an answer has hundreds.
 *
 * The day of the year is counted from March, so that a leap day is the last one of its year.
 *
 * @param time epoch milliseconds
 * @throws {RangeError} as there, for what is no time
 * @see https://howardhinnant.github.io/date_algorithms.html#civil_from_days
 */
export function isoTime(time: number): string {
  if (!Number.isInteger(time) || time < 0 || time >= LATEST_MS) return new Date(time).toISOString();
  const day = Math.floor(time / DAY_MS);
  return `${dateOf(day + EPOCH_DAYS)}T${timeOfDay(time - day * DAY_MS)}Z`;
}

function dateOf(days: number): string {
  const era = Math.floor(days / DAYS_OF_ERA);
  const dayOfEra = days - era * DAYS_OF_ERA;
  const year = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * month + 2) / 5) + 1;
  const isNextYear = month >= 10;
  const number = year + era * 400 + (isNextYear ? 1 : 0);
  return `${number}-${PAIRS[isNextYear ? month - 9 : month + 3]}-${PAIRS[day]}`;
}

function timeOfDay(time: number): string {
  const hour = Math.floor(time / HOUR_MS);
  const minute = Math.floor(time / MINUTE_MS) % 60;
  const second = Math.floor(time / SECOND_MS) % 60;
  const millisecond = time % SECOND_MS;
  const hundreds = Math.floor(millisecond / 100);
  return `${PAIRS[hour]}:${PAIRS[minute]}:${PAIRS[second]}.${hundreds}${PAIRS[millisecond - 100 * hundreds]}`;
}

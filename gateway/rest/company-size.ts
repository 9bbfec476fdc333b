import { cutText } from '../../platform/cut-text.ts';
import { DomainError } from '../../platform/errors.ts';

/** Employees for the size classes of EU recommendation 2003/361: the middle of 1–9, 10–49 and 50–249, and 250 × 1.5. */
const CLASSES: Readonly<Record<string, number>> = { MICRO: 5, SMALL: 30, MEDIUM: 150, LARGE: 375 };

// an open band such as 500+ has no middle: its floor × 1.5 is used
const OPEN_BAND_FACTOR = 1.5;

const NUMBER = String.raw`(\d{1,3}(?:,\d{3})+|\d{1,9})`;
const EXACT = new RegExp(`^${NUMBER}$`);
const BAND = new RegExp(String.raw`^${NUMBER}\s*[-–]\s*${NUMBER}$`);
const OPEN_BAND = new RegExp(String.raw`^${NUMBER}\s*\+$`);

/**
 * Parses a company size as CRMs write it, to a number of employees.
 *
 * - a number, or its text: `42`, `1,200`
 * - a band: its middle, rounded half up: `11-50` → 31
 * - an open band: its floor × 1.5, rounded half up: `500+` → 750
 * - a class, in any case: MICRO → 5, SMALL → 30, MEDIUM → 150, LARGE → 375
 *
 * @throws {DomainError} VALIDATION_FAILED for any other text
 */
export function parseCompanySize(size: number | string): number {
  if (typeof size === 'number') return size;
  const text = size.trim();
  return parseClass(text) ?? parseExact(text) ?? parseBand(text) ?? parseOpenBand(text) ?? refuse(size);
}

function parseClass(text: string): number | undefined {
  const name = text.toUpperCase();
  return Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined;
}

function parseExact(text: string): number | undefined {
  const [, value] = EXACT.exec(text) ?? [];
  return value === undefined ? undefined : count(value);
}

function parseBand(text: string): number | undefined {
  const [, low, high] = BAND.exec(text) ?? [];
  if (low === undefined || high === undefined || count(low) > count(high)) return undefined;
  return Math.round((count(low) + count(high)) / 2);
}

function parseOpenBand(text: string): number | undefined {
  const [, floor] = OPEN_BAND.exec(text) ?? [];
  return floor === undefined ? undefined : Math.round(count(floor) * OPEN_BAND_FACTOR);
}

function count(digits: string): number {
  return Number(digits.replaceAll(',', ''));
}

function refuse(size: string): never {
  throw new DomainError(
    'VALIDATION_FAILED',
    `company_size: found ${JSON.stringify(cutText(size, 80))}, expected employees such as 42, a band such as 11-50 or 500+, or MICRO, SMALL, MEDIUM, LARGE`,
  );
}

import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../platform/time.ts';

const TOKENS = {
  yyyy: '(?<yyyy>\\d{4})',
  MM: '(?<MM>\\d{1,2})',
  dd: '(?<dd>\\d{1,2})',
  HH: '(?<HH>\\d{1,2})',
  mm: '(?<mm>\\d{2})',
  ss: '(?<ss>\\d{2})',
} as const;
type Token = keyof typeof TOKENS;

/** `Z`, or hours and perhaps minutes ahead of UTC, such as `+04:00`, `+0400` or `+04`. */
export const UTC_OFFSET = /^(Z|[+-]\d{2}(:?\d{2})?)$/;

const ISO =
  /^(?<date>\d{4}-\d{2}-\d{2})(?:[Tt ](?<minute>\d{2}:\d{2})(?<second>:\d{2}(?:[.,](?<fraction>\d+))?)?(?: ?(?<zone>Z|z|UTC|[+-]\d{2}(?::?\d{2})?))?)?$/;

/** Time at the precision of its text: `2026-01-05` is a whole day. */
export interface TimeSpan {
  /** epoch milliseconds */
  readonly startMs: number;
  /** epoch milliseconds, exclusive */
  readonly endMs: number;
}

/**
 * Reads a time.
 *
 * @param format    `ISO` (a date, or a date and time, with or without a zone, as ISO 8601, RFC 3339 and PostgreSQL write
 *                  them), `EPOCH_MS`, `EPOCH_S`, or a pattern of yyyy, MM, dd, HH, mm, ss and literal characters, such
 *                  as `dd/MM/yyyy HH:mm`; see {@link timeFormatFault}
 * @param utcOffset zone of times without one; see {@link UTC_OFFSET}
 * @returns undefined when the text does not match, or is no day of the calendar
 */
export function parseTime(text: string, format: string, utcOffset: string): TimeSpan | undefined {
  const trimmed = text.trim();
  if (format === 'EPOCH_MS' || format === 'EPOCH_S') {
    if (!/^-?\d{1,15}$/.test(trimmed)) return undefined;
    const unitMs = format === 'EPOCH_S' ? SECOND_MS : 1;
    return span(Number(trimmed) * unitMs, unitMs);
  }
  return format === 'ISO' ? parseIso(trimmed, utcOffset) : parsePattern(trimmed, format, utcOffset);
}

/** Earliest time of a span that is not before another time; undefined when the whole span is before it. */
export function timeNotBefore({ startMs, endMs }: TimeSpan, earliestMs: number): number | undefined {
  if (startMs >= earliestMs) return startMs;
  return earliestMs < endMs ? earliestMs : undefined;
}

/** Expectation that a pattern of times does not meet, which completes "expected …"; undefined when it is valid. */
export function timeFormatFault(format: string): string | undefined {
  if (format === 'ISO' || format === 'EPOCH_MS' || format === 'EPOCH_S') return undefined;
  const tokens = tokensOf(format);
  const twice = tokens.find((token, index) => tokens.indexOf(token) !== index);
  if (twice) return `${twice} once`;
  if (!tokens.includes('yyyy')) return 'ISO, EPOCH_MS, EPOCH_S, or a pattern with yyyy';
  const rest = format.replace(/yyyy|MM|dd|HH|mm|ss/g, '');
  // a single letter of these is a mistyped field: no row would match it as a literal
  const unknown = /[yMdHms]+|hh/.exec(rest)?.[0];
  return unknown && `yyyy, MM, dd, HH, mm and ss instead of ${unknown}`;
}

function span(startMs: number, lengthMs: number): TimeSpan | undefined {
  return Number.isNaN(new Date(startMs).getTime()) ? undefined : { startMs, endMs: startMs + lengthMs };
}

function parseIso(text: string, utcOffset: string): TimeSpan | undefined {
  const { date = '', minute, second, fraction, zone = utcOffset } = ISO.exec(text)?.groups ?? {};
  if (!isRealDay(date)) return undefined;
  const startMs = Date.parse(`${date}T${minute ?? '00:00'}${(second ?? '').replace(',', '.')}${isoZone(zone)}`);
  if (minute === undefined) return span(startMs, DAY_MS);
  if (second === undefined) return span(startMs, MINUTE_MS);
  return span(startMs, fraction === undefined ? SECOND_MS : Math.max(1, SECOND_MS / 10 ** fraction.length));
}

/** Whether a day is in the calendar: Date.parse moves 30 February to March. */
function isRealDay(date: string): boolean {
  return !Number.isNaN(Date.parse(date)) && new Date(`${date}T00:00Z`).toISOString().startsWith(date);
}

function isoZone(zone: string): string {
  const [, hours, minutes = '00'] = /^([+-]\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  return hours === undefined ? 'Z' : `${hours}:${minutes}`;
}

function parsePattern(text: string, format: string, utcOffset: string): TimeSpan | undefined {
  const groups = patternOf(format).exec(text)?.groups as Partial<Record<Token, string>> | undefined;
  if (groups?.yyyy === undefined) return undefined;
  const { yyyy, MM = '1', dd = '1', HH = '0', mm = '0', ss = '0' } = groups;
  const [month, day, hour, minute, second] = [MM, dd, HH, mm, ss].map((part) => part.padStart(2, '0'));
  const start = parseIso(`${yyyy}-${month}-${day}T${hour}:${minute}:${second}`, utcOffset);
  return start && span(start.startMs, lengthOf(groups, Number(yyyy), Number(MM)));
}

/** Duration of the finest field of a text, ms. */
function lengthOf(fields: Partial<Record<Token, string>>, year: number, month: number): number {
  if (fields.ss) return SECOND_MS;
  if (fields.mm) return MINUTE_MS;
  if (fields.HH) return HOUR_MS;
  if (fields.dd) return DAY_MS;
  const next = fields.MM ? Date.UTC(year, month) : Date.UTC(year + 1, 0);
  return next - Date.UTC(year, month - 1);
}

function tokensOf(format: string): Token[] {
  return (format.match(/yyyy|MM|dd|HH|mm|ss/g) ?? []) as Token[];
}

function patternOf(format: string): RegExp {
  const source = format.replace(/yyyy|MM|dd|HH|mm|ss|[^A-Za-z0-9\s]/g, (part) => TOKENS[part as Token] ?? `\\${part}`);
  return new RegExp(`^${source}$`);
}

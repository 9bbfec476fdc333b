/** Forms of times in a file. */
export const TIME_FORMATS = ['ISO', 'DAY_FIRST', 'MONTH_FIRST', 'EPOCH_S', 'EPOCH_MS'] as const;

/** A form of times. */
export type TimeFormat = (typeof TIME_FORMATS)[number];

/** Zones of times that name none: the reader's, or UTC. */
export const ZONES = ['LOCAL', 'UTC'] as const;

/** A zone of times that name none. */
export type Zone = (typeof ZONES)[number];

const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;
const PARTS = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AP]M)?)?$/i;

/** Reads a time; undefined when the text is not of the form, or is no day of the calendar. */
export function parseTime(text: string, format: TimeFormat, zone: Zone): Date | undefined {
  const plain = latinDigits(text).trim();
  if (format === 'EPOCH_S' || format === 'EPOCH_MS') {
    if (!/^\d{9,14}$/.test(plain)) return undefined;
    return new Date(Number(plain) * (format === 'EPOCH_S' ? 1_000 : 1));
  }
  return format === 'ISO' ? parseIso(plain, zone) : parseParts(plain, format, zone);
}

/** The form that most of the texts have, ISO where none has one; days before months, where both would do. */
export function guessTimeFormat(texts: readonly string[]): TimeFormat {
  const filled = texts.filter((text) => text.trim() !== '');
  const hits = (format: TimeFormat): number => filled.filter((text) => parseTime(text, format, 'UTC')).length;
  const epoch = filled.every((text) => text.trim().length > 10) ? 'EPOCH_MS' : 'EPOCH_S';
  const candidates = (['ISO', 'DAY_FIRST', 'MONTH_FIRST', epoch] as const).map((format) => ({
    format,
    hits: hits(format),
  }));
  return candidates.reduce((best, next) => (next.hits > best.hits ? next : best)).format;
}

/** A text with the digits of Arabic and Persian as 0 to 9. */
export function latinDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.charCodeAt(0) - (digit < '۰' ? 0x660 : 0x6f0)) % 10));
}

function parseIso(text: string, zone: Zone): Date | undefined {
  const [, year, month, day, hour = '0', minute = '0', second = '0', offset] = ISO.exec(text) ?? [];
  if (year === undefined) return undefined;
  const fields = [year, month, day, hour, minute, second].map(Number);
  if (offset === undefined) return timeOf(fields, zone);
  const local = timeOf(fields, 'UTC');
  return local && new Date(local.getTime() - offsetMs(offset));
}

function parseParts(text: string, format: 'DAY_FIRST' | 'MONTH_FIRST', zone: Zone): Date | undefined {
  const [, first, second, year, hour = '0', minute = '0', seconds = '0', half] = PARTS.exec(text) ?? [];
  if (year === undefined) return undefined;
  const [day, month] = format === 'DAY_FIRST' ? [first, second] : [second, first];
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  return timeOf([year, month, day, hours, minute, seconds].map(Number), zone);
}

/** @param fields year, month from 1, day, hour, minute, second */
function timeOf(fields: readonly number[], zone: Zone): Date | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  // Date moves 30 February to March
  const inCalendar = new Date(Date.UTC(year, month - 1, day));
  if (inCalendar.getUTCMonth() !== month - 1 || inCalendar.getUTCDate() !== day) return undefined;
  if (zone === 'UTC') return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return new Date(year, month - 1, day, hour, minute, second);
}

function offsetMs(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

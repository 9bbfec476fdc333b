const PARTS = { yyyy: '(?<yyyy>\\d{4})', MM: '(?<MM>\\d{1,2})', dd: '(?<dd>\\d{1,2})', HH: '(?<HH>\\d{1,2})' } as const;
const MORE = { mm: '(?<mm>\\d{2})', ss: '(?<ss>\\d{2})' } as const;
const TOKENS: Readonly<Record<string, string>> = { ...PARTS, ...MORE };

/** `Z` or hours and minutes ahead of UTC, such as `+04:00`. */
export const UTC_OFFSET = /^(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads a time.
 *
 * @param format    `ISO` (a date, or a date and time, with or without a zone), `EPOCH_MS`, `EPOCH_S`, or a pattern of
 *                  yyyy, MM, dd, HH, mm, ss and literal characters, such as `dd/MM/yyyy HH:mm`
 * @param utcOffset the zone of times that name none; see {@link UTC_OFFSET}
 * @returns epoch milliseconds; undefined when the text does not fit or names no real day
 */
export function parseTime(text: string, format: string, utcOffset: string): number | undefined {
  const trimmed = text.trim();
  if (format === 'EPOCH_MS' || format === 'EPOCH_S') {
    if (!/^-?\d{1,15}$/.test(trimmed)) return undefined;
    return Number(trimmed) * (format === 'EPOCH_S' ? 1_000 : 1);
  }
  if (format === 'ISO') return parseIso(trimmed, utcOffset);
  const { yyyy, MM = '1', dd = '1', HH = '0', mm = '0', ss = '0' } = patternOf(format).exec(trimmed)?.groups ?? {};
  if (yyyy === undefined) return undefined;
  const [month, day, hour, minute, second] = [MM, dd, HH, mm, ss].map((part) => part.padStart(2, '0'));
  return parseIso(`${yyyy}-${month}-${day}T${hour}:${minute}:${second}`, utcOffset);
}

function parseIso(text: string, utcOffset: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?)?$/.exec(text);
  if (!match) return undefined;
  const [, date = '', time = '00:00', zone = utcOffset] = match;
  const epochMs = Date.parse(`${date}T${time}${zone}`);
  // Date.parse moves 30 February into March
  const isRealDay = !Number.isNaN(Date.parse(date)) && new Date(`${date}T00:00Z`).toISOString().startsWith(date);
  return isRealDay && !Number.isNaN(epochMs) ? epochMs : undefined;
}

function patternOf(format: string): RegExp {
  const source = format.replace(/yyyy|MM|dd|HH|mm|ss|[^A-Za-z0-9\s]/g, (part) => TOKENS[part] ?? `\\${part}`);
  return new RegExp(`^${source}$`);
}

import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../platform/time.ts';

const UNITS = [
  ['day', DAY_MS],
  ['h', HOUR_MS],
  ['min', MINUTE_MS],
] as const;

/** A time with its zone: `22 Nov 2026, 14:16 UTC`. @param zone IANA name */
export function noticeTime(at: number, zone: string): string {
  return `${dayOf(at, zone)}, ${clockOf(at, zone)} ${zone}`;
}

/** A time as seen from another one: without its date on the same day. */
export function timeBefore(at: number, now: number, zone: string): string {
  return dayOf(at, zone) === dayOf(now, zone) ? `${clockOf(at, zone)} ${zone}` : noticeTime(at, zone);
}

/** A length of time in its two largest units: `3 h 20 min`. */
export function durationText(ms: number): string {
  let rest = ms;
  const parts: string[] = [];
  for (const [unit, sizeMs] of UNITS) {
    const count = Math.floor(rest / sizeMs);
    rest -= count * sizeMs;
    if (count > 0) parts.push(`${count} ${unit}${unit === 'day' && count > 1 ? 's' : ''}`);
    else if (parts.length > 0) break;
  }
  return parts.slice(0, 2).join(' ') || 'less than a minute';
}

function dayOf(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(at);
}

function clockOf(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    at,
  );
}

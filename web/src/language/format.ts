import { serverNow } from '../clock/server-clock.ts';
import { useStore } from '../store/store.ts';
import { durationFormat } from './durations.ts';
import { type Digits, digits, type Language, language } from './language.ts';

/** Formats of values in the reader's language, digits and time zone. */
export interface Formats {
  readonly language: Language;
  /** a count or a measure; at most `decimals` places, default 0 */
  number(value: number, decimals?: number): string;
  /** the same with all its places, for numbers below each other */
  column(value: number, decimals: number): string;
  /** a share between 0 and 1; default one place after the comma */
  percent(share: number, decimals?: number): string;
  /** a share in a column of shares: always one place after the comma */
  alignedPercent(share: number): string;
  /** a number with its sign, for differences; default two places */
  signed(value: number, decimals?: number): string;
  /** the same with all its places, for numbers below each other */
  signedColumn(value: number, decimals: number): string;
  /** a day */
  date(time: string | number): string;
  /** a day with the time to the minute */
  dateTime(time: string | number): string;
  /** the time of day to the second */
  time(time: string | number): string;
  /** how long ago, or until: "3 minutes ago" */
  relative(time: string | number): string;
  /** a span in its two largest units: "2 h 5 min" */
  duration(milliseconds: number): string;
  /** a size in bytes, by powers of 1000 */
  bytes(count: number): string;
}

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];
const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

const formats = cached((of: Language) => cached((chosen: Digits) => createFormats(of, chosen)));

/** The reader's formats. */
export function useFormat(): Formats {
  return formats(useStore(language))(useStore(digits));
}

/** Formats of a language. Pure, but for the time that `relative` counts from. */
export function createFormats(of: Language, chosen: Digits): Formats {
  const locale = of === 'ar' ? `ar-AE-u-nu-${chosen}` : 'en-GB';
  const numbers = cached((places: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: places }));
  const percents = cached(
    (places: number) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: places }),
  );
  const alignedPercents = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1 });
  const signs = cached(
    (places: number) => new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: places }),
  );
  const column = (places: number, signDisplay: 'auto' | 'exceptZero') =>
    new Intl.NumberFormat(locale, { signDisplay, minimumFractionDigits: places, maximumFractionDigits: places });
  const columns = cached((places: number) => column(places, 'auto'));
  const signedColumns = cached((places: number) => column(places, 'exceptZero'));
  const unit = cached(
    (name: string) => new Intl.NumberFormat(locale, { style: 'unit', unit: name, maximumFractionDigits: 1 }),
  );
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const dayTimes = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const times = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  const relatives = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return {
    language: of,
    number: (value, decimals = 0) => numbers(decimals).format(value),
    column: (value, decimals) => columns(decimals).format(value),
    percent: (share, decimals = 1) => percents(decimals).format(share),
    alignedPercent: (share) => alignedPercents.format(share),
    signed: (value, decimals = 2) => signs(decimals).format(value),
    signedColumn: (value, decimals) => signedColumns(decimals).format(value),
    date: (time) => days.format(new Date(time)),
    dateTime: (time) => dayTimes.format(new Date(time)),
    time: (time) => times.format(new Date(time)),
    relative: (time) => relativeText(relatives, new Date(time).getTime() - serverNow()),
    duration: durationFormat(locale),
    bytes(count) {
      const power = Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(Math.max(count, 1)) / 3));
      return unit(BYTE_UNITS[power] as string).format(count / 1000 ** power);
    },
  };
}

function relativeText(formats: Intl.RelativeTimeFormat, differenceMs: number): string {
  const [unit, length] = UNITS.find(([, size]) => Math.abs(differenceMs) >= size) ?? (['second', 1_000] as const);
  return formats.format(Math.trunc(differenceMs / length), unit);
}

function cached<Key, Value>(create: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? create(key);
    known.set(key, value);
    return value;
  };
}

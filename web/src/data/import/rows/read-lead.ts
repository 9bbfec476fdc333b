import type { SubmitLeadInput } from '../../../graph/generated/graphql.ts';
import type { CsvRecord } from '../csv/csv-records.ts';
import { countryCode } from './country-code.ts';
import { foldName, LEAD_FIELDS, type LeadField, type Mapping } from './lead-field.ts';
import { latinDigits, parseTime, type TimeFormat, type Zone } from './parse-time.ts';

/** How cells become fields. */
export interface ReadSettings {
  readonly mapping: Mapping;
  readonly timeFormat: TimeFormat;
  readonly zone: Zone;
  /** whether words of industry, emirate, channel and licence are spelt as codes: `Google Ads` as `GOOGLE_ADS` */
  readonly usesCodes: boolean;
}

/** Rules that a row can break. The gateway has the same ones, and the last word. */
export type RowRule =
  | 'MARKS'
  | 'BYTES'
  | 'EMPTY'
  | 'ID_MISSING'
  | 'ID_TWICE'
  | 'ID_LENGTH'
  | 'TIME'
  | 'FUTURE'
  | 'EMAIL'
  | 'PHONE'
  | 'COUNTRY'
  | 'EMPLOYEES'
  | 'LENGTH'
  | 'CHARACTERS';

/** A rule that a row breaks. */
export interface RowFault {
  readonly rule: RowRule;
  /** undefined when it is about the row as a whole */
  readonly field?: LeadField;
  readonly found: string;
}

/** A row of the file as a lead, or with what is wrong with it. */
export interface ReadRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly input: SubmitLeadInput;
  readonly faults: readonly RowFault[];
}

const MOST_EMPLOYEES = 10_000_000;
const LONGEST_ID = 200;
const LONGEST: Readonly<Partial<Record<LeadField, number>>> = { email: 320, phone: 40, businessActivity: 500 };
const LONGEST_TEXT = 200;
const CODES: ReadonlySet<LeadField> = new Set(['industry', 'emirate', 'source', 'licenceType']);
const EMIRATES: Readonly<Record<string, string>> = {
  ابوظبي: 'ABU_DHABI',
  'ابو ظبي': 'ABU_DHABI',
  دبي: 'DUBAI',
  الشارقه: 'SHARJAH',
  عجمان: 'AJMAN',
  'ام القيوين': 'UMM_AL_QUWAIN',
  'راس الخيمه': 'RAS_AL_KHAIMAH',
  الفجيره: 'FUJAIRAH',
};
// direction marks and characters without width come along with copied numbers
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/**
 * Reads a record of the file as a lead.
 *
 * @param nowMs epoch milliseconds
 */
export function readLead({ row, cells, fault }: CsvRecord, settings: ReadSettings, nowMs: number): ReadRow {
  if (fault) return { row, cells, input: {}, faults: [{ rule: fault, found: cells[0] ?? '' }] };
  const input: Record<string, string | number> = {};
  const faults: RowFault[] = [];
  for (const field of LEAD_FIELDS) {
    const column = settings.mapping[field];
    const found = column === undefined ? '' : (cells[column] ?? '').trim().normalize('NFC');
    if (found === '') continue;
    const value = readValue(field, found, settings, nowMs);
    if (isRule(value)) faults.push({ rule: value.rule, field, found });
    else input[field] = value;
  }
  if (settings.mapping.id !== undefined && input.id === undefined && faults.every(({ field }) => field !== 'id'))
    faults.push({ rule: 'ID_MISSING', field: 'id', found: '' });
  if (faults.length === 0 && Object.keys(input).every((field) => field === 'id' || field === 'createdAt'))
    faults.push({ rule: 'EMPTY', found: '' });
  return { row, cells, input, faults };
}

type Value = string | number | { readonly rule: RowRule };

function isRule(value: Value): value is { readonly rule: RowRule } {
  return typeof value === 'object';
}

function readValue(field: LeadField, text: string, settings: ReadSettings, nowMs: number): Value {
  if (text.includes('\0') || /\p{Surrogate}/u.test(text)) return { rule: 'CHARACTERS' };
  switch (field) {
    case 'id':
      return text.length <= LONGEST_ID ? text : { rule: 'ID_LENGTH' };
    case 'createdAt':
      return readTime(text, settings, nowMs);
    case 'companySize':
      return readEmployees(text);
    case 'country':
    case 'nationality':
      return countryCode(text) ?? { rule: 'COUNTRY' };
    default:
      return readText(field, settings.usesCodes && CODES.has(field) ? codeOf(field, text) : text);
  }
}

function readTime(text: string, { timeFormat, zone }: ReadSettings, nowMs: number): Value {
  const time = parseTime(text, timeFormat, zone);
  if (!time || Number.isNaN(time.getTime())) return { rule: 'TIME' };
  return time.getTime() > nowMs ? { rule: 'FUTURE' } : time.toISOString();
}

function readEmployees(text: string): Value {
  const plain = latinDigits(text).replace(/(?<=\d)[,٬ \u00a0](?=\d{3}(?!\d))/g, '');
  const count = /^\d+(\.0+)?$/.test(plain) ? Number(plain) : Number.NaN;
  return count <= MOST_EMPLOYEES ? count : { rule: 'EMPLOYEES' };
}

function readText(field: LeadField, text: string): Value {
  if (text.length > (LONGEST[field] ?? LONGEST_TEXT)) return { rule: 'LENGTH' };
  if (field === 'email' && !/^[^\s@]+@[^\s@]+$/.test(text)) return { rule: 'EMAIL' };
  if (field === 'phone' && !/^\+?[0-9 ().-]{3,}$/.test(latinDigits(text.replace(INVISIBLE, ''))))
    return { rule: 'PHONE' };
  return text;
}

/** The code of a word: `Google Ads` is `GOOGLE_ADS`. Words without Latin letters stay, but for the emirates. */
function codeOf(field: LeadField, text: string): string {
  if (field === 'emirate') {
    const emirate = EMIRATES[foldName(text)];
    if (emirate) return emirate;
  }
  if (!/[a-z]/i.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '')
    .toUpperCase();
}

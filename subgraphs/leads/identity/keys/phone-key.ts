import {
  isSupportedCountry,
  type NumberType,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { plainText } from './plain-text.ts';

const LONGEST_TEXT = 200;
/** Country of national numbers of leads without one. */
const HOME = 'AE';
const DIGIT = /\p{Nd}/u;
const OTHER_DIGITS = /[^\P{Nd}0-9]/gu;
const ALL_EQUAL = /^(\d)\1*$/;
const NO_SUBSCRIBER = /0{7}$/;
const RUN = '01234567890123456789';
const REVERSED_RUN = '98765432109876543210';
/** Types of numbers that services have, and no person. */
const SERVICES: ReadonlySet<NumberType> = new Set([
  'TOLL_FREE',
  'PREMIUM_RATE',
  'SHARED_COST',
  'UAN',
  'VOICEMAIL',
] as const);

/**
 * Key of a telephone number, E.164: two texts with one key reach one line.
 *
 * The text without invisible characters, with the digits of any script; a national number is one of the lead's country; an
 * extension is left out. Without a key are numbers that no operator assigns, those of services such as toll-free ones, and
 * placeholders: all digits equal, a run such as 123456789, or seven zeros at the end.
 *
 * `050 123-4567` of a lead in AE → `+971501234567`
 *
 * @param country ISO 3166-1 alpha-2; AE when unknown
 * @returns undefined for a text that is no number of a person
 */
export function phoneKey(text: string, country?: string | null): string | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const plain = plainText(text).replace(OTHER_DIGITS, asciiDigit);
  const defaultCountry = country != null && isSupportedCountry(country) ? country : HOME;
  const number = parsePhoneNumberFromString(plain, { defaultCountry, extract: false });
  return number?.isValid() && isPersonal(number) ? number.number : undefined;
}

/** The digit of ASCII with the value of another script's: those of each script are ten in a row. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) as number;
  let value = 0;
  while (DIGIT.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value % 10);
}

function isPersonal(number: PhoneNumber): boolean {
  const national: string = number.nationalNumber;
  if (ALL_EQUAL.test(national) || NO_SUBSCRIBER.test(national)) return false;
  if (RUN.includes(national) || REVERSED_RUN.includes(national)) return false;
  const type = number.getType();
  return type === undefined || !SERVICES.has(type);
}

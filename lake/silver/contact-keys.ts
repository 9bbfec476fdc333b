/**
 * Marks without a width that copying brings along: soft hyphen, Arabic letter mark, zero-width spaces and joiners,
 * direction marks, byte order mark. Part of a class of RE2.
 */
export const INVISIBLE: string = String.raw`\x{00AD}\x{061C}\x{180E}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2064}\x{2066}-\x{2069}\x{FEFF}`;

/** White space as JavaScript has it, which is more than RE2's. Part of a class of RE2. */
export const SPACE: string = String.raw`\s\x0B\x{00A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}`;

const ARABIC_DIGITS = '٠١٢٣٤٥٦٧٨٩';
const PERSIAN_DIGITS = '۰۱۲۳۴۵۶۷۸۹';

/** Fewer digits are an extension or a placeholder, and say nothing about a person. */
const LEAST_DIGITS = 7;

/**
 * SQL of rows of leads with `email_key` and `phone_key`, by which two of one person are equal.
 *
 * An e-mail address: without spaces and invisible marks, in small letters, composed (NFC), without a dot at the end of its
 * domain; of Gmail, which ignores them, without dots and without what follows a plus, and googlemail.com is gmail.com.
 * A phone number: its digits, without the prefix + or 00 and without the (0) of a national number; none where fewer than
 * seven are left, or all are the same.
 *
 * @param rows a relation with `email` and `phone`
 */
export function withContactKeys(rows: string): string {
  const address = `rtrim(lower(nfc_normalize(regexp_replace(email, '[${SPACE}${INVISIBLE}]', '', 'g'))), '.')`;
  const national = `replace(${plainPhoneSql('phone')}, '(0)', '')`;
  const digits = `regexp_replace(regexp_replace(${national}, '[^0-9]', '', 'g'), '^00', '')`;
  return `SELECT * EXCLUDE (address, digits),
    CASE WHEN NOT regexp_full_match(address, '[^@]+@[^@]+') THEN NULL
      WHEN regexp_matches(address, '@(gmail|googlemail)\\.com$')
        THEN replace(regexp_extract(address, '^[^+@]*'), '.', '') || '@gmail.com'
      ELSE address END AS email_key,
    CASE WHEN length(digits) >= ${LEAST_DIGITS} AND ltrim(digits, left(digits, 1)) <> '' THEN digits END AS phone_key
  FROM (SELECT *, ${address} AS address, ${digits} AS digits FROM ${rows})`;
}

/** SQL of a text with Arabic and Persian digits as those of ASCII, and without invisible marks. */
export function plainPhoneSql(phone: string): string {
  const digits = `translate(${phone}, '${ARABIC_DIGITS}${PERSIAN_DIGITS}', '01234567890123456789')`;
  return `regexp_replace(${digits}, '[${INVISIBLE}]', '', 'g')`;
}

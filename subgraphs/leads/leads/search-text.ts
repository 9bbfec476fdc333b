const PHONE = /\+?\d[\d\s().-]{5,}\d/g;

/**
 * Joins the digits of telephone numbers in a search, without leading zeros: numbers are written with spaces, brackets and
 * a trunk or international prefix, and stored in E.164.
 *
 * `+971 50 123-4567` → `971501234567`, `(0)50 1234567` → `501234567`.
 */
export function normaliseSearch(text: string): string {
  return text.replace(PHONE, (number) => ` ${number.replace(/\D/g, '').replace(/^0+(?=\d)/, '')} `);
}
